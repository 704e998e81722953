"""Drafts are made on their days without anybody asking, once a year each (rule 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reference import DraftDay, Reference
from services.council.drafts.deciding import AdoptDraft
from services.council.drafts.schedule import DRAFTING, SCHEDULED_DRAFTS, SkipScheduledDraft
from services.council.drafts.transmitting import TransmitDraft
from services.council.service import SERVICE
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory
from tests.unit.services.council.desk import apply_mandates
from tests.unit.services.council.life import AT_MEETING, TO, draft_of, give

JANUARY = DraftDay("annual", 1, 15, -1)
WITH_DAYS: Reference = replace(REFERENCE, practice=replace(REFERENCE.practice, drafted_on=(JANUARY,)))


@pytest.fixture
def desk() -> Memory:
    memory = Memory(SERVICE, date(2023, 6, 1), WITH_DAYS)
    memory.handle(apply_mandates(WITH_DAYS))
    return memory


def test_on_its_day_the_draft_of_the_year_before_is_to_be_made(desk: Memory) -> None:
    desk.turn(date(2024, 1, 14))
    assert not desk.rows.get(SCHEDULED_DRAFTS)
    desk.turn(date(2024, 1, 15))
    (due,) = desk.rows[SCHEDULED_DRAFTS].values()
    assert (due.id, due.report, due.year, due.since) == ("annual/2023", "annual", 2023, date(2024, 1, 15))
    assert (DRAFTING, "annual/2024") in desk.deadlines, "and the next year's is scheduled"


def test_once_it_is_made_it_is_off_the_list(desk: Memory) -> None:
    desk.turn(date(2024, 1, 15))
    desk.handle(give(draft_of()))
    assert not desk.rows[SCHEDULED_DRAFTS]


def test_what_people_drafted_or_sent_before_is_not_made_again(desk: Memory) -> None:
    desk.turn(date(2024, 1, 10))
    made = draft_of(freeze=desk.now)
    desk.handle(give(made))
    desk.turn(date(2024, 1, 15))
    assert not desk.rows.get(SCHEDULED_DRAFTS)
    desk.handle(give(AdoptDraft(made.asked, AT_MEETING)), give(TransmitDraft(made.asked, TO)))
    desk.turn(date(2024, 1, 16))
    assert not desk.rows.get(SCHEDULED_DRAFTS)


def test_an_edition_on_a_part_of_the_year_does_not_stand_for_the_whole(desk: Memory) -> None:
    desk.turn(date(2023, 12, 5))
    made = draft_of(cut_off=date(2023, 11, 30), freeze=desk.now)
    desk.handle(give(made), give(AdoptDraft(made.asked, AT_MEETING)), give(TransmitDraft(made.asked, TO)))
    desk.turn(date(2024, 1, 15))
    assert list(desk.rows[SCHEDULED_DRAFTS]) == ["annual/2023"]


def test_where_there_is_nothing_to_list_it_is_taken_off_the_list(desk: Memory) -> None:
    desk.turn(date(2024, 1, 15))
    desk.handle(give(SkipScheduledDraft("annual/2023")))
    assert not desk.rows[SCHEDULED_DRAFTS]
