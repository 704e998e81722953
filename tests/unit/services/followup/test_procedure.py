"""Rules 2 to 6, 8 and 9 end to end: what happens when everything comes late, is corrected, or ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.audiences import Audience
from contracts.followup import (
    FollowupNotAnswered,
    FollowupOverdue,
    FollowupReminded,
    FollowupRescheduled,
    FollowupResponseReceived,
    FollowupScheduled,
)
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.reports.commands import CloseCycle, FileReport, GivenClosure, GivenReport
from services.followup.responses.commands import GivenResponse, RecordResponse
from tests.support.frozen import REFERENCE
from tests.unit.services.followup.desk import Desk, completed_event, corrected_event, kinds, response

SYNTHETIC = "Synthetic"


def open_cycle(on: date = date(2024, 1, 15), **said: Any) -> Desk:
    desk = Desk(on)
    desk.happens(completed_event(submitted_to_ctc_on=on, received_by_state_on=on, **said))
    return desk


def report(desk: Desk, on: date) -> None:
    desk.turn(on)
    desk.asks(FileReport(desk.cycle().id, GivenReport(on)))


def further(desk: Desk, on: date, period: str = "P12M", **said: Any) -> OpenFurtherFollowUp:
    return OpenFurtherFollowUp(desk.cycle().id, GivenFollowUp(on, "CTC", SYNTHETIC, period, **said))


def due(desk: Desk, on: date, duty: Any = "report") -> DecideDueDate:
    return DecideDueDate(desk.cycle().id, GivenDueDate(on, desk.today, "CTC", SYNTHETIC, None, duty))


# ---- silence, and what comes late -------------------------------------------------------


def test_a_state_silent_at_six_months_answers_in_month_13_with_every_stage_dated_and_nothing_blocked() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 7, 16))
    assert desk.list_events(FollowupNotAnswered)[0].occurred_on == date(2024, 7, 16)
    assert desk.cycle().status == "not_answered"
    desk.turn(date(2025, 1, 16))
    assert desk.list_events(FollowupOverdue)[0].occurred_on == date(2025, 1, 16)
    desk.turn(date(2025, 2, 10))
    desk.happens(response(date(2025, 2, 10)))
    assert desk.list_events(FollowupResponseReceived)[0].occurred_on == date(2025, 2, 10)
    cycle = desk.cycle()
    assert (cycle.not_answered_on, cycle.responded_on) == (date(2024, 7, 16), date(2025, 2, 10))
    assert cycle.status == "overdue", "the report is a duty of its own"
    report(desk, date(2025, 2, 12))
    assert (desk.cycle().status, desk.cycle().overdue_since) == ("reported", date(2025, 1, 16))
    assert desk.turn(date(2026, 2, 12)) == []


def test_after_a_late_report_of_29_february_further_follow_ups_run_from_the_intended_date() -> None:
    desk = open_cycle(date(2024, 2, 29))
    report(desk, date(2025, 5, 20))
    desk.asks(further(desk, desk.today))
    (first, second) = desk.list_events(FollowupScheduled)
    assert (first.anchor_on, first.due_on) == (date(2024, 2, 29), date(2025, 2, 28))
    assert (second.anchor_on, second.due_on, second.sequence) == (date(2025, 2, 28), date(2026, 2, 28), 2)
    report(desk, date(2026, 6, 1))
    desk.asks(further(desk, desk.today))
    assert desk.cycle().due_on == date(2027, 2, 28)


# ---- corrected (rule 4) -----------------------------------------------------------------


def test_a_correction_after_reminders_went_out_gives_one_notice_and_no_back_dated_reminders() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 12, 20))
    assert len([one for one in desk.list_events(FollowupReminded) if one.duty == "report"]) == 2
    before = len(desk.history)
    desk.happens(
        corrected_event(submitted_to_ctc_on=date(2023, 12, 1), received_by_state_on=date(2024, 1, 15), on=desk.today)
    )
    desk.turn(date(2026, 12, 1))
    after = desk.history[before:]
    assert kinds(after) == ["followup.rescheduled", "followup.overdue"]
    assert isinstance(after[0], FollowupRescheduled)
    assert (after[0].previous_due_on, after[0].due_on) == (date(2025, 1, 15), date(2024, 12, 1))
    assert (desk.cycle().anchor_on, desk.cycle().original_anchor_on) == (date(2023, 12, 1), date(2024, 1, 15))


def test_a_correction_past_report_and_response_changes_their_punctuality_only() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 3, 1))
    said = RecordResponse(desk.cycle().id, GivenResponse(date(2024, 3, 1)))
    filed = FileReport(desk.cycle().id, GivenReport(date(2024, 3, 1)))
    desk.asks(said)
    desk.asks(filed)
    desk.turn(date(2024, 6, 1))
    told = desk.happens(
        corrected_event(submitted_to_ctc_on=date(2024, 5, 1), received_by_state_on=date(2024, 5, 2), on=desk.today)
    )
    assert kinds(told) == ["followup.rescheduled"]
    cycle = desk.cycle()
    assert (cycle.opened_on, cycle.due_on, cycle.status) == (date(2024, 5, 1), date(2025, 5, 1), "reported")
    assert (cycle.reported_on, cycle.responded_on) == (date(2024, 3, 1), date(2024, 3, 1)), "what happened stands"
    assert desk.asks(said) + desk.asks(filed) == [], "sent again, it is known still"
    assert desk.turn(date(2026, 12, 1)) == []


def test_a_decided_due_date_wins_even_where_a_correction_moves_the_anchor_past_it() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 2, 1))
    desk.asks(due(desk, date(2024, 6, 30)))
    desk.turn(date(2024, 5, 1))
    desk.happens(
        corrected_event(submitted_to_ctc_on=date(2024, 4, 1), received_by_state_on=date(2024, 4, 1), on=desk.today)
    )
    assert desk.cycle().due_on == date(2024, 6, 30)
    desk.turn(date(2024, 7, 1))
    assert desk.list_events(FollowupOverdue)[0].due_on == date(2024, 6, 30)


# ---- the end of a mandate (rule 9) ------------------------------------------------------


def test_at_midnight_in_new_york_on_31_december_2025_open_follow_ups_carry_over_to_the_next_mandate() -> None:
    desk = open_cycle(date(2025, 3, 3))
    desk.turn(date(2025, 12, 31))
    before = desk.cycle()
    assert before.mandate == "resolution-2617-2021"
    assert desk.turn(date(2026, 1, 1)) == [], "nothing stops, and nothing is said"
    assert desk.cycle() == before
    desk.turn(date(2026, 3, 4))
    (overdue,) = desk.list_events(FollowupOverdue)
    assert (overdue.due_on, overdue.mandate) == (date(2026, 3, 3), "resolution-2617-2021"), "fixed for good"
    desk.today = date(2026, 3, 10)
    report(desk, desk.today)
    desk.asks(further(desk, desk.today))
    assert desk.cycle().due_on == date(2027, 3, 3)


def test_with_no_successor_the_same_follow_up_is_pending_from_the_first_day_after() -> None:
    desk = Desk(date(2025, 3, 3), replace(REFERENCE, mandates=REFERENCE.mandates[:-1]))
    assert [one.id for one in desk.reference.mandates][-1] == "resolution-2617-2021"
    desk.happens(completed_event(submitted_to_ctc_on=date(2025, 3, 3)))
    desk.turn(date(2025, 12, 31))
    assert desk.cycle().status == "open"
    assert kinds(desk.turn(date(2026, 1, 1))) == ["followup.pending"]
    assert desk.turn(date(2027, 1, 1)) == [], "no reminders, not overdue"
    assert (desk.cycle().status, desk.cycle().pending_since) == ("pending_mandate", date(2026, 1, 1))


# ---- bad input --------------------------------------------------------------------------


def build_new(**said: Any) -> NewRecommendation:
    return NewRecommendation("N", SYNTHETIC, ("travel",), "low", "CTED", False, date(2024, 3, 1), **said)


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_a_recommendation_of_a_follow_up_goes_wider_than_the_un_only_by_a_decision(audience: Audience) -> None:
    desk = open_cycle()
    desk.turn(date(2024, 3, 1))
    refusal = desk.refuses(AddRecommendation(desk.cycle().id, replace(build_new(), audience=audience)))
    assert (refusal.code, refusal.paragraph) == ("wider-from-the-start", "OP19")


def test_a_date_before_1945_is_before_every_assessment() -> None:
    desk, old = open_cycle(), date(1944, 12, 31)
    desk.turn(date(2024, 3, 1))
    asked = [
        FileReport(desk.cycle().id, GivenReport(old)),
        RecordResponse(desk.cycle().id, GivenResponse(old)),
        CloseCycle(desk.cycle().id, GivenClosure(old, SYNTHETIC)),
        further(desk, old),
        AddRecommendation(desk.cycle().id, replace(build_new(), made_on=old)),
    ]
    assert [desk.refuses(data).code for data in asked] == ["before-the-assessment"] * len(asked)


@pytest.mark.parametrize("duty", ["report", "response"])
def test_a_due_date_before_its_anchor_or_out_of_the_calendar_is_refused(duty: Any) -> None:
    desk = open_cycle()
    desk.turn(date(2024, 3, 1))
    early = desk.refuses(due(desk, date(2024, 1, 14), duty))
    assert (early.code, early.rule, early.paragraph) == ("due-before-its-anchor", "2", "OP16")
    assert desk.refuses(due(desk, date.max, duty)).code == "too-far-ahead"
    assert desk.refuses(due(desk, date(2045, 1, 1), duty)).fields == ("due_on",)


def test_the_due_date_of_a_further_follow_up_is_not_before_the_day_it_is_counted_from() -> None:
    desk = open_cycle()
    report(desk, date(2024, 3, 1))
    assert desk.refuses(further(desk, desk.today, anchor_on=date(2024, 1, 14))).code == "before-the-assessment"
    assert desk.refuses(further(desk, desk.today, anchor_on=date.max)).code == "too-far-ahead"
    assert desk.refuses(further(desk, desk.today, "P999M")).fields == ("period",)
    desk.asks(further(desk, desk.today))
    assert desk.refuses(due(desk, desk.cycle().anchor_on - timedelta(days=1))).code == "due-before-its-anchor"


def test_a_recommendation_is_not_due_before_it_was_made() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 3, 1))
    refusal = desk.refuses(AddRecommendation(desk.cycle().id, build_new(due_on=date(2024, 2, 29))))
    assert (refusal.code, refusal.fields) == ("due-before-its-anchor", ("due_on",))


def test_nothing_is_closed_on_a_day_to_come() -> None:
    desk = open_cycle()
    tomorrow = desk.today + timedelta(days=1)
    assert desk.refuses(CloseCycle(desk.cycle().id, GivenClosure(tomorrow, SYNTHETIC))).code == "in-the-future"
