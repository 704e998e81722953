"""Scenarios about days: silence, late reports, corrected dates, and the end of a mandate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from reference import load
from tests.end_to_end.scenarios.conftest import ON_KAFKA, Staging
from tests.support.stage import CTED, Stage, assessment, ids_of, recommendation_id_of


@pytest.mark.slow
@ON_KAFKA
async def test_2_a_state_silent_at_30_days_and_at_six_months_answers_in_month_13(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 1, 10))
    report = assessment("KEN", "2024-03-01")
    assessment_, cycle = ids_of(report)
    draft = {key: report[key] for key in ("reference", "state", "kind", "synthetic")}
    stage.command("/assessments/drafts", draft | {"source": CTED, "draft": "draft", "draft_shared_on": "2024-01-10"})
    stage.to(date(2024, 3, 1))
    (lapse,) = await stage.read_events("ctc.assessments", "observations.lapsed.v1")
    assert lapse["occurred_on"] == "2024-02-10", "the day after the last of thirty"

    stage.send("assessment.submitted", report)
    stage.to(date(2024, 9, 2))
    silent = stage.get(f"/cycles/{cycle}")
    assert (silent["status"], silent["response"]["not_answered_on"]) == ("not_answered", "2024-09-02")

    stage.to(date(2025, 2, 20))
    stage.command(f"/cycles/{cycle}/report", {"submitted_on": "2025-02-20", "proposal": "Synthetic: ask again."})
    stage.to(date(2025, 3, 20))
    position = {"recommendation_reference": "R1", "position": "accepted", "implementation": "in_progress"}
    stage.send(
        "response.received",
        {
            "assessment_reference": report["reference"],
            "state": "KEN",
            "received_on": "2025-03-20",
            "positions": [position],
        },
    )
    cycle_row = stage.get(f"/cycles/{cycle}")
    assert cycle_row["status"] == "reported", "silence blocked nothing"
    assert cycle_row["response"] | {"pending_since": None, "decision": None} == {
        "due_on": "2024-09-01", "received_on": "2025-03-20", "not_answered_on": "2024-09-02",
        "pending_since": None, "decision": None,
    }  # fmt: skip
    assert stage.get(f"/cycles/{cycle}/recommendations/{recommendation_id_of(report, 1)}")["reported"] == "in_progress"
    assert stage.get(f"/assessments/{assessment_}")["observations_lapsed_on"] == "2024-02-10"


@pytest.mark.slow
async def test_3_a_report_of_29_february_is_made_late_and_further_follow_up_runs_from_the_intended_date(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 2, 29))
    report = assessment("KEN", "2024-02-29")
    stage.send("assessment.submitted", report)
    _, cycle = ids_of(report)
    assert stage.get(f"/cycles/{cycle}")["due_on"] == "2025-02-28"

    stage.to(date(2025, 4, 15))
    (overdue,) = await stage.read_events("ctc.followup", "followup.overdue.v1")
    assert overdue["occurred_on"] == "2025-03-01"
    stage.command(f"/cycles/{cycle}/report", {"submitted_on": "2025-04-15"})
    decision = {"decided_on": "2025-04-15", "decided_by": "CTC", "why": "Synthetic.", "period": "P12M"}
    further = stage.command(f"/cycles/{cycle}/further-follow-up", decision)
    assert (further["sequence"], further["anchor_on"], further["due_on"]) == (2, "2025-02-28", "2026-02-28")
    events = await stage.read_events("ctc.followup", "followup.scheduled.v1")
    assert [(one["followup_id"], one["sequence"], one["due_on"]) for one in events] == [
        (cycle, 1, "2025-02-28"),
        (cycle, 2, "2026-02-28"),
    ]


@pytest.mark.slow
@ON_KAFKA
async def test_4_a_report_s_date_is_corrected_after_reminders_went_out(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01")
    stage.send("assessment.submitted", report)
    assessment_, cycle = ids_of(report)
    stage.to(date(2025, 2, 5))
    reminders_sent = reminders_between(date(2024, 3, 1), date(2025, 2, 5), due_on=date(2025, 3, 1))
    assert await reminders(stage) == reminders_sent != []

    other = assessment("FJI", "2024-09-02")
    stage.send("assessment.submitted", other)
    sooner = {"report_date": "2024-02-20", "submitted_to_ctc_on": "2024-02-20", "corrected_on": "2025-02-05"}
    stage.send("assessment.corrected", other | sooner)
    assert stage.get(f"/cycles/{ids_of(other)[1]}")["due_on"] == "2025-02-20"
    assert await reminders(stage, "FJI") == [], "those whose days have gone are not made up for"

    earlier = {"report_date": "2024-01-15", "submitted_to_ctc_on": "2024-01-15", "corrected_on": "2025-02-05"}
    stage.send("assessment.corrected", report | earlier)
    cycle_row = stage.get(f"/cycles/{cycle}")
    assert (cycle_row["anchor_on"], cycle_row["original_anchor_on"], cycle_row["due_on"], cycle_row["status"]) == (
        *("2024-01-15", "2024-03-01", "2025-01-15"),
        "overdue",
    )
    stage.to(date(2025, 3, 10))
    overdue = {one["state"]: one for one in await stage.read_events("ctc.followup", "followup.overdue.v1")}
    assert overdue["KEN"]["occurred_on"] == "2025-01-16", "one notice, of the day after the corrected one"
    assert overdue["FJI"]["occurred_on"] == "2025-02-21"
    assert len(await stage.read_events("ctc.followup", "followup.overdue.v1")) == 2
    assert await reminders(stage) == reminders_sent, "no reminder is made up for"
    to_come = reminders_between(date(2025, 2, 6), date(2025, 2, 20), due_on=date(2025, 2, 20))
    assert await reminders(stage, "FJI") == to_come != [], "nor is it, where the due date is still to come"
    (correction,) = stage.items(f"/assessments/{assessment_}/corrections")
    assert correction["original"]["submitted_to_ctc_on"] == "2024-03-01"


async def test_8_a_second_comprehensive_visit_begins_beside_an_open_first_cycle(stage_from: Staging) -> None:
    stage = stage_from(date(2024, 9, 2))
    dates = {"start": "2024-01-15", "end": "2024-01-19", "mode": "onsite"}
    first = assessment("KEN", "2024-03-01", visit=dates)
    second = assessment("KEN", "2024-09-02", visit=dates | {"start": "2024-07-01", "end": "2024-07-05"})
    for report in (first, second):
        stage.send("assessment.submitted", report)
    cycles = {one["id"]: one for one in stage.items("/cycles?state=KEN")}
    assert {id_: one["due_on"] for id_, one in cycles.items()} == {
        ids_of(first)[1]: "2025-03-01",
        ids_of(second)[1]: "2025-09-02",
    }, "the clock belongs to the cycle, never to the State"
    assert len(stage.items("/visits?state=KEN")) == 2

    stage.to(date(2025, 3, 2))
    statuses = {one["id"]: one["status"] for one in stage.items("/cycles?state=KEN")}
    assert statuses == {ids_of(first)[1]: "overdue", ids_of(second)[1]: "open"}
    closure = {"closed_on": "2025-03-02", "reason": "Synthetic: too early."}
    refusal = stage.command(f"/cycles/{ids_of(first)[1]}/closure", closure, status=409)
    assert refusal["type"].endswith("not-yet-reported")

    one, other = recommendation_id_of(first, 1), recommendation_id_of(first, 2)
    over = {"to_cycle": ids_of(second)[1], "decided_on": "2025-03-02", "decided_by": "CTC"}
    stage.command(f"/cycles/{ids_of(first)[1]}/recommendations/{one}/carry-over", over)
    reason = {"reason": "overtaken", "closed_on": "2025-03-02"}
    stage.command(f"/cycles/{ids_of(first)[1]}/recommendations/{other}/closure", reason)
    stage.command(f"/cycles/{ids_of(first)[1]}/closure", closure)
    first_cycle, runs = (stage.get(f"/cycles/{ids_of(report)[1]}") for report in (first, second))
    assert (first_cycle["status"], runs["status"], runs["due_on"]) == ("closed", "open", "2025-09-02")
    assert one in {each["id"] for each in stage.items(f"/cycles/{runs['id']}/recommendations")}


@pytest.mark.slow
async def test_9_at_midnight_in_new_york_on_31_december_2025_the_mandate_ends_and_open_follow_ups_carry_over(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2025, 6, 2))
    report = assessment("KEN", "2025-06-02")
    stage.send("assessment.submitted", report)
    _, cycle = ids_of(report)
    before = stage.get(f"/cycles/{cycle}")
    on_the_day = assessment("FJI", "2024-12-31")  # its report is due on the mandate's last day
    stage.send("assessment.submitted", on_the_day)
    stage.to(date(2025, 12, 31))
    assert stage.get(f"/cycles/{ids_of(on_the_day)[1]}")["overdue_since"] is None
    last_day = assessment("UGA", "2025-12-31")
    stage.send("assessment.submitted", last_day)
    assert [one["state"] for one in in_calendar(stage, "annual-report")] == ["due"]

    assert {one["mandate"] for one in in_calendar(stage, "annual-report")} == {"resolution-2617-2021"}

    stage.to(date(2026, 1, 1))
    assert stage.get("/clock")["now"] == "2026-01-01T05:00:00Z", "midnight in New York"
    (late,) = [
        one
        for one in await stage.read_events("ctc.council", "obligation.overdue.v1")
        if one["obligation_id"].startswith("annual-report") and one["period"] == "2025"
    ]
    assert late["occurred_on"] == "2026-01-01", "by 31 December includes the day"
    after = stage.get(f"/cycles/{cycle}")
    names = ("due_on", "mandate", "paragraph", "anchor_on", "pending_since")
    assert {name: after[name] for name in names} == {name: before[name] for name in names}
    assert (after["mandate"], after["status"]) == ("resolution-2617-2021", "not_answered")
    late = stage.get(f"/cycles/{ids_of(on_the_day)[1]}")
    assert (late["status"], late["overdue_since"]) == ("overdue", "2026-01-01"), "not pending: a mandate is in force"
    first_day = assessment("UGA", "2026-01-01")
    stage.send("assessment.submitted", first_day)
    cycle_rows = [stage.get(f"/cycles/{ids_of(one)[1]}") for one in (last_day, first_day)]
    assert [(one["mandate"], one["due_on"]) for one in cycle_rows] == [
        ("resolution-2617-2021", "2026-12-31"),
        ("resolution-2810-2025", "2027-01-01"),
    ], "the mandate in force on the anchor's day fixes the period"
    new = [one for one in stage.items("/obligations") if one["mandate"] == "resolution-2810-2025"]
    assert {one["period"] for one in new if one["obligation"] == "annual-report"} == {"2026", "2027", "2028"}
    assert not {"interim-review", "end-of-mandate", "travel-report"} & {one["obligation"] for one in new}

    stage.to(date(2026, 6, 3))
    assert stage.get(f"/cycles/{cycle}")["status"] == "overdue", "the successor renews the duty, and nothing is lost"


def reminders_between(first: date, last: date, *, due_on: date) -> list[int]:
    """Those of the product's practice whose days lie between these two."""
    return [before for before in load().practice.reminders if first <= due_on - timedelta(before) <= last]


async def reminders(stage: Stage, state: str = "KEN") -> list[int]:
    events = await stage.read_events("ctc.followup", "followup.reminded.v1")
    return [one["days_before"] for one in events if one["duty"] == "report" and one["state"] == state]


def in_calendar(stage: Stage, obligation: str) -> list[dict[str, Any]]:
    return [one for one in stage.items("/calendar?from=2025-12-31&to=2025-12-31") if one["obligation"] == obligation]
