"""What CTED's annual review and forecast counts and lists, on a real database: one rule a test (OP17)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts import assessments as a
from contracts import council as c
from contracts import followup as f
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import basis, consent, counts, numbers
from tests.support.report_facts import SECRET, Report, tell, visit


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


# ---- consent (OP12) --------------------------------------------------------------------------


async def test_each_consent_asked_for_in_the_year_was_given_declined_or_met_with_silence(running: Council) -> None:
    await tell(
        running,
        *(consent(a.ConsentAsked, state, "2023-02-01") for state in ("KEN", "UGA", "FJI", "PER")),
        consent(a.ConsentGiven, "KEN", "2023-03-01"),
        consent(a.ConsentDeclined, "UGA", "2023-03-01"),
        consent(a.ConsentLapsed, "FJI", "2024-01-01"),
        consent(a.ConsentGiven, "PER", "2024-01-05"),
        consent(a.ConsentAsked, "TON", "2022-12-30"),
    )
    found = await numbers(running, "review")
    assert found["consents_given"] == found["consents_declined"] == (1, 4)
    assert found["consents_silent"] == (2, 4)
    silent = {one.id: one.numerator for one in await basis(running, "review", "consents_silent")}
    assert silent == {f"consent-2023-{state}": state in ("FJI", "PER") for state in ("FJI", "KEN", "PER", "UGA")}


async def test_an_answer_whose_question_is_not_known_was_asked_when_it_says(running: Council) -> None:
    await tell(running, consent(a.ConsentGiven, "KEN", "2023-03-01", asked_on=date(2022, 12, 1)))
    await tell(running, consent(a.ConsentGiven, "UGA", "2023-03-01", asked_on=date(2023, 2, 1)))
    assert (await numbers(running, "review"))["consents_given"] == (1, 1)


# ---- from visit to report (OP14) -------------------------------------------------------------


async def test_the_stages_of_an_assessment_are_measured_between_the_days_that_are_known(running: Council) -> None:
    both, month, desk, other = (Report(id_, "2023-06-30") for id_ in ("A", "B", "C", "D"))
    await tell(
        running,
        visit("v1", ["2022-11-01", "2023-02-01"]),
        visit("v2", ["2023-02"]),
        told.share_draft(both, "2023-02-11", "pao"),
        told.share_draft(both, "2023-03-03"),
        told.share_draft(both, "2023-04-20"),
        told.share_draft(month, "2023-04-03"),
        told.final(both, "v1", "2023-06-01"),
        told.final(month, "v2", "2023-06-10"),
        told.final(desk, None, "2023-06-29", "desk"),
        told.final(other, "unknown", "2023-06-30"),
    )
    found = await numbers(running, "review")
    assert found["median_days_visit_to_draft"] == ("30.0", 1)
    assert found["median_days_draft_to_final"] == ("79.0", 2)  # of 90 and 68
    assert found["median_days_final_to_ctc"] == ("10.5", 4)  # of 29, 20, 1 and 0
    assert [one.id for one in await basis(running, "review", "median_days_draft_to_final")] == ["A", "B"]


async def test_a_draft_counts_from_the_end_of_the_whole_visit(running: Council) -> None:
    one = Report("A", "2023-06-30")
    await tell(
        running,
        visit("v1", ["2023-01-01", "2023-02-01"]),
        visit("v2", ["2023-01-01"]),
        told.share_draft(one, "2023-02-03"),
        told.final(one, "v2", "2023-06-01"),
        told.merge_visits("v1", ["v2"], "2023-07-01"),
    )
    assert (await numbers(running, "review"))["median_days_visit_to_draft"] == ("2.0", 1)


# ---- follow-up (OP16, rule 9) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "age"),
    [
        ("2023-12-31", None),
        ("2023-12-30", "overdue_0_3_months"),
        ("2023-09-30", "overdue_3_6_months"),  # three months end on 30 December
        ("2023-07-01", "overdue_3_6_months"),
        ("2023-06-30", "overdue_6_12_months"),
        ("2022-12-31", "overdue_6_12_months"),
        ("2022-12-30", "overdue_over_12_months"),
    ],
)
async def test_what_is_overdue_counts_by_its_age_in_calendar_months(
    running: Council, due: str, age: str | None
) -> None:
    await tell(running, Report("A", "2021-01-01").due(due))
    found = await numbers(running, "review")
    overdue = {id_: number for id_, (number, _) in found.items() if id_.startswith("overdue")}
    assert {id_ for id_, number in overdue.items() if number} == ({age} if age else set())
    if age:
        assert [one.id for one in await basis(running, "review", age)] == ["A/cycle/1"]


async def test_nothing_is_overdue_that_was_made_closed_or_cancelled_or_is_without_a_mandate(running: Council) -> None:
    reports = made, closed, cancelled, pending, late, again, back = [Report(id_, "2022-01-01") for id_ in "ABCDEFG"]
    await tell(running, *(one.due("2023-11-30") for one in reports))
    terms: dict[str, Any] = {"anchor": "x", "anchor_on": date(2022, 1, 1), "due_on": date(2023, 11, 30)}
    await tell(
        running,
        made.file_report("2023-12-20"),
        closed.followup(f.FollowupClosed, "2023-12-20", reason=SECRET),
        cancelled.followup(f.FollowupCancelled, "2023-12-20", reason=SECRET),
        pending.followup(f.FollowupPending, "2023-12-20", reason=SECRET, **terms),
        late.file_report("2024-01-02"),
        again.followup(f.FollowupClosed, "2023-12-20", reason=SECRET),
        again.followup(f.FollowupReopened, "2023-12-21", reason=SECRET),
        back.followup(f.FollowupCancelled, "2023-12-20", reason=SECRET),
        back.followup(f.FollowupReopened, "2023-12-21", reason=SECRET),
    )
    found = await numbers(running, "review")
    assert found["overdue_0_3_months"] == (3, None), "what goes on is overdue like any other"
    assert found["followups_on_time"] == (0, 5)
    overdue = {one.id for one in await basis(running, "review", "overdue_0_3_months")}
    assert overdue == {"E/cycle/1", "F/cycle/1", "G/cycle/1"}


# ---- forecast and outcome --------------------------------------------------------------------


async def test_the_forecast_of_the_year_before_is_held_against_what_was_done(running: Council) -> None:
    made, late, early, moved, over, back = (Report(id_, "2022-01-01") for id_ in "ABCDEF")
    await tell(
        running,
        *(one.due("2023-05-01", "2022-01-01") for one in (made, late, early, over, back)),
        *(one.followup(f.FollowupClosed, "2022-06-01", reason=SECRET) for one in (over, back)),
        back.followup(f.FollowupReopened, "2022-07-01", reason=SECRET),
        moved.due("2023-05-01", "2022-01-01"),
        moved.move_due_date("2024-02-01", "2022-12-01"),
        made.file_report("2023-04-01"),
        late.file_report("2024-01-02"),
        early.file_report("2022-12-01"),
        told.plan_visit("v1", "2023-03", "2022-10-01"),
        told.plan_visit("v2", "2023-03-01", "2022-10-01"),
        told.plan_visit("v3", "2023-03-01", "2023-01-02"),
        told.plan_visit("v4", "2023-03-01", "2022-10-01"),
        told.cancel_visit("v4", "2022-12-01"),
        told.plan_visit("v5", "2023-03-01", "2022-10-01"),
        told.obligation(c.ObligationDue, "x-2023", "2023-12-31", "2022-01-01"),
        told.obligation(c.ObligationDue, "y-2023", "2023-12-31", "2022-01-01"),
        told.obligation(c.ObligationPending, "z-2023", "2023-12-31", "2022-12-01", reason=SECRET),
        told.obligation(c.ObligationMet, "x-2023", "2023-12-31", "2023-12-20"),
        visit("v1", ["2023-03-06"]),
        visit("v6", ["2023-03-06"]),
        told.merge_visits("v6", ["v5"], "2023-04-01"),
    )
    done = {one.id: one.numerator for one in await basis(running, "review", "forecast_done")}
    own = {id_ for id_ in done if id_.partition("/")[0].partition("-")[0] in {*"ABEF", "x", "y"} or id_[0] == "v"}
    assert {id_: done[id_] for id_ in own} == {
        "A/cycle/1": True, "B/cycle/1": False, "F/cycle/1": False,
        "v1": True, "v2": False, "v5": True, "x-2023": True, "y-2023": False,
    }  # fmt: skip
    assert (await numbers(running, "review"))["forecast_done"] == (sum(map(bool, done.values())), len(done))


async def test_what_is_ahead_is_listed_in_order_of_day(running: Council) -> None:
    await tell(
        running,
        Report("A", "2023-05-01").due("2024-05-01", "2023-05-01"),
        told.agree_to_visit("v1", "2024-02", "2023-11-01", "UGA"),
        told.plan_visit("v2", "2025-02", "2023-11-01"),
        told.obligation(c.ObligationDue, "x-2024", "2024-12-31", "2023-01-01"),
    )
    forecast = next(table for table in (await counts(running, "review")).tables if table.id == "table-forecast")
    assert [[cell.text for cell in row] for row in forecast.rows] == [
        ["February 2024", "Visit", "Uganda"],
        ["1 May 2024", "Follow-up report", "Kenya"],
        ["31 December 2024", "Invented", "None"],
    ]


# ---- meetings, products, visits --------------------------------------------------------------


async def test_meetings_that_were_held_and_products_that_stand_are_counted(running: Council) -> None:
    invited: dict[str, Any] = {"invited": ("KEN", "UGA"), "answered": ("KEN",)}
    await tell(
        running,
        told.meeting(f.MeetingPlanned, "m1", "2023-02-01", **invited),
        told.meeting(f.MeetingHeld, "m1", "2023-03-01", **invited, attended=("KEN",)),
        told.meeting(f.MeetingHeld, "m2", "2023-04-01", "regional"),
        told.meeting(f.MeetingPlanned, "m3", "2023-05-01"),
        told.meeting(f.MeetingCancelled, "m4", "2023-05-01", reason=SECRET),
        told.product(a.ProductDrafted, "p1", "2023-01-01"),
        told.product(a.ProductAdopted, "p1", "2023-02-01"),
        told.product(a.ProductAdopted, "p2", "2023-02-01"),
        told.product(a.ProductWithdrawn, "p2", "2023-06-01", reason=SECRET),
        told.product(a.ProductAdopted, "p3", "2022-02-01"),
        told.product(a.ProductDrafted, "p4", "2023-02-01"),
    )
    found = await numbers(running, "review")
    assert (found["meetings_held"], found["products_adopted"]) == ((2, None), (1, None))
    assert [one.id for one in await basis(running, "review", "meetings_held")] == ["m1", "m2"]
    assert [one.id for one in await basis(running, "review", "products_adopted")] == ["p1"]
    tables = {table.id: table for table in (await counts(running, "review")).tables}
    assert [cell.text for cell in tables["table-meetings"].rows[0]] == [SECRET, "Invitation", "1 March 2023", "2", "1"]
    assert [cell.text for cell in tables["table-products"].rows[0]] == [SECRET, "Trends", "Several", "1 February 2023"]


async def test_listed_states_are_held_against_those_that_were_visited(running: Council) -> None:
    await tell(
        running,
        told.programme_adopted(2023, ["KEN", "UGA"], "2022-12-10"),
        visit("v1", ["2023-03-01"], "KEN"),
        visit("v2", ["2023-03"], "FJI"),
    )
    assert (await numbers(running, "review"))["visits_done"] == (1, 2)
    visits = next(table for table in (await counts(running, "review")).tables if table.id == "table-visits")
    assert [[cell.text for cell in row] for row in visits.rows] == [
        ["Kenya", "Not stated", "On site", "1 March 2023", "1 March 2023", "1"],
        ["Fiji", "Not stated", "On site", "March 2023", "By 31 March 2023", "1"],
    ]
