"""Drafts: figures frozen, words added, considered, adopted; nothing of it is published (rule 11, OP18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.vocabulary import ReportName
from services.council.documents import as_json
from services.council.drafts.commands import (
    AddedWords,
    AddWords,
    NotADraftAnyMore,
    OnlyForItsMakers,
    OnlyTheCommitteeDecides,
    OnlyUnoctBriefs,
    ReasonMissing,
)
from services.council.drafts.deciding import (
    AdoptDraft,
    AdoptedAlready,
    AdoptedBeforeItsDraft,
    Adoption,
    AgreeOnDraft,
    Consideration,
    DocumentMissing,
    EndsInThePast,
    MembersObjection,
    NoSuchObjection,
    NotAgreedByBoth,
    ObjectionsStand,
    OnlyForItsAuthors,
    OpenConsideration,
    PeriodNotOver,
    RecordObjection,
    WrongStage,
)
from services.council.drafts.model import CONSIDERATION, DRAFTS, NoDraft
from services.council.drafts.transmitting import TransmitDraft
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, PeoplesWords
from services.council.editions.words import HiddenCharacters, UnknownSection, add_words
from services.council.reports.kinds import NAMED
from services.council.service import SERVICE
from shared.engine.principals import Principal
from tests.support.memory import Memory
from tests.unit.services.council.desk import COMMITTEE
from tests.unit.services.council.life import AT_MEETING, TO, draft_of, give, last_draft, publish

MONDAY = date(2024, 1, 15)
ANNUAL, JOINT = Asked(2023), Asked(2023, report="joint")
UNOCT = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)
UNODC = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)
OF_KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
OF_BOTH = Principal("both", "committee", frozenset({"body:unoct"}), may_command=True)
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


def decisions_on(asked: Asked) -> list[Any]:
    """What members and a meeting of the Committee say and decide, in this order."""
    said = [RecordObjection(asked, replace(OBJECTION, kind=kind)) for kind in ("objection", "lifted")]
    return [OpenConsideration(asked, Consideration()), *said, AdoptDraft(asked, AT_MEETING)]


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


@pytest.mark.parametrize("principal", [UNOCT, UNODC, OF_KENYA, Principal("member", "committee")], ids=lambda p: p.name)
def test_who_does_not_make_a_report_decides_nothing_on_it(desk: Memory, principal: Principal) -> None:
    for one in (draft_of(), AddWords(ANNUAL, AddedWords("letter", "x")), TransmitDraft(ANNUAL, TO)):
        with pytest.raises(OnlyForItsMakers):
            desk.handle(give(one, principal))
    for one in decisions_on(ANNUAL):
        with pytest.raises(OnlyTheCommitteeDecides):
            desk.handle(give(one, principal))


@pytest.mark.parametrize("report", ["briefing", "joint"])
def test_who_makes_a_report_with_the_committee_decides_nothing_in_its_name(report: ReportName) -> None:
    desk, asked = Memory(SERVICE, MONDAY), Asked(2023, report=report)
    desk.handle(give(draft_of(report), UNOCT))
    assert last_draft(desk).is_for(UNOCT)
    assert not last_draft(desk).is_for(UNODC)
    desk.handle(give(AddWords(asked, AddedWords("introduction", "Of UNOCT.")), UNOCT))
    if report == "joint":
        desk.handle(give(AgreeOnDraft(asked), UNOCT), give(AgreeOnDraft(asked)))
    for one in decisions_on(asked):
        with pytest.raises(OnlyTheCommitteeDecides):
            desk.handle(give(one, UNOCT))
    for one in decisions_on(asked):
        desk.handle(give(one))
    desk.handle(give(TransmitDraft(asked, TO), UNOCT))
    assert last_draft(desk).stage == "transmitted"


def test_the_words_of_unocts_briefing_are_its_own() -> None:
    desk, asked = Memory(SERVICE, MONDAY), Asked(2023, report="briefing")
    desk.handle(give(draft_of("briefing")))
    words = AddWords(asked, AddedWords("introduction", "UNOCT has done nothing."))
    with pytest.raises(OnlyUnoctBriefs) as refused:
        desk.handle(give(words))
    assert refused.value.paragraph == "OP25"
    desk.handle(give(words, OF_BOTH))
    assert len(last_draft(desk).words) == 1


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


# ---- the joint report, which both publish (OP24) ---------------------------------------------


@pytest.mark.parametrize(("first", "second"), [(UNOCT, COMMITTEE), (COMMITTEE, UNOCT)], ids=lambda one: one.name)
def test_the_joint_report_is_adopted_only_when_both_have_agreed(first: Principal, second: Principal) -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint"), first))
    with pytest.raises(NotAgreedByBoth) as refused:
        desk.handle(give(AdoptDraft(JOINT, AT_MEETING)))
    assert refused.value.paragraph == "OP24"
    for _ in range(2):  # nor by saying it twice
        desk.handle(give(AgreeOnDraft(JOINT), first))
    with pytest.raises(NotAgreedByBoth, match="did not agree yet"):
        adopt(desk, JOINT, by="meeting", document="DRAFT/1")
    assert set(desk.answer(give(AgreeOnDraft(JOINT), second))["agreed"]) == {"CTED", "UNOCT"}
    adopt(desk, JOINT, by="meeting", document="DRAFT/1")


def test_another_draft_of_the_joint_report_takes_the_agreement_of_both_anew() -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint")))
    desk.handle(give(AgreeOnDraft(JOINT), UNOCT), give(AgreeOnDraft(JOINT)))
    desk.handle(give(draft_of("joint")))
    with pytest.raises(NotAgreedByBoth):
        adopt(desk, JOINT, by="meeting", document="DRAFT/1")


@pytest.mark.parametrize("by", [UNOCT, COMMITTEE], ids=lambda one: one.name)
def test_other_words_take_the_agreement_of_both_anew(by: Principal) -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint")), give(AddWords(JOINT, AddedWords("introduction", "Of both."))))
    agreed = [give(AgreeOnDraft(JOINT), UNOCT), give(AgreeOnDraft(JOINT))]
    desk.handle(*agreed)
    for same in (AddedWords("introduction", "Of both."), AddedWords("letter", " ")):
        assert set(desk.answer(give(AddWords(JOINT, same), by))["agreed"]) == {"CTED", "UNOCT"}
    for others in (
        AddedWords("introduction", "Of one."),
        AddedWords("letter", "x", "fr"),
        AddedWords("letter", "", "fr"),
    ):
        assert list(desk.answer(give(AddWords(JOINT, others), by))["agreed"]) == []
        with pytest.raises(NotAgreedByBoth, match="CTED and UNOCT did not agree yet"):
            adopt(desk, JOINT, by="meeting", document="DRAFT/1")
        desk.handle(*agreed)
    adopt(desk, JOINT, by="meeting", document="DRAFT/1")


@pytest.mark.parametrize("principal", [UNODC, OF_KENYA, replace(UNOCT, may_command=False)], ids=lambda one: one.name)
def test_who_is_neither_of_the_two_agrees_to_nothing(principal: Principal) -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint")))
    with pytest.raises(OnlyForItsAuthors):
        desk.handle(give(AgreeOnDraft(JOINT), principal))


def test_the_committees_staff_agrees_for_cted_alone_whatever_else_it_is() -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint")))
    desk.handle(give(AgreeOnDraft(JOINT)))
    assert list(desk.answer(give(AgreeOnDraft(JOINT), OF_BOTH))["agreed"]) == ["CTED"]


def test_no_other_report_takes_the_agreement_of_both() -> None:
    assert {name for name, kind in NAMED.items() if kind.of_both} == {"joint"}
