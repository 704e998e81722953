"""Rules 2, 4 and 8: an assessment is received, corrected, withdrawn."""

from datetime import date
from typing import Any

from contracts.followup import (
    FollowupCancelled,
    FollowupOverdue,
    FollowupPending,
    FollowupReminded,
    FollowupRescheduled,
)
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.cycles.model import CYCLES
from services.followup.reports.commands import FileReport, GivenReport
from tests.unit.services.followup.desk import (
    Desk,
    build_recommendation,
    completed_event,
    corrected_event,
    kinds,
    received_event,
    withdrawn_event,
)


def open_cycle(**said: Any) -> Desk:
    desk = Desk()
    desk.happens(completed_event(**said))
    return desk


def decide_due_date(desk: Desk, due_on: date) -> None:
    decision = GivenDueDate(due_on, desk.today, "CTC", "Synthetic: more time", "DRAFT/DEC/1")
    desk.asks(DecideDueDate(desk.cycle().id, decision))


def file_report(desk: Desk, on: date) -> None:
    desk.today = on
    desk.asks(FileReport(desk.cycle().id, GivenReport(on)))


# ---- received ---------------------------------------------------------------------------


def test_the_states_six_months_begin_when_it_receives_the_report() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 2)
    (told,) = desk.happens(received_event(date(2024, 2, 29)))
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_response_due_on, told.response_due_on) == (None, date(2024, 8, 29))
    assert told.due_on == told.previous_due_on == date(2025, 1, 15)
    assert desk.cycle().response_due_on == date(2024, 8, 29)
    assert desk.deadline("response") is not None


def test_only_a_correction_changes_the_day_of_receipt() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 2)
    desk.happens(received_event(date(2024, 2, 29)))
    assert desk.happens(received_event(date(2024, 3, 1))) == []
    assert desk.cycle().received_by_state_on == date(2024, 2, 29)


def test_a_receipt_or_withdrawal_of_an_assessment_never_seen_changes_nothing() -> None:
    desk = Desk()
    assert desk.happens(received_event(date(2024, 1, 15)), withdrawn_event(date(2024, 1, 15))) == []
    assert desk.rows.get(CYCLES, {}) == {}


# ---- corrected --------------------------------------------------------------------------


def test_a_corrected_submission_re_anchors_the_follow_up_and_keeps_the_original() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    (told,) = desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5), reason="Synthetic slip."))
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_due_on, told.due_on) == (date(2025, 1, 15), date(2025, 1, 5))
    assert (told.reason, told.occurred_on) == ("Synthetic slip.", date(2024, 3, 1))
    cycle = desk.cycle()
    assert (cycle.anchor_on, cycle.original_anchor_on) == (date(2024, 1, 5), date(2024, 1, 15))
    deadline = desk.deadline("follow_up")
    assert deadline is not None
    assert (deadline.due_on, deadline.anchor_on) == (date(2025, 1, 5), date(2024, 1, 5))


def test_the_first_original_is_kept_through_further_corrections() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5)))
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 10)))
    assert desk.cycle().original_anchor_on == date(2024, 1, 15)


def test_a_corrected_receipt_moves_the_response_and_nothing_else() -> None:
    desk = open_cycle(received_by_state_on=date(2024, 1, 15))
    desk.today = date(2024, 3, 1)
    (told,) = desk.happens(corrected_event(received_by_state_on=date(2024, 2, 1)))
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_response_due_on, told.response_due_on) == (date(2024, 7, 15), date(2024, 8, 1))
    assert told.due_on == told.previous_due_on
    assert desk.cycle().original_received_on == date(2024, 1, 15)


def test_a_receipt_that_never_was_stops_the_states_clock() -> None:
    desk = open_cycle(received_by_state_on=date(2024, 1, 15))
    desk.today = date(2024, 3, 1)
    desk.happens(corrected_event(received_by_state_on=None))
    assert desk.cycle().response_due_on is None
    deadline = desk.deadline("response")
    assert deadline is not None
    assert deadline.state == "cancelled"


def test_what_becomes_overdue_by_correction_gives_one_notice_and_no_back_dated_reminders() -> None:
    desk = open_cycle()
    desk.turn(date(2024, 6, 1))
    desk.happens(corrected_event(submitted_to_ctc_on=date(2023, 5, 1), on=date(2024, 6, 1)))
    (told,) = desk.turn(date(2024, 12, 31))
    assert isinstance(told, FollowupOverdue)
    assert (told.due_on, told.occurred_on) == (date(2024, 5, 1), date(2024, 5, 2))


