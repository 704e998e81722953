"""Several bodies or projects serve one need: each ends its own part, and the case ends with the last (OP15, OP24)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.unoct.assistance.checks import AlreadyTakenUp, CaseEnded, ProjectOfAnotherBody
from services.unoct.assistance.choosing import NotAPart, NotTakenUp, NotYourPart, SeveralParts
from services.unoct.assistance.commands import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.cases.model import CASES, Case
from services.unoct.duplications.commands import Resolved, ResolveDuplication
from shared.engine.notices.sources import NotYourBody
from shared.engine.principals import Principal
from shared.engine.rules import Command
from tests.support.memory import Memory, Told
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    ICAO,
    OTHER,
    PROJECT,
    RECOMMENDATION,
    command,
    project,
    types,
    with_case,
)
from tests.unit.services.unoct.test_duplications import duplication, with_two

OF_UNODC = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)
OF_ICAO = Principal("icao", "un", frozenset({"body:icao"}), may_command=True)


def deliver(principal: Principal, case: str = CASE, **said: Any) -> Command[Any]:
    return command(Deliver(case, Delivery(**said)), principal)


def offer(principal: Principal, body: str, **said: Any) -> Command[Any]:
    return command(OfferAssistance(CASE, Offer(body, **said)), principal)


def decline(principal: Principal, **said: Any) -> Command[Any]:
    return command(DeclineAssistance(CASE, Decline("No capacity.", **said)), principal)


def merge(unoct: Memory, kept: str) -> list[Told]:
    return unoct.handle(
        command(ResolveDuplication(duplication(unoct).id, RECOMMENDATION, Resolved("merged", kept)), COMMITTEE)
    )


def case_of(unoct: Memory) -> Case:
    return unoct.get(CASES, CASE)


def statuses(unoct: Memory) -> list[tuple[str | None, str]]:
    return [(part.body, part.status) for part in case_of(unoct).parts]


def half_delivered() -> Memory:
    """UNODC has delivered, ICAO has not."""
    unoct = with_two()
    unoct.handle(deliver(OF_UNODC, note="Trained."))
    unoct.today = date(2024, 4, 10)
    return unoct


# ---- parts open -------------------------------------------------------------------------------


def test_each_project_that_serves_a_need_has_a_part() -> None:
    assert statuses(with_two()) == [("UNODC", "taken_up"), ("ICAO", "taken_up")]


def test_help_in_one_part_is_told_as_before() -> None:
    unoct = with_case()
    unoct.handle(project(), deliver(OF_UNODC))
    assert "case.parts_changed" not in types(unoct.journal)
    assert statuses(unoct) == [("UNODC", "delivered")]


def test_parts_are_told_whole_when_there_are_several() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(project(ICAO, lead_body="ICAO"))
    (parts,) = [one for one in told if one.type == "case.parts_changed.v1"]
    assert (parts.data["status"], parts.subject) == ("taken_up", "KEN")
    day = "2024-03-20"
    assert parts.data["parts"] == [
        {"body": "UNODC", "project_id": PROJECT, "status": "taken_up", "taken_up_on": day},
        {"body": "ICAO", "project_id": OTHER, "status": "taken_up", "taken_up_on": day},
    ]


def test_a_body_offers_while_another_one_helps_and_the_case_stays_taken_up() -> None:
    unoct = with_case()
    unoct.handle(project())
    told = unoct.handle(offer(OF_ICAO, "ICAO", note="A course."))
    assert types(told) == ["case.parts_changed"]
    assert (case_of(unoct).status, case_of(unoct).body) == ("taken_up", "UNODC")
    assert statuses(unoct) == [("UNODC", "taken_up"), ("ICAO", "offered")]


def test_an_offer_becomes_the_part_of_the_bodys_project() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_UNODC, "unodc"))
    unoct.handle(project())
    (part,) = case_of(unoct).parts
    assert (part.body, part.project_id, part.status) == ("UNODC", PROJECT, "taken_up")
    assert (part.offered_on, part.taken_up_on) == (date(2024, 3, 20), date(2024, 3, 20))


def test_a_body_offers_and_takes_up_in_its_own_name_only() -> None:
    unoct = with_case()
    with pytest.raises(NotYourBody):
        unoct.handle(offer(OF_ICAO, "UNODC"))
    unoct.handle(project(recommendations=(), status="planned"))
    with pytest.raises(NotYourBody):
        unoct.handle(command(TakeUp(CASE, Uptake(PROJECT)), OF_ICAO))
    assert types(unoct.handle(command(TakeUp(CASE, Uptake(PROJECT)), OF_UNODC))) == ["case.taken_up"]


# ---- each body ends its own part --------------------------------------------------------------


def test_a_body_that_delivers_ends_its_own_part_only() -> None:
    unoct = with_two()
    told = unoct.handle(deliver(OF_UNODC, note="Trained."))
    assert types(told) == ["case.taken_up", "case.parts_changed"]
    assert (told[0].data["project_id"], told[0].data["body"]) == (OTHER, "ICAO"), "who still helps is told"
    assert told[1].data["parts"][0]["delivered_on"] == "2024-03-20"
    assert statuses(unoct) == [("UNODC", "delivered"), ("ICAO", "taken_up")]
    case = case_of(unoct)
    assert (case.status, case.delivered_on, case.taken_up_on) == ("taken_up", None, date(2024, 3, 20))
    assert unoct.answer(deliver(OF_UNODC, note="Trained.")) == {"id": CASE, "status": "taken_up"}


def test_the_case_is_delivered_when_all_parts_are() -> None:
    unoct = half_delivered()
    told = unoct.handle(deliver(OF_ICAO, note="Audited."))
    assert types(told) == ["case.delivered", "case.parts_changed"]
    assert (told[0].data["body"], told[0].data["occurred_on"]) == ("ICAO", "2024-04-10")
    assert (case_of(unoct).status, case_of(unoct).delivered_on) == ("delivered", date(2024, 4, 10))


def test_the_case_is_delivered_on_the_day_of_the_last_part_whichever_is_told_first() -> None:
    unoct = with_two()
    unoct.today = date(2024, 4, 10)
    unoct.handle(deliver(OF_ICAO))
    told = unoct.handle(deliver(OF_UNODC, delivered_on=date(2024, 3, 25)))
    assert (told[0].type, told[0].data["occurred_on"]) == ("case.delivered.v1", "2024-04-10")


@pytest.mark.parametrize("of", [{}, {"body": "ICAO"}, {"project_id": OTHER}])
def test_the_same_delivery_of_a_part_again_is_told_once(of: dict[str, Any]) -> None:
    unoct = half_delivered()
    assert unoct.handle(deliver(OF_ICAO, note="Audited.", **of))
    unoct.today = date(2024, 5, 1)
    assert unoct.handle(deliver(OF_ICAO, note="Audited.", **of)) == []
    with pytest.raises(CaseEnded):
        unoct.handle(deliver(OF_ICAO, note="Audited twice.", **of))


@pytest.mark.parametrize("of", [{"body": "UNODC"}, {"project_id": PROJECT}])
def test_nobody_ends_anothers_part(of: dict[str, Any]) -> None:
    unoct = with_two()
    with pytest.raises(NotYourPart):
        unoct.handle(deliver(OF_ICAO, **of))
    assert (NotYourPart.paragraph, NotYourPart.status) == ("OP15", 403)


def test_nobody_ends_the_only_part_if_it_is_anothers() -> None:
    unoct = with_case()
    unoct.handle(project())
    with pytest.raises(NotYourPart):
        unoct.handle(deliver(OF_ICAO))


@pytest.mark.parametrize("of", [{"body": "OHCHR"}, {"project_id": "p-9"}, {"body": "ICAO", "project_id": PROJECT}])
def test_a_part_of_a_need_that_is_none_is_refused(of: dict[str, Any]) -> None:
    unoct = with_two()
    with pytest.raises(NotAPart) as refused:
        unoct.handle(deliver(COMMITTEE, **of))
    assert (refused.value.paragraph, refused.value.status) == ("OP15", 422)


def test_an_officer_says_whose_part_was_delivered() -> None:
    unoct = half_delivered()
    with pytest.raises(SeveralParts):
        unoct.handle(deliver(COMMITTEE))
    assert types(unoct.handle(deliver(COMMITTEE, body="icao"))) == ["case.delivered", "case.parts_changed"]


def test_a_body_with_two_projects_says_which_one_delivered() -> None:
    unoct = with_case()
    unoct.handle(project(), project(reference="P-2"))
    with pytest.raises(SeveralParts):
        unoct.handle(deliver(OF_UNODC))
    unoct.handle(deliver(OF_UNODC, project_id=PROJECT))
    assert statuses(unoct) == [("UNODC", "delivered"), ("UNODC", "taken_up")]


def test_what_a_body_only_offered_it_does_not_deliver() -> None:
    unoct = with_case()
    unoct.handle(project(), offer(OF_ICAO, "ICAO"))
    with pytest.raises(NotTakenUp):
        unoct.handle(deliver(OF_ICAO))


@pytest.mark.parametrize("principal", [OF_UNODC, COMMITTEE], ids=lambda one: one.name)
def test_a_body_offers_nothing_in_a_project_of_another_body(principal: Principal) -> None:
    """The project's lead body would have a second part in it, which it could never end."""
    unoct = with_two()
    with pytest.raises(ProjectOfAnotherBody) as refused:
        unoct.handle(offer(principal, "UNODC", project_id=OTHER))
    assert refused.value.fields == ("body", "project_id")
    unoct.handle(project(ICAO, lead_body="ICAO", title="Another title"))
    assert statuses(unoct) == [("UNODC", "taken_up"), ("ICAO", "taken_up")]


