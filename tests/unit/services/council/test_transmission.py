"""Transmission: only what was adopted is sent, once, on a day that can be right, word for word (rule 11, OP18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.council.documents import as_json
from services.council.documents.document import Written
from services.council.drafts.commands import AddedWords, AddWords
from services.council.drafts.deciding import AdoptDraft
from services.council.drafts.model import NoDraft
from services.council.drafts.stages import mark_stage
from services.council.drafts.transmitting import (
    DraftOutdated,
    NotAdopted,
    SymbolLooksReal,
    TransmitDraft,
    TransmittedAlready,
    TransmittedBeforeAdoption,
    YearNotOver,
)
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked
from services.council.editions.words import HiddenCharacters
from services.council.service import SERVICE
from shared.engine.time.days import InTheFuture
from tests.support.memory import Memory
from tests.unit.services.council.life import AT_MEETING, TO, correction_of, draft_of, give, last_draft, publish

pytestmark = pytest.mark.thorough

DAY = date(2024, 1, 15)
ANNUAL = Asked(2023)


@pytest.fixture
def desk() -> Memory:
    """A draft was adopted."""
    memory = Memory(SERVICE, DAY)
    memory.handle(give(draft_of()))
    memory.handle(give(AddWords(ANNUAL, AddedWords("introduction", "First.\n\nSecond, <b>bold</b>."))))
    memory.handle(give(AdoptDraft(ANNUAL, AT_MEETING)))
    return memory


def transmit(desk: Memory, **changes: Any) -> Any:
    return desk.handle(give(TransmitDraft(ANNUAL, replace(TO, **changes))))


def test_what_is_transmitted_is_the_draft_word_for_word_with_the_words_of_people(desk: Memory) -> None:
    draft = last_draft(desk)
    before = mark_stage(as_json.load(desk.get(DOCUMENTS, draft.id).document), draft)
    transmit(desk)
    after = as_json.load(desk.get(DOCUMENTS, "annual-2023-1").document)
    assert after.figures == before.figures
    letter, *sections = after.sections
    assert sections == [*before.sections[1:]]
    assert letter.blocks[1:] == before.sections[0].blocks[1:-1]  # but for its day, and that it may still be replaced
    (written,) = [one for one in after.sections if Written("First.") in one.blocks]
    assert written.blocks[-2:] == (Written("First."), Written("Second, <b>bold</b>."))
    assert before.marking.startswith("Draft 1, adopted: not yet transmitted")
    assert not after.marking.startswith("Draft")
    assert ("Transmitted to", "President of the Security Council") in after.particulars


def test_it_is_transmitted_once(desk: Memory) -> None:
    transmit(desk)
    with pytest.raises(TransmittedAlready):
        transmit(desk)


def test_only_what_was_adopted_is_transmitted(desk: Memory) -> None:
    desk.handle(give(draft_of()))
    with pytest.raises(NotAdopted):
        transmit(desk)
    with pytest.raises(NoDraft):
        desk.handle(give(TransmitDraft(Asked(2022), TO)))


def test_the_day_is_that_of_the_adoption_or_a_later_one_and_has_come(desk: Memory) -> None:
    with pytest.raises(TransmittedBeforeAdoption, match="15 January 2024"):
        transmit(desk, transmitted_on=date(2024, 1, 14))
    with pytest.raises(InTheFuture):
        transmit(desk, transmitted_on=date(2024, 1, 16))


def test_a_report_on_days_to_come_is_not_transmitted() -> None:
    desk = Memory(SERVICE, date(2023, 11, 1))
    made = draft_of(freeze=desk.now)
    desk.handle(give(made), give(AdoptDraft(ANNUAL, AT_MEETING)))
    with pytest.raises(YearNotOver, match="31 December 2023"):
        transmit(desk)


@pytest.mark.parametrize("symbol", ["S/2024/123", "A/78/1", "S/PV.9999", "ST/SGB/1", "E/2024/9"])
def test_what_was_invented_takes_no_symbol_that_looks_real(desk: Memory, symbol: str) -> None:
    with pytest.raises(SymbolLooksReal):
        transmit(desk, symbol=symbol)


def test_an_addressee_that_turns_what_stands_beside_it_is_refused(desk: Memory) -> None:
    with pytest.raises(HiddenCharacters) as refused:
        transmit(desk, to="The Council\u202e", symbol="DRAFT/\u2066")
    assert refused.value.fields == ("to", "symbol")


def test_a_symbol_that_was_typed_in_is_printed(desk: Memory) -> None:
    transmit(desk, symbol="DRAFT/S/2024/1")
    assert as_json.load(desk.get(DOCUMENTS, "annual-2023-1").document).symbol == "DRAFT/S/2024/1"
    assert desk.get(EDITIONS, "annual-2023-1").symbol == "DRAFT/S/2024/1"


def test_a_draft_that_does_not_know_of_a_correction_is_made_anew() -> None:
    desk = Memory(SERVICE, DAY)
    publish(desk)
    desk.handle(give(draft_of(reason="A visit was missing.")))
    desk.handle(give(AdoptDraft(ANNUAL, AT_MEETING)))
    desk.handle(give(correction_of("annual-2023-1", "Another slip.", cut_off=date(2023, 11, 30))))
    with pytest.raises(DraftOutdated):
        transmit(desk)


def test_a_draft_with_a_reason_is_transmitted_as_a_corrected_edition() -> None:
    desk = Memory(SERVICE, DAY)
    publish(desk)
    told = publish(desk, reason="A visit was missing.")
    (corrected,) = (one for one in told if one.type == "report.corrected.v1")
    assert corrected.data["corrects"] == "annual-2023-1"
