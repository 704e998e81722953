"""Scenarios about figures: traced to what they count, and the same after a crash and a rebuild."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.end_to_end.scenarios.conftest import ON_KAFKA, Staging
from tests.support.postgres import PostgresServer
from tests.support.stage import CTED, Stage, assessment, ids_of, recommendation, recommendation_id_of, set_stage

STATES = ("KEN", "FJI", "PER", "UGA", "GHA", "CHL", "NOR", "LAO")
EACH, IMPLEMENTED = 14, 37
WITHHELD = 5
"""The first so many of Kenya's are the Committee's alone."""


@pytest.mark.slow
@ON_KAFKA
async def test_14_a_crash_at_the_cut_off_and_a_rebuild_from_the_journals_give_the_same_report_byte_for_byte(
    stage_from: Staging, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    crashing = stage_from(date(2024, 3, 1))
    tell(crashing)
    crashing.send("assessment.submitted", assessment("PER", "2024-03-01"))
    crashing.to(date(2024, 12, 31))
    crashing.post("assessment.submitted", assessment("UGA", "2024-12-30"))
    crashing.kill()  # with this under way
    crashing.start()
    crashing.settle()
    crashing.to(date(2025, 1, 10))
    rebuild(crashing)
    report = annual(crashing)

    (tmp_path / "calm").mkdir()
    async with postgres_server.database() as dsn:
        with set_stage(tmp_path / "calm", dsn, date(2024, 3, 1)) as calm:
            tell(calm)
            calm.send("assessment.submitted", assessment("PER", "2024-03-01"))
            calm.to(date(2024, 12, 31))
            calm.send("assessment.submitted", assessment("UGA", "2024-12-30"))
            calm.to(date(2025, 1, 10))
            assert annual(calm) == report
    numbers = {one["id"]: one["numerator"] for one in orjson.loads(report)["figures"]}
    assert numbers["assessments_completed"] == 4


def tell(stage: Stage) -> None:
    for state in ("KEN", "FJI"):
        stage.send("assessment.submitted", assessment(state, "2024-03-01"))


def annual(stage: Stage) -> bytes:
    if stage.client("owner").get("/reports/annual/2024").status_code == 404:
        stage.transmit("/reports/annual/2024", freeze="2025-01-09T12:00:00Z")
    response = stage.client("owner").get("/reports/annual/2024")
    assert response.status_code == 200, response.text
    return response.content


def rebuild(stage: Stage) -> None:
    """As `ctc rebuild council` does it."""
    response = stage.client("owner").post("/rebuilds")
    assert response.status_code < 300, response.text
    where, until = f"/rebuilds/{response.json()['id']}", time.monotonic() + 60
    while (state := stage.get(where))["state"] == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert state["state"] == "done", state


@pytest.mark.slow
async def test_13_a_december_event_arrives_on_9_january_as_a_prior_period_adjustment(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 3, 1))
    stage.send("assessment.submitted", assessment("KEN", "2024-03-01"))
    stage.to(date(2025, 1, 8))
    edition = stage.transmit("/reports/annual/2024")
    stage.to(date(2025, 1, 9))
    stage.send("assessment.submitted", assessment("FJI", "2024-12-20", count=3))

    assert stage.get("/reports/annual/2024") == edition, "the edition stands"
    stage.to(date(2026, 1, 15))
    (adjustment,) = (
        one for one in stage.get("/reports/annual/2025/provisional")["adjustments"] if one["id"] == "assessed"
    )
    assert adjustment["edition"] == "annual-2024-1"
    assert (adjustment["published"]["denominator"], adjustment["now"]["denominator"]) == (2, 5)

    correction = {"reason": "Synthetic: an assessment of December arrived in January."}
    stage.command("/reports/annual/2024/corrections", correction)
    new_edition = stage.get("/reports/annual/2024")
    numbers = {one["id"]: one["numerator"] for one in new_edition["figures"]}
    assert (new_edition["edition"], numbers["assessments_completed"]) == (2, 2)
    assert stage.get("/reports/annual/2024?edition=1") == edition


@pytest.mark.slow
async def test_15_from_37_of_112_in_the_chair_s_report_to_the_recommendations_their_sources_and_events(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    reports = [assessment(state, "2024-03-01", count=EACH) for state in STATES]
    for number in range(1, WITHHELD + 1):
        reports[0]["recommendations"][number - 1] = recommendation(number, audience="committee")
    lines = "\n".join(orjson.dumps(report).decode() for report in reports)
    assert stage.bring(f"assessments?source={CTED}", lines)["accepted"] == len(STATES)
    implemented_number = IMPLEMENTED
    for report in reports:
        implemented_number -= implement(stage, report, min(implemented_number, EACH))
    stage.to(date(2025, 1, 15))

    figure = next(one for one in stage.transmit("/reports/annual/2024")["figures"] if one["id"] == "implemented")
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (37, 112, "33.0")
    items = stage.items(figure["basis"])
    assert (len(items), sum(one["numerator"] for one in items)) == (112, 37)
    assert {one["id"] for one in items} == {recommendation_id_of(r, n) for r in reports for n in range(1, EACH + 1)}

    first = next(one for one in items if one["numerator"])
    traces = "".join(f"{stage.get(f'/trace/{event}')}" for event in first["events"])
    assert "assessment.completed.v1" in traces, "what made it"
    assert "recommendation.assessed.v1" in traces, "what says that it is implemented"
    assert stage.get(f"/assessments/{ids_of(reports[0])[0]}")["source"] == CTED

    visible_items = stage.items(figure["basis"], "un")
    assert len(visible_items) == 112 - WITHHELD
    assert not any("numerator" in one for one in visible_items), (
        "who implemented what is the Committee's and each State's own"
    )
    assert len(stage.items(figure["basis"], "KEN")) == EACH
    assert stage.items(figure["basis"], "public") == []


def implement(stage: Stage, report: dict[str, Any], count: int) -> int:
    """CTED reports so many of them as implemented."""
    statuses = [
        {"recommendation_id": recommendation_id_of(report, number), "implementation": "implemented"}
        for number in range(1, count + 1)
    ]
    _, cycle = ids_of(report)
    stage.command(f"/cycles/{cycle}/report", {"submitted_on": "2024-03-01", "recommendations": statuses})
    return count
