"""Nobody speaks in another's name in a draft: makers, members, UNOCT, and the two of the joint report (OP24, OP25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.vocabulary import ReportName
from services.council.drafts.commands import (
    AddedWords,
    AddWords,
    OnlyForItsMakers,
    OnlyTheCommitteeDecides,
    OnlyUnoctBriefs,
)
from services.council.drafts.deciding import (
    AdoptDraft,
    Adoption,
    Agreement,
    AgreeOnDraft,
    Consideration,
    MembersObjection,
    NotAgreedByBoth,
    OnlyForItsAuthors,
    OpenConsideration,
    RecordObjection,
)
from services.council.drafts.model import DraftChanged
from services.council.drafts.transmitting import TransmitDraft
from services.council.editions.model import Asked
from services.council.reports.kinds import NAMED
from services.council.service import SERVICE
from shared.engine.principals import Principal
from tests.support.memory import Memory
from tests.unit.services.council.desk import COMMITTEE
from tests.unit.services.council.life import AT_MEETING, TO, draft_of, give, last_draft

pytestmark = pytest.mark.thorough

MONDAY = date(2024, 1, 15)
ANNUAL = Asked(2023)
JOINT = Asked(2023, report="joint")
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


def decisions_on(asked: Asked) -> list[Any]:
    """What members and a meeting of the Committee say and decide, in this order."""
    said = [RecordObjection(asked, replace(OBJECTION, kind=kind)) for kind in ("objection", "lifted")]
    return [OpenConsideration(asked, Consideration()), *said, AdoptDraft(asked, AT_MEETING)]


def adopt(desk: Memory, asked: Asked = ANNUAL, **given: Any) -> Any:
    return desk.handle(give(AdoptDraft(asked, Adoption(**given))))


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


@pytest.mark.parametrize("decided", [OpenConsideration(JOINT, Consideration()), AdoptDraft(JOINT, AT_MEETING)])
def test_what_the_committee_considers_or_adopted_nobody_else_sets_aside(decided: Any) -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint"), UNOCT))
    desk.handle(give(draft_of("joint"), UNOCT))
    desk.handle(give(AgreeOnDraft(JOINT), UNOCT), give(AgreeOnDraft(JOINT)), give(decided))
    with pytest.raises(OnlyTheCommitteeDecides):
        desk.handle(give(draft_of("joint"), UNOCT))
    desk.handle(give(draft_of("joint")))


def test_the_words_of_unocts_briefing_are_its_own() -> None:
    desk, asked = Memory(SERVICE, MONDAY), Asked(2023, report="briefing")
    desk.handle(give(draft_of("briefing")))
    words = AddWords(asked, AddedWords("introduction", "UNOCT has done nothing."))
    with pytest.raises(OnlyUnoctBriefs) as refused:
        desk.handle(give(words))
    assert refused.value.paragraph == "OP25"
    desk.handle(give(words, OF_BOTH))
    assert len(last_draft(desk).words) == 1


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


@pytest.mark.parametrize("changed", [AddWords(JOINT, AddedWords("introduction", "Of one.")), draft_of("joint")])
def test_nobody_decides_on_a_draft_that_was_changed_since_it_was_read(changed: Any) -> None:
    desk = Memory(SERVICE, MONDAY)
    as_read = desk.answer(give(draft_of("joint")))["version"]
    decided = [
        AgreeOnDraft(JOINT, Agreement(as_read)),
        OpenConsideration(JOINT, Consideration(version=as_read)),
        AdoptDraft(JOINT, replace(AT_MEETING, version=as_read)),
    ]
    desk.handle(give(changed, UNOCT))
    for one in decided:
        with pytest.raises(DraftChanged, match=f"Its version is {last_draft(desk).version} now") as refused:
            desk.handle(give(one))
        assert refused.value.fields == ("version",)
    assert last_draft(desk).version != as_read


def test_a_draft_that_is_as_it_was_read_is_agreed_to_and_adopted() -> None:
    desk = Memory(SERVICE, MONDAY)
    desk.handle(give(draft_of("joint")))
    version = desk.answer(give(AddWords(JOINT, AddedWords("introduction", "Of both.")), UNOCT))["version"]
    agreed = AgreeOnDraft(JOINT, Agreement(version))
    desk.handle(give(agreed, UNOCT), give(agreed), give(OpenConsideration(JOINT, Consideration(version=version))))
    assert desk.answer(give(AdoptDraft(JOINT, replace(AT_MEETING, version=version))))["version"] == version


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
