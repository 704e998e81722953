"""What people do to the calendar: they record what no event tells, and note what is asked for (OP17)."""

from __future__ import annotations

from datetime import date

import pytest

from services.council.obligations.commands import (
    AskedForInThePast,
    AskFor,
    CountsElsewhere,
    HeldBeforeItsMandate,
    HeldBeforeItsYear,
    HeldInTheFuture,
    NoteRequest,
    NotOnRequest,
    Performance,
    RecordPerformance,
)
from shared.engine.rules import NotFound
from shared.engine.time.days import BeforeTheUnitedNations, TooFarAhead
from tests.unit.services.council.desk import command, desk, one, states, types_and_subjects


def performance(obligation: str, held_on: date, document: str) -> RecordPerformance:
    return RecordPerformance(obligation, Performance(held_on, document))


# ---- what people record ---------------------------------------------------------------------


def test_people_record_what_no_event_tells() -> None:
    memory = desk()
    memory.turn(date(2022, 7, 2))
    told = memory.handle(command(performance("mandate-review-resolution-2617-2021", date(2022, 6, 28), "DRAFT/2022/7")))
    assert types_and_subjects(told) == [("obligation.met", "mandate-review-resolution-2617-2021")]
    assert told[0].data["met_by"] == "DRAFT/2022/7"
    assert told[0].data["occurred_on"] == "2022-06-28"


def test_what_is_recorded_as_held_does_not_lie_in_the_future() -> None:
    with pytest.raises(HeldInTheFuture):
        desk().handle(command(performance("informal-consultations-2022", date(2022, 2, 1), "DRAFT/2022/8")))


def test_what_was_held_before_the_year_does_not_count_for_it() -> None:
    with pytest.raises(HeldBeforeItsYear):
        desk().handle(command(performance("informal-consultations-2023", date(2022, 1, 1), "DRAFT/2022/8")))


def test_what_was_due_before_the_system_began_can_be_recorded_as_held() -> None:
    memory = desk(date(2024, 5, 1))
    memory.handle(command(performance("informal-consultations-2023", date(2023, 4, 1), "DRAFT/2023/8")))
    assert one(memory, "informal-consultations-2023").state == "met"


@pytest.mark.parametrize("obligation", ["unoct-briefing-2022", "end-of-mandate-resolution-2617-2021"])
def test_what_is_recorded_elsewhere_is_not_recorded_a_second_time(obligation: str) -> None:
    memory = desk()
    memory.turn(date(2022, 6, 1))
    with pytest.raises(CountsElsewhere):
        memory.handle(command(performance(obligation, date(2022, 5, 9), "DRAFT/2022/8")))
    assert one(memory, obligation).held_by == ()


def test_what_was_done_before_the_mandate_is_no_answer_to_it() -> None:
    with pytest.raises(HeldBeforeItsMandate):
        desk().handle(command(performance("joint-report-resolution-2617-2021", date(2021, 12, 29), "DRAFT/2021/8")))
    memory = desk()
    memory.handle(command(performance("women-consultations-resolution-2617-2021", date(2021, 6, 1), "DRAFT/2021/9")))
    assert one(memory, "women-consultations-resolution-2617-2021").last_held_on == date(2021, 6, 1)


def test_an_unknown_obligation_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(command(performance("no-such", date(2022, 1, 1), "DRAFT/2022/8")))


# ---- requests (OP17) ------------------------------------------------------------------------

BRIEFING = AskFor("requested-briefing", date(2022, 2, 15), "DRAFT/2022/9")


def test_a_briefing_is_due_on_the_day_in_the_request() -> None:
    memory = desk()
    (told,) = memory.handle(command(NoteRequest(BRIEFING)))
    assert (told.type, told.data["due_on"], told.data["mandate"]) == (
        "obligation.due.v1", "2022-02-15", "resolution-2617-2021",
    )  # fmt: skip
    assert ("obligation.overdue", told.subject) in types_and_subjects(memory.turn(date(2022, 2, 16)))
    assert types_and_subjects(
        memory.handle(command(performance(told.subject, date(2022, 2, 16), "DRAFT/2022/10")))
    ) == [("obligation.met", told.subject)]


def test_the_same_request_again_changes_nothing_and_with_another_day_moves_it() -> None:
    memory = desk()
    (told,) = memory.handle(command(NoteRequest(BRIEFING)))
    assert memory.handle(command(NoteRequest(BRIEFING))) == []
    moved = AskFor(BRIEFING.obligation, date(2022, 3, 1), BRIEFING.document)
    assert types_and_subjects(memory.handle(command(NoteRequest(moved)))) == [("obligation.due", told.subject)]
    assert memory.deadlines["obligation", told.subject].due_on == date(2022, 3, 1)


def test_two_requests_are_two_obligations() -> None:
    memory = desk()
    memory.handle(
        command(NoteRequest(BRIEFING)),
        command(NoteRequest(AskFor("requested-briefing", date(2022, 2, 15), "DRAFT/2022/11"))),
    )
    assert len(states(memory, "requested-briefing")) == 2


def test_a_request_names_no_day_gone_by() -> None:
    with pytest.raises(AskedForInThePast):
        desk().handle(command(NoteRequest(AskFor("requested-briefing", date(2021, 12, 31), "DRAFT/2022/9"))))


@pytest.mark.parametrize("obligation", ["annual-report", "no-such"])
def test_only_what_the_mandate_leaves_to_a_request_can_be_asked_for(obligation: str) -> None:
    with pytest.raises(NotOnRequest):
        desk().handle(command(NoteRequest(AskFor(obligation, date(2022, 2, 15), "DRAFT/2022/9"))))


# ---- days out of reach (rules 3 and 9) ------------------------------------------------------


def test_nothing_is_asked_for_on_a_day_beyond_every_mandate() -> None:
    with pytest.raises(TooFarAhead) as refused:
        desk().handle(command(NoteRequest(AskFor("requested-briefing", date.max, "DRAFT/2022/9"))))
    assert (refused.value.rule, refused.value.paragraph, refused.value.fields) == ("9", "OP2", ("due_on",))


def test_nothing_was_held_before_there_were_united_nations() -> None:
    with pytest.raises(BeforeTheUnitedNations) as refused:
        desk().handle(command(performance("heads-meeting-resolution-2617-2021", date(1944, 1, 1), "DRAFT/2022/8")))
    assert (refused.value.rule, refused.value.fields) == ("3", ("held_on",))
