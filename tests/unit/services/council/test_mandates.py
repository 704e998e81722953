"""Rule 9: what the beginning and the end of mandates do to obligations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reference import FixedDate, Reference
from services.council.obligations.commands import AskFor, NoteRequest
from services.council.obligations.model import OBLIGATIONS
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.council.desk import (
    apply_mandates,
    command,
    desk,
    event,
    one,
    states,
    successor,
    types_and_subjects,
    with_mandates,
)

LAST = "resolution-2810-2025"
END = date(2029, 1, 5)
"""The last day of the last mandate that is known."""

AFTER_A_GAP = successor("resolution-2617-2021", date(2029, 7, 1), date(2033, 12, 31))
AFTER_A_GAP = replace(AFTER_A_GAP, renews=LAST, after_gap=True)


def at_the_end(reference: Reference = REFERENCE) -> Memory:
    """Council on the last day of the last mandate."""
    memory = desk(date(2028, 12, 1), reference)
    memory.turn(END)
    return memory


def test_a_successor_carries_recurring_obligations_on() -> None:
    memory = desk(date(2025, 6, 1))
    memory.turn(date(2026, 2, 1))
    assert states(memory, "annual-report")["annual-report-2026"] == "due"
    assert states(memory, "heads-meeting") == {"heads-meeting-resolution-2617-2021": "periodic"}
    assert not [type_ for type_, _ in types_and_subjects(memory.journal) if type_ == "obligation.pending"]


def test_what_became_overdue_stays_so_under_the_successor() -> None:
    memory = desk(date(2025, 6, 1))
    memory.turn(date(2026, 2, 1))
    assert one(memory, "annual-report-2025").state == "overdue"


END_OF_2617 = "end-of-mandate-resolution-2617-2021"


def test_the_council_meets_the_end_of_a_mandate_by_adopting_the_next() -> None:
    memory = desk(date(2025, 6, 1))
    memory.turn(date(2025, 12, 31))
    assert one(memory, END_OF_2617).state == "due"
    told = [each for each in memory.turn(date(2026, 1, 1)) if each.data.get("obligation_id") == END_OF_2617]
    assert [(each.type, each.data["occurred_on"], each.data["met_by"]) for each in told] == [
        ("obligation.met.v1", "2025-12-31", LAST)
    ]
    assert (one(memory, END_OF_2617).state, one(memory, END_OF_2617).last_held_on) == ("met", date(2025, 12, 31))


def test_the_end_of_a_mandate_that_nothing_renews_is_overdue_until_something_does() -> None:
    alone = replace(REFERENCE, mandates=tuple(each for each in REFERENCE.mandates if each.id != LAST))
    memory = desk(date(2025, 6, 1), alone)
    memory.turn(date(2026, 3, 1))
    assert one(memory, END_OF_2617).state == "overdue"
    late = successor("resolution-2617-2021", date(2026, 3, 15), date(2029, 1, 5))
    memory.reference = with_mandates(replace(late, adopted=date(2026, 2, 20), after_gap=True), reference=alone)
    memory.handle(apply_mandates(memory.reference))
    assert (one(memory, END_OF_2617).state, one(memory, END_OF_2617).last_held_on) == ("met", date(2026, 2, 20))


HEADS = "heads-meeting-resolution-2617-2021"


def test_with_no_successor_what_has_no_day_or_a_later_one_is_pending_and_not_overdue() -> None:
    memory = at_the_end()
    (asked,) = memory.handle(command(NoteRequest(AskFor("requested-briefing", date(2029, 2, 1), "DRAFT/2028/1"))))
    told = memory.turn(date(2029, 1, 6))
    assert {("obligation.pending", asked.subject), ("obligation.pending", HEADS)} <= set(types_and_subjects(told))
    assert {each.data["occurred_on"] for each in told} == {"2029-01-06"}
    assert memory.turn(date(2030, 2, 1)) == []
    assert (one(memory, asked.subject).state, one(memory, HEADS).state) == ("pending_mandate", "pending_mandate")


def test_what_fell_due_and_was_not_met_stays_overdue_when_no_mandate_governs() -> None:
    memory = at_the_end()
    assert one(memory, "annual-report-2028").state == "overdue"
    memory.turn(date(2029, 1, 6))
    assert one(memory, "annual-report-2028").state == "overdue"


def test_what_was_met_stays_met_when_the_mandate_ends() -> None:
    memory = at_the_end()
    memory.handle(event("report.published.v1", report="annual", year=2027, occurred_on=date(2028, 6, 4)))
    memory.turn(date(2029, 1, 6))
    assert one(memory, "annual-report-2028").state == "met"


def test_a_year_that_no_mandate_covers_any_more_is_nobodys_until_one_covers_it_again() -> None:
    """The file of the last mandate said first that it lasts until the end of 2029."""
    last = REFERENCE.mandate(LAST)
    assert last is not None
    longer = replace(last, in_force_until=date(2029, 12, 31))
    memory = at_the_end(replace(REFERENCE, mandates=(*REFERENCE.mandates[:-1], longer)))
    assert one(memory, "annual-report-2029").state == "due"
    memory.reference = REFERENCE
    told = types_and_subjects(memory.handle(apply_mandates(memory.reference)))
    assert ("obligation.pending", "annual-report-2029") in told
    assert not one(memory, "annual-report-2029").in_mandate
    published = event("report.published.v1", report="annual", year=2029, occurred_on=date(2029, 1, 4))
    assert memory.handle(published) == []
    memory.turn(date(2029, 8, 1))
    memory.reference = with_mandates(AFTER_A_GAP)
    told = types_and_subjects(memory.handle(apply_mandates(memory.reference)))
    assert ("obligation.met", "annual-report-2029") in told, "what was held before counts"


def test_what_has_no_day_is_not_met_for_good_by_being_held_while_it_is_pending() -> None:
    memory = at_the_end()
    memory.turn(date(2029, 3, 1))
    meeting = event("briefing.held.v1", kind="heads_meeting", briefing_id="h1", occurred_on=date(2029, 2, 20))
    assert types_and_subjects(memory.handle(meeting)) == [("obligation.met", HEADS)]
    assert one(memory, HEADS).state == "pending_mandate"


def test_a_new_mandates_file_revives_what_recurs() -> None:
    memory = at_the_end()
    memory.turn(date(2029, 8, 1))
    memory.reference = with_mandates(AFTER_A_GAP)
    told = types_and_subjects(memory.handle(apply_mandates(memory.reference)))
    assert ("obligation.due", "annual-report-2029") in told
    assert ("obligation.due", "heads-meeting-resolution-2617-2021") in told
    assert ("obligation.due", "annual-report-2030") in told
    assert one(memory, "annual-report-2029").state == "due"
    assert one(memory, "annual-report-2029").mandate == LAST  # the mandate on the anchor date fixed it for good
    assert one(memory, "heads-meeting-resolution-2617-2021").state == "periodic"
    assert ("obligation.overdue", "annual-report-2029") in types_and_subjects(memory.turn(date(2030, 1, 1)))


def test_a_new_file_that_renews_nothing_revives_nothing() -> None:
    memory = at_the_end()
    memory.turn(date(2029, 8, 1))
    memory.reference = with_mandates(replace(AFTER_A_GAP, obligations=None))
    assert memory.handle(apply_mandates(memory.reference)) == []
    assert one(memory, HEADS).state == "pending_mandate"


def test_a_one_off_obligation_is_never_revived() -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    review = mandate.obligation("interim-review")
    assert review is not None
    late = replace(review, rule=FixedDate("fixed_date", date(2026, 6, 30)))
    outlasting = replace(mandate, obligations=(*(mandate.obligations or ())[1:], late))
    reference = replace(REFERENCE, mandates=(REFERENCE.mandates[0], outlasting, REFERENCE.mandates[2]))
    memory = desk(date(2025, 12, 1), reference)
    assert ("obligation.pending", "interim-review-resolution-2617-2021") in types_and_subjects(
        memory.turn(date(2026, 1, 1))
    )
    memory.reference = with_mandates(AFTER_A_GAP, reference=reference)
    memory.handle(apply_mandates(memory.reference))
    memory.turn(date(2029, 7, 1))
    assert one(memory, "interim-review-resolution-2617-2021").state == "pending_mandate"


def test_after_a_gap_that_was_known_it_is_revived_on_the_successors_first_day() -> None:
    memory = at_the_end(with_mandates(AFTER_A_GAP))
    assert ("obligation.pending", "annual-report-2029") in types_and_subjects(memory.turn(date(2029, 1, 6)))
    assert memory.turn(date(2029, 6, 30)) == []
    assert ("obligation.due", "annual-report-2029") in types_and_subjects(memory.turn(date(2029, 7, 1)))


def test_what_became_due_within_a_gap_is_late_from_the_successors_first_day() -> None:
    long_gap = replace(AFTER_A_GAP, adopted=date(2030, 3, 1), in_force_from=date(2030, 3, 1))
    memory = at_the_end(with_mandates(long_gap))
    memory.handle(command(NoteRequest(AskFor("requested-briefing", date(2029, 2, 1), "DRAFT/2028/1"))))
    assert types_and_subjects(memory.turn(date(2030, 2, 28)))[-1][0] == "obligation.pending"
    told = memory.turn(date(2030, 3, 2))
    overdue = {each.data["obligation_id"]: each.data["occurred_on"] for each in told if "overdue" in each.type}
    assert list(overdue.values()) == ["2030-03-01"]


def test_a_system_that_begins_after_the_last_mandate_lists_what_is_open_as_pending() -> None:
    memory = desk(date(2029, 6, 1))
    assert one(memory, "women-consultations-resolution-2617-2021").state == "pending_mandate"
    assert memory.turn(date(2030, 2, 1)) == []


def test_a_date_that_moves_in_the_file_moves_in_the_calendar() -> None:
    memory = desk()
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    moved = tuple(
        replace(each, rule=FixedDate("fixed_date", date(2022, 5, 31))) if each.id == "joint-report" else each
        for each in mandate.obligations or ()
    )
    mandates = (REFERENCE.mandates[0], replace(mandate, obligations=moved), REFERENCE.mandates[2])
    memory.reference = replace(REFERENCE, mandates=mandates)
    assert types_and_subjects(memory.handle(apply_mandates(memory.reference))) == [
        ("obligation.due", "joint-report-resolution-2617-2021")
    ]
    assert memory.turn(date(2022, 5, 31)) == []
    assert types_and_subjects(memory.turn(date(2022, 6, 1))) == [
        ("obligation.overdue", "joint-report-resolution-2617-2021")
    ]


def test_a_request_that_is_open_when_the_last_mandate_ends_is_pending() -> None:
    memory = desk(date(2028, 12, 1))
    (asked,) = memory.handle(command(NoteRequest(AskFor("requested-briefing", date(2029, 2, 1), "DRAFT/2028/1"))))
    assert ("obligation.pending", asked.subject) in types_and_subjects(memory.turn(date(2029, 1, 6)))


@pytest.mark.parametrize("day", ["2021-06-01", "2022-01-01", "2027-05-05"])
def test_nothing_is_pending_while_a_mandate_governs_or_before_the_first_with_a_text(day: str) -> None:
    memory = desk(date.fromisoformat(day))
    assert "pending_mandate" not in {row.state for row in memory.rows[OBLIGATIONS].values()}
