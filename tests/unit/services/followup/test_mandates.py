"""Rule 9: what the end of a mandate means to open cycles, with and without a successor."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.base import EventData
from contracts.followup import (
    FollowupNotAnswered,
    FollowupOverdue,
    FollowupPending,
    FollowupRescheduled,
    FollowupRestated,
)
from reference import AfterAnchor, Mandate, Reference
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.looking import LookAgain
from services.followup.cycles.mandates import REPORT_DUTY
from services.followup.reports.commands import FileReport, GivenReport
from tests.support.frozen import REFERENCE
from tests.unit.services.followup.desk import (
    Desk,
    completed_event,
    corrected_event,
    kinds,
    received_event,
    withdrawn_event,
)

FIRST = next(one for one in REFERENCE.mandates if one.id == "resolution-2617-2021")
AFTER_A_GAP = replace(
    FIRST, id="synthetic-successor", title="Synthetic resolution", renews=FIRST.id, after_gap=True, synthetic=True,
    adopted=date(2026, 6, 20), in_force_from=date(2026, 7, 1), in_force_until=date(2029, 12, 31),
)  # fmt: skip


def under(*mandates: Mandate) -> Reference:
    """The reference data with these mandates only."""
    return replace(REFERENCE, mandates=mandates, digest=str(len(mandates)))


GAP = under(FIRST, AFTER_A_GAP)
NO_SUCCESSOR = under(FIRST)


def desk(reference: Reference, anchor: date = date(2025, 6, 1), received_on: date | None = date(2025, 9, 15)) -> Desk:
    """A cycle under resolution 2617, whose report is due after that ends."""
    found = Desk(date(2025, 9, 15), reference)
    found.happens(completed_event(submitted_to_ctc_on=anchor, received_by_state_on=received_on))
    return found


def later(told: list[EventData]) -> list[tuple[str, str]]:
    return [(one.type.removesuffix(".v1"), str(one.occurred_on)) for one in told]  # type: ignore[attr-defined]


def test_a_successor_that_renews_the_obligations_carries_cycles_over_without_a_word() -> None:
    cycle = desk(REFERENCE)
    told = cycle.turn(date(2026, 6, 2))
    assert {kind for kind, _ in later(told)} == {"followup.reminded", "followup.not_answered", "followup.overdue"}
    assert cycle.cycle().mandate == FIRST.id, "the mandate in force on the anchor date fixes the period for good"
    assert cycle.cycle().overdue_since == date(2026, 6, 2)


def test_with_no_successor_open_cycles_are_pending_from_the_day_after_the_end() -> None:
    cycle = desk(NO_SUCCESSOR)
    assert kinds(cycle.turn(date(2025, 12, 31))) == []
    (told,) = cycle.turn(date(2030, 1, 1))
    assert isinstance(told, FollowupPending)
    assert (told.occurred_on, told.due_on) == (date(2026, 1, 1), date(2026, 6, 1))
    assert "has ended" in told.reason
    assert (cycle.cycle().status, cycle.cycle().pending_since) == ("pending_mandate", date(2026, 1, 1))
    assert [cycle.deadlines[key].state for key in cycle.deadlines if key[0] in {"follow_up", "response"}] == [
        "pending_mandate",
        "pending_mandate",
    ]


def test_on_the_first_day_without_a_mandate_nothing_is_reminded_and_only_what_fell_due_is_overdue() -> None:
    reminded = desk(NO_SUCCESSOR, anchor=date(2025, 1, 31), received_on=date(2025, 7, 31))
    reminded.turn(date(2025, 12, 31))
    assert later(reminded.turn(date(2026, 1, 1))) == [("followup.pending", "2026-01-01")]
    due = desk(NO_SUCCESSOR, anchor=date(2024, 12, 31), received_on=date(2025, 6, 30))
    due.turn(date(2025, 12, 31))
    assert later(due.turn(date(2026, 1, 1))) == [("followup.overdue", "2026-01-01")], "it fell due under the mandate"
    assert (due.cycle().overdue_since, due.cycle().not_answered_on) == (date(2026, 1, 1), date(2025, 12, 31))


def test_a_response_alone_stops_on_the_first_day_without_a_mandate() -> None:
    cycle = desk(NO_SUCCESSOR, received_on=date(2025, 7, 31))
    cycle.asks(FileReport(cycle.cycle().id, GivenReport(date(2025, 9, 15))))
    *_, stopped = told = cycle.turn(date(2027, 1, 1))
    assert kinds(told) == ["followup.reminded", "followup.restated"]
    assert isinstance(stopped, FollowupRestated)
    assert stopped.cycle.response.pending_since == date(2026, 1, 1)
    assert (cycle.cycle().status, cycle.cycle().response_pending_since) == ("reported", date(2026, 1, 1))


def test_an_overdue_report_stays_so_when_the_mandate_ends() -> None:
    cycle = desk(NO_SUCCESSOR, anchor=date(2024, 9, 1), received_on=None)
    assert kinds(cycle.turn(date(2025, 12, 31))) == ["followup.overdue"]
    assert cycle.turn(date(2027, 1, 1)) == []
    assert cycle.cycle().status == "overdue"


def test_after_a_planned_gap_the_successor_revives_it_with_the_date_as_it_was_fixed() -> None:
    cycle = desk(GAP, anchor=date(2025, 12, 1))
    assert later(cycle.turn(date(2026, 6, 30))) == [("followup.pending", "2026-01-01")]
    told = cycle.turn(date(2026, 7, 1))
    assert later(told)[0] == ("followup.rescheduled", "2026-07-01")
    revived = told[0]
    assert isinstance(revived, FollowupRescheduled)
    assert revived.due_on == revived.previous_due_on == date(2026, 12, 1)
    assert revived.mandate == FIRST.id
    assert "Synthetic resolution" in revived.reason
    assert cycle.cycle().pending_since is None
    assert [kind for kind, _ in later(cycle.turn(date(2026, 12, 2)))] == ["followup.reminded"] * 3 + [
        "followup.overdue"
    ]


def test_nothing_is_overdue_while_no_mandate_governs() -> None:
    cycle = desk(GAP, anchor=date(2025, 6, 1))
    cycle.turn(date(2026, 8, 1))
    (overdue,) = cycle.list_events(FollowupOverdue)
    (silent,) = cycle.list_events(FollowupNotAnswered)
    assert (overdue.due_on, overdue.occurred_on) == (date(2026, 6, 1), date(2026, 7, 1))
    assert (silent.response_due_on, silent.occurred_on) == (date(2026, 3, 15), date(2026, 7, 1))


def test_what_was_overdue_before_the_gap_is_so_after_it_without_a_second_notice() -> None:
    cycle = desk(GAP, anchor=date(2024, 9, 1), received_on=None)
    cycle.turn(date(2026, 6, 30))
    assert cycle.turn(date(2027, 7, 1)) == []
    assert (cycle.cycle().status, cycle.cycle().overdue_since) == ("overdue", date(2025, 9, 2))


def test_an_anchor_in_the_gap_gives_no_deadline_and_no_successor_revives_it() -> None:
    cycle = Desk(date(2026, 3, 1), GAP)
    (told,) = cycle.happens(completed_event(submitted_to_ctc_on=date(2026, 3, 1)))
    assert isinstance(told, FollowupPending)
    assert "No mandate was in force" in told.reason
    assert cycle.turn(date(2029, 1, 1)) == []
    assert cycle.cycle().status == "pending_mandate"


def test_an_assessment_told_in_the_gap_is_scheduled_and_pending_at_once() -> None:
    cycle = Desk(date(2026, 3, 1), GAP)
    told = cycle.happens(completed_event(submitted_to_ctc_on=date(2025, 11, 1)))
    assert kinds(told) == ["followup.scheduled", "followup.pending"]
    assert cycle.turn(date(2026, 6, 30)) == []
    assert kinds(cycle.turn(date(2026, 7, 1))) == ["followup.rescheduled"]


def test_what_moves_while_no_mandate_governs_is_told_as_pending_still() -> None:
    cycle = Desk(date(2026, 3, 1), GAP)
    cycle.happens(completed_event(submitted_to_ctc_on=date(2025, 11, 1)))
    told = cycle.happens(received_event(date(2025, 12, 1)))
    assert kinds(told) == ["followup.rescheduled", "followup.pending"]
    assert cycle.cycle().status == "pending_mandate"


def test_what_was_reported_is_not_told_as_pending_when_it_moves() -> None:
    cycle = Desk(date(2026, 3, 1), GAP)
    cycle.happens(completed_event(submitted_to_ctc_on=date(2025, 11, 1)))
    cycle.asks(FileReport(cycle.cycle().id, GivenReport(date(2026, 3, 1))))
    assert kinds(cycle.happens(received_event(date(2025, 12, 1)))) == ["followup.rescheduled"]
    assert cycle.cycle().status == "reported"


def test_a_mandate_that_ends_again_leaves_overdue_what_fell_due_by_then() -> None:
    cycle = desk(GAP)
    cycle.turn(date(2029, 12, 31))
    assert cycle.cycle().status == "overdue"
    assert cycle.turn(date(2035, 1, 1)) == []
    assert cycle.cycle().status == "overdue"


def test_a_successor_whose_file_comes_late_revives_at_the_next_start_and_once() -> None:
    cycle = desk(NO_SUCCESSOR)
    cycle.turn(date(2026, 8, 1))
    cycle.reference = GAP
    assert kinds(cycle.asks(LookAgain())) == ["followup.rescheduled"]
    assert cycle.list_events(FollowupRescheduled)[-1].occurred_on == date(2026, 7, 1)
    assert cycle.asks(LookAgain()) == []
    assert set(kinds(cycle.turn(date(2026, 9, 1)))) == {"followup.overdue", "followup.not_answered"}


def test_a_successor_known_before_it_begins_is_waited_for() -> None:
    cycle = desk(NO_SUCCESSOR)
    cycle.turn(date(2026, 3, 1))
    cycle.reference = GAP
    assert cycle.asks(LookAgain()) == []
    assert kinds(cycle.turn(date(2026, 7, 1)))[:1] == ["followup.rescheduled"]


def test_a_mandate_known_at_last_for_an_anchor_date_gives_it_its_deadline() -> None:
    cycle = Desk(date(2026, 3, 1), NO_SUCCESSOR)
    cycle.happens(completed_event(submitted_to_ctc_on=date(2026, 1, 15)))
    cycle.reference = REFERENCE
    (told,) = cycle.asks(LookAgain())
    assert isinstance(told, FollowupRescheduled)
    assert (told.previous_due_on, told.due_on, told.mandate) == (None, date(2027, 1, 15), "resolution-2810-2025")
    assert cycle.cycle().status == "open"
    assert cycle.deadline("follow_up") is not None


def test_a_mandate_known_at_last_for_the_day_of_receipt_starts_the_states_clock() -> None:
    cycle = Desk(date(2026, 3, 1), NO_SUCCESSOR)
    cycle.happens(completed_event(submitted_to_ctc_on=date(2021, 12, 1), received_by_state_on=date(2026, 2, 1)))
    assert cycle.cycle().response_due_on is None
    cycle.reference = REFERENCE
    (told,) = cycle.asks(LookAgain())
    assert isinstance(told, FollowupPending)
    assert told.response_due_on == cycle.cycle().response_due_on == date(2026, 8, 1)


def test_a_period_changed_in_a_file_moves_no_date_that_was_fixed() -> None:
    cycle = desk(REFERENCE)
    obligations = tuple(
        replace(one, rule=AfterAnchor("after_anchor", "submitted_to_ctc_on", "P3M")) if one.id == REPORT_DUTY else one
        for one in FIRST.obligations or ()
    )
    cycle.reference = under(replace(FIRST, obligations=obligations), *REFERENCE.mandates[2:])
    assert cycle.asks(LookAgain()) == []
    assert cycle.cycle().due_on == date(2026, 6, 1)


def test_a_pending_cycle_may_be_given_a_due_date_under_the_mandate_of_that_day() -> None:
    cycle = desk(GAP, anchor=date(2021, 12, 1), received_on=None)
    decision = GivenDueDate(date(2026, 8, 1), date(2025, 9, 15), "CTC", "Synthetic: to be caught up", "DRAFT/DEC/2")
    (told,) = cycle.asks(DecideDueDate(cycle.cycle().id, decision))
    assert isinstance(told, FollowupRescheduled)
    assert (told.mandate, told.paragraph) == (FIRST.id, "OP16")
    assert cycle.cycle().status == "open"
    assert later(cycle.turn(date(2026, 6, 30))) == [("followup.pending", "2026-01-01")]
    assert kinds(cycle.turn(date(2026, 8, 2)))[0] == "followup.rescheduled"
    assert kinds(cycle.history)[-1] == "followup.overdue"


def test_in_a_gap_nobody_can_decide_a_due_date() -> None:
    cycle = desk(GAP)
    cycle.turn(date(2026, 3, 1))
    decision = GivenDueDate(date(2026, 8, 1), date(2026, 2, 1), "CTC", "Synthetic")
    assert cycle.refuses(DecideDueDate(cycle.cycle().id, decision)).code == "no-mandate"


def test_what_is_reported_or_cancelled_is_not_looked_at_when_the_mandate_ends() -> None:
    one, other = desk(NO_SUCCESSOR, received_on=None), desk(NO_SUCCESSOR, received_on=None)
    one.asks(FileReport(one.cycle().id, GivenReport(date(2025, 9, 15))))
    other.happens(withdrawn_event(date(2025, 9, 15)))
    assert one.turn(date(2027, 1, 1)) + other.turn(date(2027, 1, 1)) == []
    assert (one.cycle().status, other.cycle().status) == ("reported", "cancelled")
    assert one.asks(LookAgain()) + other.asks(LookAgain()) == []


def test_a_report_may_be_filed_while_pending() -> None:
    cycle = desk(NO_SUCCESSOR)
    cycle.turn(date(2026, 3, 1))
    cycle.asks(FileReport(cycle.cycle().id, GivenReport(date(2026, 2, 1))))
    assert cycle.cycle().status == "reported"


def test_a_response_stops_waiting_when_its_own_mandate_ends() -> None:
    cycle = desk(under(*REFERENCE.mandates[:2]), anchor=date(2021, 12, 1), received_on=date(2025, 8, 15))
    assert cycle.cycle().status == "pending_mandate"
    assert later(cycle.turn(date(2027, 1, 1))) == [
        ("followup.reminded", "2025-12-17"), ("followup.restated", "2026-01-01"),
    ]  # fmt: skip
    deadline = cycle.deadline("response")
    assert deadline is not None
    assert deadline.state == "pending_mandate"


def test_a_receipt_told_for_a_cycle_that_is_pending_still_starts_the_states_clock() -> None:
    cycle = desk(REFERENCE, anchor=date(2021, 12, 1), received_on=None)
    (told,) = cycle.happens(received_event(date(2025, 9, 10)))
    assert isinstance(told, FollowupPending)
    assert told.response_due_on == date(2026, 3, 10)
    assert cycle.deadline("response") is not None


def test_a_correction_to_a_day_under_a_mandate_that_has_lapsed_is_pending_at_once() -> None:
    cycle = Desk(date(2026, 8, 1), GAP)
    cycle.happens(completed_event(submitted_to_ctc_on=date(2026, 7, 20)))
    cycle.reference = under(FIRST, replace(AFTER_A_GAP, renews=None))
    told = cycle.happens(corrected_event(submitted_to_ctc_on=date(2025, 11, 1), on=date(2026, 8, 1)))
    assert kinds(told) == ["followup.rescheduled", "followup.pending"]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1)])
def test_in_new_york_the_mandate_governs_to_the_end_of_its_last_day(day: date) -> None:
    cycle = desk(NO_SUCCESSOR, received_on=None)
    cycle.turn(day)
    assert (cycle.cycle().status == "pending_mandate") == (day > FIRST.in_force_until)
