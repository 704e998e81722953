"""Scenarios about visits and missions."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.audiences import AUDIENCES
from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import assessment, ids_of


async def test_1_a_hybrid_visit_with_its_components_a_year_apart_is_one_visit_with_one_clock(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 6, 3))
    plan = {"reference": "SYN-1", "state": "KEN", "kind": "comprehensive", "start": "2023-03-06", "synthetic": True}
    visit_ = stage.command("/visits", plan)["id"]
    for mode, start, end in (("virtual", "2023-03-06", "2023-03-10"), ("onsite", "2024-03-04", "2024-03-08")):
        component = {"mode": mode, "start": start, "end": end}
        stage.command(f"/visits/{visit_}/completion", {"components": [component]})
    (visit,) = stage.items("/visits?state=KEN")
    assert (visit["year"], [one["mode"] for one in visit["components"]]) == (2024, ["virtual", "onsite"])

    report = assessment("KEN", "2024-06-03", visit={"start": "2023-03-06", "end": "2024-03-08", "mode": "hybrid"})
    stage.send("assessment.submitted", report)
    assert stage.get(f"/assessments/{ids_of(report)[0]}")["visit_id"] == visit["id"]
    assert len(stage.items("/visits?state=KEN")) == 1
    (cycle,) = stage.items("/cycles?state=KEN")
    assert (cycle["anchor_on"], cycle["due_on"]) == ("2024-06-03", "2025-06-03")

    stage.to(date(2025, 1, 15))
    figures = {one["id"]: one["numerator"] for one in stage.get("/reports/annual/2024/provisional")["figures"]}
    assert [figures[one] for one in ("missions", "visits", "visit_components", "states_visited")] == [1, 1, 2, 1]
    assert {one["id"]: one["numerator"] for one in stage.get("/reports/annual/2023/provisional")["figures"]}[
        "visits"
    ] == 0


async def test_22_a_mission_to_four_states_is_joined_after_the_import(stage_from: Staging) -> None:
    stage = stage_from(date(2017, 6, 1))
    header = "iso3,visit_type,mode,start,end,date_precision,note,source_url"
    states = ("CMR", "TCD", "NER", "NGA")
    rows = "".join(f"{state},regional-high-level,onsite,2017-03,2017-03,month,Synthetic,\n" for state in states)
    assert stage.bring("visits", f"{header}\n{rows}")["accepted"] == 4
    visits = stage.items("/visits")
    assert {one["mission_id"] for one in visits} == {None}, "four missions so far"

    again = rows.replace("Synthetic,\n", "Synthetic,,Lake Chad 2017\n")
    result = stage.bring("visits", f"{header},mission\n{again}")
    assert (result["accepted"], result["rejected"], len(result["changed"])) == (4, [], 4)
    joined = stage.items("/visits")
    assert [one["id"] for one in joined] == [one["id"] for one in visits], "the same four visits"
    assert len({one["mission_id"] for one in joined}) == 1

    stage.to(date(2018, 1, 15))
    figures = {one["id"]: one["numerator"] for one in stage.get("/reports/annual/2017/provisional")["figures"]}
    assert [figures[one] for one in ("missions", "visits", "states_visited")] == [1, 4, 4]


@pytest.mark.slow
async def test_5_of_a_mission_to_four_states_one_refuses_release(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 6, 3))
    states = ("KEN", "UGA", "TZA", "RWA")
    days = {"start": "2024-03-04", "end": "2024-03-08", "mode": "onsite"}
    mission = {"mission": "SYN-M", "kind": "comprehensive", "synthetic": True, **days}
    for state in states:
        visit = stage.command("/visits", {"reference": f"SYN-{state}", "state": state, **mission})["id"]
        stage.command(f"/visits/{visit}/completion", {})
    reports = {state: assessment(state, "2024-06-03", visit=days) for state in states}
    for report in reports.values():
        stage.send("assessment.submitted", report)
    visits = stage.items("/visits?year=2024")
    assert (len(visits), len({one["mission_id"] for one in visits})) == (4, 1), "one mission, one visit each"
    assert {one["visit_id"] for one in stage.items("/assessments")} == {one["id"] for one in visits}
    assert len(stage.items("/cycles")) == 4, "one clock each"

    closed_assessment = ids_of(reports["UGA"])[0]
    decision = {"audience": "committee", "decided_by": "Permanent Mission of the State", "decided_on": "2024-06-03"}
    stage.command(f"/assessments/{closed_assessment}/disclosure", decision)
    for reader in AUDIENCES[1:3]:
        assert {one["state"] for one in stage.items("/assessments", reader)} == set(states) - {"UGA"}
        assert {one["state"] for one in stage.items("/recommendations", reader)} == set(states) - {"UGA"}
    assert {one["state"] for one in stage.items("/needs", "unoct")} == set(states) - {"UGA"}
    withdrawals = await stage.read_events("ctc.released.un", "released.withdrawn.v1")
    assert {(one["state"], one["because"]) for one in withdrawals} == {("UGA", "narrowed")}

    stage.to(date(2025, 1, 15))
    figures = {one["id"]: one for one in stage.get("/reports/annual/2024/provisional")["figures"]}
    assert [figures[one]["numerator"] for one in ("missions", "visits", "states_visited")] == [1, 4, 4]
    full = figures["reports_released_full"]
    assert (full["numerator"], full["denominator"]) == (3, 4)
