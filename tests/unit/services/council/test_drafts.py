"""Drafts: figures frozen, words added, considered, adopted; nothing of it is published (rule 11, OP18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.council.documents import as_json
from services.council.drafts.commands import (
    AddedWords,
    AddWords,
    NotADraftAnyMore,
    ReasonMissing,
)
from services.council.drafts.deciding import (
    AdoptDraft,
    AdoptedAlready,
    AdoptedBeforeItsDraft,
    Adoption,
    Consideration,
    DocumentMissing,
    EndsInThePast,
    MembersObjection,
    NoSuchObjection,
    ObjectionsStand,
    OpenConsideration,
    PeriodNotOver,
    RecordObjection,
    WrongStage,
)
from services.council.drafts.model import CONSIDERATION, DRAFTS, NoDraft
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, PeoplesWords
from services.council.editions.words import (
    MOST_PARAGRAPHS,
    HiddenCharacters,
    TooManyParagraphs,
    UnknownSection,
    add_words,
)
from services.council.service import SERVICE
from tests.support.memory import Memory
from tests.unit.services.council.life import AT_MEETING, draft_of, give, last_draft, publish

pytestmark = pytest.mark.thorough

MONDAY = date(2024, 1, 15)
ANNUAL = Asked(2023)
OBJECTION = MembersObjection("A member", "Synthetic: not clear.")


@pytest.fixture
def desk() -> Memory:
    memory = Memory(SERVICE, MONDAY)
    memory.handle(give(draft_of()))
    return memory


def consider(desk: Memory, **given: Any) -> None:
    desk.handle(give(OpenConsideration(ANNUAL, Consideration(**given))))


def say(desk: Memory, **changes: Any) -> None:
    desk.handle(give(RecordObjection(ANNUAL, replace(OBJECTION, **changes))))


def adopt(desk: Memory, asked: Asked = ANNUAL, **given: Any) -> Any:
    return desk.handle(give(AdoptDraft(asked, Adoption(**given))))


# ---- drafting --------------------------------------------------------------------------------


def test_a_draft_is_kept_and_told_to_the_committee_and_published_to_nobody(desk: Memory) -> None:
    (told,) = desk.journal
    assert (told.type, told.topic, told.data["audience"]) == ("report_draft.made.v1", "ctc.council", "committee")
    assert told.subject == "annual-2023-draft-1", "a State may read of what concerns it, and drafts are not for it"
    assert EDITIONS not in desk.rows or not desk.rows[EDITIONS]
    assert last_draft(desk).stage == "draft"


def test_another_draft_sets_the_one_before_aside_and_takes_over_its_words(desk: Memory) -> None:
    desk.handle(give(AddWords(ANNUAL, AddedWords("introduction", "Written by hand."))))
    consider(desk)
    desk.handle(give(draft_of()))
    assert [one.stage for one in desk.rows[DRAFTS].values()] == ["set_aside", "draft"]
    assert [one.text for one in last_draft(desk).words] == ["Written by hand."]
    assert (CONSIDERATION, "annual-2023-draft-1") not in desk.deadlines


def test_a_draft_of_what_was_transmitted_says_why(desk: Memory) -> None:
    publish(desk)
    with pytest.raises(ReasonMissing):
        desk.handle(give(draft_of()))
    desk.handle(give(draft_of(reason="A visit was missing.")))
    assert last_draft(desk).edition.corrects == "annual-2023-1"
    desk.handle(give(draft_of(cut_off=date(2023, 6, 30))))
    assert last_draft(desk).edition.corrects is None, "another cut-off is another edition, which stands beside it"


@pytest.mark.parametrize(
    "step",
    [OpenConsideration(ANNUAL, Consideration()), AdoptDraft(ANNUAL, AT_MEETING), RecordObjection(ANNUAL, OBJECTION)],
)
def test_without_a_draft_there_is_nothing_to_decide(step: Any) -> None:
    with pytest.raises(NoDraft):
        Memory(SERVICE, MONDAY).handle(give(step))


# ---- words of people -------------------------------------------------------------------------


def test_words_are_for_a_section_of_the_draft_in_one_language_and_replace_what_was_said_there(desk: Memory) -> None:
    section = as_json.load(desk.get(DOCUMENTS, last_draft(desk).id).document).sections[-1].id
    for where, text, language in (
        ("letter", "One.", "en"), ("letter", "Two.", "en"), ("letter", "Deux.", "fr"), (section, "At the end.", "en"),
    ):  # fmt: skip
        desk.handle(give(AddWords(ANNUAL, AddedWords(where, text, language))))  # type: ignore[arg-type]
    said = [(one.section, one.language, one.text) for one in last_draft(desk).words]
    assert said == [("letter", "en", "Two."), ("letter", "fr", "Deux."), (section, "en", "At the end.")]
    desk.handle(give(AddWords(ANNUAL, AddedWords("letter", " "))))
    assert ("letter", "en") not in {(one.section, one.language) for one in last_draft(desk).words}


def test_an_introduction_is_said_once_also_where_the_report_has_one_of_its_own(desk: Memory) -> None:
    document = as_json.load(desk.get(DOCUMENTS, last_draft(desk).id).document)
    assert "introduction" in {one.id for one in document.sections}
    shown = add_words(document, (PeoplesWords("introduction", "en", "Once."), PeoplesWords("letter", "en", "Sir,")))
    assert [one.id for one in shown.sections].count("introduction") == 1
    assert as_json.dump(shown).count(b"Once.") == 1
    assert shown.sections[0].id == "letter"


def test_words_for_no_section_and_characters_that_hide_are_refused(desk: Memory) -> None:
    with pytest.raises(UnknownSection):
        desk.handle(give(AddWords(ANNUAL, AddedWords("no-such-section", "x"))))
    for hidden in ("\u202e", "\u2066", "\u200f", "\x07", "\ufeff"):
        with pytest.raises(HiddenCharacters):
            desk.handle(give(AddWords(ANNUAL, AddedWords("letter", f"a{hidden}b"))))


def test_a_text_has_no_more_paragraphs_than_each_form_sets_at_once(desk: Memory) -> None:
    desk.handle(give(AddWords(ANNUAL, AddedWords("letter", "a\n\n" * MOST_PARAGRAPHS))))
    with pytest.raises(TooManyParagraphs, match=f"It has {MOST_PARAGRAPHS + 1}"):
        desk.handle(give(AddWords(ANNUAL, AddedWords("letter", "a\n\n" * (MOST_PARAGRAPHS + 1)))))


def test_words_are_added_while_it_is_a_draft(desk: Memory) -> None:
    consider(desk)
    with pytest.raises(NotADraftAnyMore):
        desk.handle(give(AddWords(ANNUAL, AddedWords("letter", "x"))))


# ---- consideration ---------------------------------------------------------------------------


def test_the_no_objection_period_is_of_working_days(desk: Memory) -> None:
    consider(desk)
    draft = last_draft(desk)
    assert (draft.stage, draft.opened_on, draft.ends_on) == ("under_consideration", MONDAY, date(2024, 1, 22))


def test_the_day_after_its_last_day_the_secretariat_is_told_that_a_decision_is_awaited(desk: Memory) -> None:
    consider(desk)
    say(desk)
    assert desk.turn(date(2024, 1, 22)) == []
    (told,) = desk.turn(date(2024, 1, 23))
    assert (told.type, told.data["objections"]) == ("report_draft.consideration_ended.v1", 1)


def test_it_is_considered_once_and_to_a_day_to_come(desk: Memory) -> None:
    with pytest.raises(EndsInThePast):
        consider(desk, ends_on=date(2024, 1, 14))
    consider(desk, ends_on=date(2024, 1, 17))
    with pytest.raises(WrongStage):
        consider(desk)


def test_what_a_member_objects_to_is_not_adopted_until_it_is_lifted(desk: Memory) -> None:
    with pytest.raises(WrongStage):
        say(desk)
    consider(desk)
    say(desk)
    say(desk, member="Another", kind="change_requested")
    desk.turn(date(2024, 1, 23))
    with pytest.raises(ObjectionsStand, match=r"A member, Another\."):
        adopt(desk)
    with pytest.raises(NoSuchObjection):
        say(desk, member="A third", kind="lifted")
    say(desk, kind="lifted")
    say(desk, member="Another", kind="lifted")
    adopt(desk)
    with pytest.raises(AdoptedAlready):
        say(desk)


# ---- adoption --------------------------------------------------------------------------------


def test_without_objection_it_is_adopted_after_the_last_day_and_not_before(desk: Memory) -> None:
    with pytest.raises(WrongStage):
        adopt(desk)
    consider(desk)
    desk.turn(date(2024, 1, 22))
    with pytest.raises(PeriodNotOver, match="22 January 2024"):
        adopt(desk)
    desk.turn(date(2024, 1, 23))
    with pytest.raises(PeriodNotOver):
        adopt(desk, adopted_on=date(2024, 1, 22))
    (told,) = adopt(desk)
    assert (told.type, told.data["by"], told.data["occurred_on"]) == (
        "report_draft.adopted.v1", "no_objection", "2024-01-23",
    )  # fmt: skip


def test_a_meeting_adopts_it_at_once_and_its_record_is_named(desk: Memory) -> None:
    with pytest.raises(DocumentMissing):
        adopt(desk, by="meeting")
    with pytest.raises(AdoptedBeforeItsDraft):
        adopt(desk, by="meeting", document="DRAFT/1", adopted_on=date(2024, 1, 14))
    adopt(desk, by="meeting", document="DRAFT/1")
    assert last_draft(desk).stage == "adopted"
    with pytest.raises(AdoptedAlready):
        adopt(desk, by="meeting", document="DRAFT/1")