def test_a_correction_after_reminders_reminds_again_before_the_new_day() -> None:
    desk = open_cycle()
    assert kinds(desk.turn(date(2024, 12, 20))) == ["followup.reminded"] * 2
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 4, 1), on=date(2024, 12, 20)))
    assert kinds(desk.turn(date(2025, 4, 1))) == ["followup.reminded"] * 3


def test_an_overdue_report_is_no_longer_so_if_the_corrected_day_is_still_to_come() -> None:
    desk = open_cycle()
    desk.turn(date(2025, 2, 1))
    assert desk.cycle().status == "overdue"
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 3, 1), on=date(2025, 2, 1)))
    assert (desk.cycle().status, desk.cycle().overdue_since) == ("open", None)
    assert kinds(desk.turn(date(2025, 3, 2))) == ["followup.reminded", "followup.overdue"]


def test_a_report_that_stays_overdue_after_a_correction_gives_no_second_notice() -> None:
    desk = open_cycle()
    desk.turn(date(2025, 2, 1))
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5), on=date(2025, 2, 1)))
    assert desk.cycle().overdue_since == date(2025, 1, 6)
    assert desk.turn(date(2025, 12, 1)) == []


def test_a_due_date_set_by_decision_wins_over_a_corrected_anchor() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    decide_due_date(desk, date(2025, 6, 30))
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5)))
    cycle = desk.cycle()
    assert (cycle.due_on, cycle.anchor_on) == (date(2025, 6, 30), date(2024, 1, 5))


def test_a_corrected_anchor_of_a_day_that_was_decided_reminds_of_it_no_second_time() -> None:
    desk = open_cycle(received_by_state_on=date(2024, 1, 15))
    desk.today = date(2024, 3, 1)
    decide_due_date(desk, date(2024, 3, 31))
    (told,) = desk.turn(desk.today)
    assert isinstance(told, FollowupReminded)
    desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5), received_by_state_on=date(2024, 1, 15)))
    assert desk.turn(desk.today) == []
    assert kinds(desk.turn(date(2024, 3, 31))) == ["followup.reminded"], "seven days before"


def test_after_the_report_only_its_punctuality_changes() -> None:
    desk = open_cycle()
    file_report(desk, date(2025, 1, 10))
    (told,) = desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5), on=date(2025, 2, 1)))
    assert isinstance(told, FollowupRescheduled)
    assert told.due_on == date(2025, 1, 5)
    assert desk.cycle().status == "reported"
    deadline = desk.deadline("follow_up")
    assert deadline is not None
    assert deadline.state == "met"
    assert desk.turn(date(2026, 12, 1)) == []


def test_a_further_follow_up_stays_where_the_ctc_put_it() -> None:
    desk = open_cycle()
    file_report(desk, date(2025, 1, 10))
    further = GivenFollowUp(date(2025, 1, 10), "CTC", "Synthetic: much is left", "P12M")
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, further))
    (told,) = desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5), on=date(2025, 2, 1)))
    assert isinstance(told, FollowupRescheduled)
    assert (told.sequence, told.due_on) == (1, date(2025, 1, 5))
    cycle = desk.cycle()
    assert (cycle.sequence, cycle.anchor_on, cycle.due_on) == (2, date(2025, 1, 15), date(2026, 1, 15))
    assert cycle.earlier[0].original_anchor_on == date(2024, 1, 15)


def test_a_first_follow_up_corrected_to_a_time_without_a_period_has_no_due_date_to_be_late_by() -> None:
    desk = open_cycle()
    file_report(desk, date(2025, 1, 10))
    further = GivenFollowUp(date(2025, 1, 10), "CTC", "Synthetic: much is left", "P12M")
    desk.asks(OpenFurtherFollowUp(desk.cycle().id, further))
    (told,) = desk.happens(corrected_event(submitted_to_ctc_on=date(2021, 12, 1), on=date(2025, 1, 10)))
    assert isinstance(told, FollowupPending)
    assert (told.sequence, desk.cycle().earlier[0].due_on, desk.cycle().status) == (1, None, "open")