# ---- what keeps no case from being delivered --------------------------------------------------


def test_an_offer_that_nobody_took_up_keeps_no_case_from_being_delivered() -> None:
    unoct = with_case()
    unoct.handle(project(), offer(OF_ICAO, "ICAO"))
    assert types(unoct.handle(deliver(OF_UNODC))) == ["case.delivered", "case.parts_changed"]


def test_a_project_that_is_cancelled_keeps_no_case_from_being_delivered() -> None:
    unoct = half_delivered()
    told = unoct.handle(project(ICAO, lead_body="ICAO", status="cancelled"))
    assert types(told) == [
        "project.registered", "case.delivered", "case.parts_changed", "duplication.resolved", "notice.accepted",
    ]  # fmt: skip
    assert (told[1].data["body"], told[1].data["occurred_on"]) == ("UNODC", "2024-04-10"), "nothing more is awaited"
    assert statuses(unoct) == [("UNODC", "delivered"), ("ICAO", "cancelled")]


def test_what_a_body_declines_ends_its_own_offer_only() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_UNODC, "UNODC"), offer(OF_ICAO, "ICAO"))
    assert types(unoct.handle(decline(OF_ICAO))) == ["case.parts_changed"]
    assert (case_of(unoct).status, case_of(unoct).body) == ("offered", "UNODC")
    assert types(unoct.handle(decline(OF_UNODC))) == ["case.declined", "case.parts_changed"]
    assert unoct.handle(decline(OF_ICAO), decline(OF_UNODC)) == []


