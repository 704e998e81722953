"""Rules 1, 4 and 5: what the CTC decides: another due date, a further follow-up, the end of a cycle."""

from datetime import date, timedelta

import pytest

from contracts.followup import (
    FollowupClosed,
    FollowupRescheduled,
    FollowupScheduled,
)
from services.followup.cycles.commands.due_dates import DecideDueDate
from services.followup.cycles.commands.further import OpenFurtherFollowUp
from services.followup.reports.commands import CloseCycle, GivenClosure
from tests.unit.services.followup.decisions import due, further, report, statuses
from tests.unit.services.followup.desk import Desk, completed_event, corrected_event, kinds, response

DUE = date(2025, 1, 15)


@pytest.fixture
def desk() -> Desk:
    """A cycle whose report is due on 15 January 2025, seen on 2 January."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2025, 1, 2))
    return desk


# ---- due dates (rule 4) -----------------------------------------------------------------


def test_a_decided_due_date_says_who_why_and_by_which_document(desk: Desk) -> None:
    (told,) = desk.asks(DecideDueDate(desk.cycle().id, due(date(2025, 6, 30))))
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_due_on, told.due_on) == (DUE, date(2025, 6, 30))
    assert (told.decided_by, told.reason, told.document) == ("CTC", "Synthetic: more time", "DRAFT/DEC/1")
    assert desk.asks(DecideDueDate(desk.cycle().id, due(date(2025, 6, 30)))) == [], "the same again is known"
    assert kinds(desk.turn(date(2025, 7, 1)))[-1] == "followup.overdue"


def test_a_decided_due_date_ends_what_was_overdue(desk: Desk) -> None:
    desk.turn(date(2025, 3, 1))
    desk.asks(DecideDueDate(desk.cycle().id, due(date(2025, 6, 30))))
    assert (desk.cycle().status, desk.cycle().overdue_since) == ("not_answered", None)


def test_the_states_time_may_be_extended_by_decision_even_after_it_ended(desk: Desk) -> None:
    assert desk.cycle().status == "not_answered"
    (told,) = desk.asks(DecideDueDate(desk.cycle().id, due(date(2025, 3, 1), "response")))
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_response_due_on, told.response_due_on) == (date(2024, 7, 15), date(2025, 3, 1))
    assert desk.cycle().status == "open"
    desk.happens(corrected_event(received_by_state_on=date(2024, 2, 1), on=desk.today))
    assert desk.cycle().response_due_on == date(2025, 3, 1), "a decision wins over a corrected anchor"


def test_after_report_or_response_no_due_date_is_decided(desk: Desk) -> None:
    desk.happens(response(date(2025, 1, 2)))
    desk.asks(report(desk))
    assert desk.refuses(DecideDueDate(desk.cycle().id, due(date(2025, 6, 1)))).code == "already-reported"
    assert desk.refuses(DecideDueDate(desk.cycle().id, due(date(2025, 6, 1), "response"))).code == "already-responded"


def test_a_due_date_before_the_assessment_is_refused(desk: Desk) -> None:
    assert desk.refuses(DecideDueDate(desk.cycle().id, due(date(2024, 1, 1)))).fields == ("due_on",)


# ---- a further follow-up (rule 5) -------------------------------------------------------


def test_a_further_follow_up_runs_from_the_day_intended_before_not_from_the_report() -> None:
    desk = Desk(date(2024, 2, 29))
    desk.happens(completed_event(submitted_to_ctc_on=date(2024, 2, 29)))
    desk.turn(date(2025, 5, 20))
    desk.asks(report(desk, date(2025, 5, 20)))
    (told,) = desk.asks(OpenFurtherFollowUp(desk.cycle().id, further(date(2025, 5, 20))))
    assert isinstance(told, FollowupScheduled)
    assert (told.sequence, told.anchor, told.anchor_on) == (2, "previous_due_on", date(2025, 2, 28))
    assert told.due_on == date(2026, 2, 28)
    assert told.followup_id == desk.cycle().id
    assert desk.cycle().status == "open"
    assert desk.cycle().earlier[0].report.submitted_on == date(2025, 5, 20)
    assert {one.sequence for one in desk.turn(date(2026, 3, 1))} == {2}  # type: ignore[attr-defined]
    assert desk.cycle().status == "overdue"


def test_the_ctc_may_name_another_anchor_and_period(desk: Desk) -> None:
    desk.asks(report(desk))
    given = further(date(2025, 1, 2), anchor_on=date(2025, 3, 31), period="P6M")
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, given))
    assert (desk.cycle().anchor, desk.cycle().due_on) == ("decided_on_by_ctc", date(2025, 9, 30))


def test_a_third_follow_up_runs_from_the_second(desk: Desk) -> None:
    for sequence in (1, 2):
        desk.asks(report(desk, desk.today))
        desk.asks(OpenFurtherFollowUp(desk.cycle().id, further(desk.today)))
        assert desk.cycle().sequence == sequence + 1
        desk.turn(desk.today + timedelta(days=100))
    assert desk.cycle().due_on == date(2027, 1, 15)
    assert [one.sequence for one in desk.cycle().earlier] == [1, 2]


def test_a_further_follow_up_comes_only_after_the_report(desk: Desk) -> None:
    assert desk.refuses(OpenFurtherFollowUp(desk.cycle().id, further(desk.today))).code == "not-yet-reported"


def test_without_a_due_date_before_it_the_anchor_must_be_named() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event(submitted_to_ctc_on=date(2021, 12, 1)))
    desk.asks(report(desk, date(2024, 3, 1)))
    assert desk.refuses(OpenFurtherFollowUp(desk.cycle().id, further(desk.today))).code == "anchor-needed"
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, further(desk.today, anchor_on=date(2024, 3, 1))))
    assert (desk.cycle().due_on, desk.cycle().paragraph) == (date(2025, 3, 1), "OP16")


# ---- the end of a cycle (rule 1) --------------------------------------------------------


def test_a_cycle_closes_when_each_live_recommendation_is_reported_on(desk: Desk) -> None:
    closure = CloseCycle(desk.cycle().id, GivenClosure(date(2025, 1, 2), "Synthetic: all reported"))
    assert desk.refuses(closure).code == "not-yet-reported"
    desk.asks(report(desk, recommendations=statuses(desk, R1="implemented")))
    refusal = desk.refuses(closure)
    assert (refusal.code, refusal.detail) == ("open-recommendations", "Open: 1.")
    desk.asks(report(desk, recommendations=statuses(desk, R2="not_started")))
    (told,) = desk.asks(closure)
    assert isinstance(told, FollowupClosed)
    assert desk.cycle().status == "closed"
    assert desk.asks(closure) == [], "the same again is known"


def test_a_closed_cycle_waits_for_no_response() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event(received_by_state_on=date(2024, 3, 1), recommendations=()))
    desk.asks(report(desk, date(2024, 3, 1)))
    desk.asks(CloseCycle(desk.cycle().id, GivenClosure(date(2024, 3, 1), "Synthetic")))
    assert desk.turn(date(2026, 1, 1)) == []


def test_a_response_to_a_closed_cycle_is_still_put_on_record() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event(recommendations=()))
    desk.asks(report(desk, date(2024, 3, 1)))
    desk.asks(CloseCycle(desk.cycle().id, GivenClosure(date(2024, 3, 1), "Synthetic")))
    assert kinds(desk.happens(response(date(2024, 3, 1)))) == ["followup.response_received", "notice.accepted"]
    assert desk.cycle().status == "closed"


def test_a_cycle_without_a_mandate_may_be_closed_by_decision() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event(submitted_to_ctc_on=date(2021, 12, 1)))
    desk.asks(CloseCycle(desk.cycle().id, GivenClosure(date(2024, 3, 1), "Synthetic: superseded by a new visit")))
    assert desk.cycle().status == "closed"