def test_an_anchor_corrected_to_a_time_without_a_period_has_no_deadline_any_more() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    (told,) = desk.happens(corrected_event(submitted_to_ctc_on=date(2021, 12, 1)))
    assert isinstance(told, FollowupPending)
    assert desk.cycle().status == "pending_mandate"
    assert desk.turn(date(2026, 1, 1)) == []


def test_a_correction_read_again_changes_nothing_even_after_another() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    first, second = (
        corrected_event(submitted_to_ctc_on=date(2024, 1, 5)),
        corrected_event(submitted_to_ctc_on=date(2024, 1, 15)),
    )
    desk.happens(first, id_="first")
    desk.happens(second, id_="second")
    before = desk.cycle()
    assert desk.happens(first, id_="first") + desk.happens(second, id_="second") == []
    assert desk.cycle() == before


def test_a_correction_of_what_hangs_on_nothing_tells_nothing() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    assert desk.happens(corrected_event(report_date=date(2024, 1, 2))) == []


def test_a_correction_of_an_assessment_never_seen_opens_its_cycle() -> None:
    desk = Desk(date(2024, 3, 1))
    assert kinds(desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5)), id_="c")) == ["followup.scheduled"]
    assert desk.cycle().due_on == date(2025, 1, 5)
    assert desk.happens(completed_event()) == []
    assert desk.happens(corrected_event(submitted_to_ctc_on=date(2024, 1, 5)), id_="c") == []


def test_a_correction_of_the_kind_opens_or_cancels_the_cycle() -> None:
    desk = Desk(date(2024, 3, 1))
    desk.happens(completed_event("A-1", kind="advocacy", opens_cycle=False), completed_event("A-2"))
    opens = corrected_event("A-1", kind="focused")
    no_longer = corrected_event("A-2", kind="advocacy", opens_cycle=False)
    assert kinds(desk.happens(opens)) == ["followup.scheduled"]
    assert kinds(desk.happens(no_longer))[0] == "followup.cancelled"
    assert (desk.cycle("A-1").status, desk.cycle("A-2").status) == ("open", "cancelled")


def test_a_correction_of_the_state_moves_cycle_and_recommendations_to_it() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    (told,) = desk.happens(corrected_event(state="UGA"))
    assert isinstance(told, FollowupRescheduled)
    assert told.state == "UGA"
    assert (desk.cycle().state, desk.cycle().parties) == ("UGA", ("state:UGA",))
    assert desk.recommendation().parties == ("state:UGA",)


def test_recommendations_are_as_the_correction_has_them() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    changed = (build_recommendation("R1", text="Synthetic: clearer", priority="low"), build_recommendation("R3"))
    assert desk.happens(corrected_event(recommendations=changed)) == [], "the assessment's own event says it"
    assert (desk.recommendation("R1").text, desk.recommendation("R1").priority) == ("Synthetic: clearer", "low")
    assert desk.recommendation("R2").lifecycle == "withdrawn"
    assert desk.recommendation("R3").lifecycle == "live"


# ---- withdrawn --------------------------------------------------------------------------


def test_a_withdrawn_assessment_cancels_its_cycle_deadlines_and_recommendations() -> None:
    desk = open_cycle(received_by_state_on=date(2024, 1, 15))
    desk.today = date(2024, 3, 1)
    told = desk.happens(withdrawn_event(date(2024, 3, 1)))
    assert kinds(told) == ["followup.cancelled", "recommendation.closed", "recommendation.closed"]
    assert isinstance(told[0], FollowupCancelled)
    assert told[0].reason == "Synthetic reason."
    assert (desk.cycle().status, desk.cycle().ended_because) == ("cancelled", "Synthetic reason.")
    assert {one.state for one in desk.deadlines.values()} == {"cancelled"}
    assert desk.turn(date(2026, 1, 1)) == []


def test_nothing_changes_a_withdrawn_assessment() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    desk.happens(withdrawn_event(date(2024, 3, 1)))
    before = desk.cycle()
    later = (
        corrected_event(submitted_to_ctc_on=date(2024, 1, 5)),
        received_event(date(2024, 2, 1)),
        withdrawn_event(date(2024, 3, 1)),
    )
    assert desk.happens(*later) == []
    assert desk.cycle() == before