def test_nobody_declines_anothers_offer_nor_what_others_help_with() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_UNODC, "UNODC"))
    with pytest.raises(NotYourBody):
        unoct.handle(decline(OF_ICAO, body="UNODC"))
    unoct.handle(project())
    for refused in (decline(OF_ICAO), decline(OF_UNODC)):
        with pytest.raises(AlreadyTakenUp):
            unoct.handle(refused)
    with pytest.raises(NotAPart):
        unoct.handle(decline(OF_ICAO, project_id="p-9"))


@pytest.mark.parametrize("parties", [(), ("state:FJI",), ("body:unodc", "body:icao")], ids=["none", "state", "two"])
def test_in_nobodys_name_the_committees_staff_alone_declines(parties: tuple[str, ...]) -> None:
    unoct = with_case()
    other = Principal("other", "un", frozenset(parties), may_command=True)
    with pytest.raises(NotYourBody):
        unoct.handle(decline(other))
    unoct.handle(decline(COMMITTEE))
    assert statuses(unoct) == [(None, "declined")]
    with pytest.raises(NotYourBody):
        unoct.handle(command(DeclineAssistance(CASE, Decline("Other words.")), other))


def test_an_officer_who_names_nobody_declines_the_only_offer_once() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_UNODC, "UNODC"))
    assert types(unoct.handle(decline(COMMITTEE))) == ["case.declined"]
    assert unoct.handle(decline(COMMITTEE)) == []
    assert statuses(unoct) == [("UNODC", "declined")]


def test_offers_stand_when_the_only_project_is_cancelled() -> None:
    unoct = with_case()
    unoct.handle(project(), offer(OF_ICAO, "ICAO", offered_on=date(2024, 3, 15)))
    told = unoct.handle(project(status="cancelled"))
    assert types(told)[1:4] == ["case.opened", "case.offered", "case.parts_changed"]
    assert told[2].data["occurred_on"] == "2024-03-15"
    assert (case_of(unoct).status, case_of(unoct).body, case_of(unoct).project_id) == ("offered", "ICAO", None)
