"""Rule 4: the day on which something was held or delivered is put right, whoever told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from services.council.obligations.commands import Performance, RecordPerformance
from services.council.obligations.correcting import CORRECTABLE
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.outcomes import Refused
from shared.engine.rules import Refusal
from tests.support.memory import Memory
from tests.unit.services.council.desk import command, desk, event, one, types_and_subjects

REVIEW = "mandate-review-resolution-2617-2021"
WOMEN = "women-consultations-resolution-2617-2021"


def record(memory: Memory, obligation: str, on: date, document: str = "DRAFT/SYN/1") -> Any:
    return memory.decide(command(RecordPerformance(obligation, Performance(on, document))))[0]


def correct(memory: Memory, obligation: str, value: JsonValue, field: str = "held_on.0") -> Any:
    given = GivenCorrection(field, value, "Synthetic: the minutes say so.", "DRAFT/SYN/2")
    return memory.decide(command(CorrectRecord(CORRECTABLE, obligation, "", given)))[0]


def refusal(outcome: Any) -> Refusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal


@pytest.fixture
def memory() -> Memory:
    memory = desk()
    memory.turn(date(2022, 9, 1))
    return memory


def test_the_day_of_a_performance_is_put_right_and_it_stays_met(memory: Memory) -> None:
    record(memory, REVIEW, date(2022, 6, 1))
    correct(memory, REVIEW, "2022-07-20")
    found = one(memory, REVIEW)
    assert (found.state, found.last_held_on, found.held_by) == ("met", date(2022, 7, 20), ("DRAFT/SYN/1",))
    corrected, met = memory.journal[-2:]
    assert (corrected.type, corrected.data["before"], corrected.data["after"]) == (
        "record.corrected.v1", "2022-06-01", "2022-07-20",
    )  # fmt: skip
    assert (met.type, met.data["occurred_on"]) == ("obligation.met.v1", "2022-07-20")


def test_a_periodic_one_shows_the_day_that_was_put_right(memory: Memory) -> None:
    record(memory, WOMEN, date(2022, 8, 1), "DRAFT/SYN/1")
    record(memory, WOMEN, date(2022, 3, 1), "DRAFT/SYN/2")
    correct(memory, WOMEN, "2022-02-01")
    found = one(memory, WOMEN)
    assert (found.state, found.held_on, found.last_held_on) == (
        "periodic", (date(2022, 2, 1), date(2022, 3, 1)), date(2022, 3, 1),
    )  # fmt: skip


def test_the_same_document_with_another_day_is_refused_and_points_to_the_correction(memory: Memory) -> None:
    record(memory, WOMEN, date(2022, 8, 1))
    refused = refusal(record(memory, WOMEN, date(2022, 8, 2)))
    assert (refused.code, refused.rule, refused.fields) == ("held-on-another-day", "4", ("held_on",))
    assert "correction" in refused.title


@pytest.mark.parametrize(
    ("value", "field", "code"),
    [
        ("2022-09-02", "held_on.0", "in-the-future"),
        ("2021-12-01", "held_on.0", "held-before-its-mandate"),
        ("2022-08-02", "held_on.1", "not-correctable"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(memory: Memory, value: str, field: str, code: str) -> None:
    record(memory, REVIEW, date(2022, 6, 1))
    assert refusal(correct(memory, REVIEW, value, field)).code == code


def test_a_briefing_whose_day_is_told_anew_counts_on_that_day(memory: Memory) -> None:
    memory.turn(date(2022, 11, 1))
    memory.handle(event("briefing.held.v1", briefing_id="b1", occurred_on=date(2022, 5, 9)))
    memory.handle(event("briefing.held.v1", briefing_id="b2", occurred_on=date(2022, 10, 20)))
    told = memory.handle(event("briefing.held.v1", briefing_id="b2", occurred_on=date(2022, 10, 27)))
    assert types_and_subjects(told) == [("obligation.met", "unoct-briefing-2022")]
    assert one(memory, "unoct-briefing-2022").last_held_on == date(2022, 10, 27)


def test_a_briefing_that_belongs_to_the_next_year_after_all_counts_there_and_not_before(memory: Memory) -> None:
    memory.turn(date(2022, 12, 31))
    memory.handle(event("briefing.held.v1", briefing_id="b1", occurred_on=date(2022, 5, 9)))
    memory.handle(event("briefing.held.v1", briefing_id="b2", occurred_on=date(2022, 12, 30)))
    assert one(memory, "unoct-briefing-2022").state == "met"
    memory.turn(date(2023, 1, 10))
    memory.handle(event("briefing.held.v1", briefing_id="b2", occurred_on=date(2023, 1, 5)))
    memory.turn(date(2023, 1, 11))
    assert (one(memory, "unoct-briefing-2022").state, one(memory, "unoct-briefing-2022").held_by) == (
        "overdue", ("b1",),
    )  # fmt: skip
    assert one(memory, "unoct-briefing-2023").held_by == ("b2",)


def test_an_event_that_is_read_again_does_not_take_a_later_day_back(memory: Memory) -> None:
    heads = "heads-meeting-resolution-2617-2021"
    first = event("briefing.held.v1", "e-first", kind="heads_meeting", briefing_id="h1", occurred_on=date(2022, 8, 1))
    right = event("briefing.held.v1", "e-right", kind="heads_meeting", briefing_id="h1", occurred_on=date(2022, 7, 20))
    memory.handle(first)
    memory.handle(right)
    assert memory.handle(first) == []
    assert one(memory, heads).held_on == (date(2022, 7, 20),)
