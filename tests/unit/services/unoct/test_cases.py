"""A released need with a request is a case; what becomes of it (OP4, OP15, OP39)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import case_id
from services.unoct.assistance.checks import AlreadyTakenUp, BeforeItOpened, CaseEnded
from services.unoct.assistance.choosing import NotTakenUp
from services.unoct.assistance.commands import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
)
from services.unoct.cases.model import CASES, Case
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.rules import Command, NotFound
from shared.engine.time.days import InTheFuture
from tests.unit.services.unoct.desk import CASE, command, desk, project, release_recommendation, types, withdraw_copy


def test_a_released_need_that_the_state_asks_help_with_becomes_a_case() -> None:
    unoct = desk()
    (told,) = unoct.handle(release_recommendation())
    assert (*types([told]), told.subject, told.topic) == ("case.opened", "KEN", "ctc.unoct")
    assert told.data["case_id"] == CASE
    assert told.data["occurred_on"] == "2024-03-01"
    assert told.data["themes"] == ["travel"]
    assert told.data["synthetic"] is True
    assert unoct.get(CASES, CASE).status == "open"


@pytest.mark.parametrize(
    ("needed", "requested"), [(True, False), (False, True), (False, False), (None, True), (True, None)]
)
def test_without_a_need_and_a_request_there_is_no_case(needed: bool | None, requested: bool | None) -> None:
    unoct = desk()
    assert unoct.handle(release_recommendation(assistance_needed=needed, assistance_requested=requested)) == []
    assert unoct.get(RECOMMENDATIONS, "r-1").assistance_needed is (needed is True)
    assert CASES not in unoct.rows


def test_the_case_opens_on_the_day_of_the_release_that_asks_for_it() -> None:
    unoct = desk()
    unoct.handle(release_recommendation(assistance_requested=False))
    (told,) = unoct.handle(release_recommendation(released_on=date(2024, 3, 9)))
    assert told.data["occurred_on"] == "2024-03-09"


def test_the_same_release_again_changes_nothing() -> None:
    unoct = desk()
    first, second = release_recommendation(), release_recommendation(assistance_requested=False)
    unoct.handle(first)
    unoct.handle(second)
    before = dict(unoct.rows[CASES]), dict(unoct.rows[RECOMMENDATIONS])
    assert unoct.handle(first, second) == []
    assert (unoct.rows[CASES], unoct.rows[RECOMMENDATIONS]) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"assistance_requested": False}, "The State no longer requests assistance."),
        ({"assistance_needed": False}, "Assistance is no longer needed."),
    ],
)
def test_a_case_is_cancelled_when_the_request_is_taken_back_or_the_need_is_gone(
    changes: dict[str, Any], reason: str
) -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    (told,) = unoct.handle(release_recommendation(**changes))
    assert (*types([told]), told.data["reason"]) == ("case.cancelled", reason)
    assert unoct.get(CASES, CASE).status == "cancelled"


@pytest.mark.parametrize(
    ("because", "reason"),
    [
        ("withdrawn", "The recommendation was withdrawn."),
        ("narrowed", "The recommendation is no longer released to the United Nations system."),
        ("superseded", "Another recommendation took its place."),
    ],
)
def test_a_cancelled_case_says_why(because: Any, reason: str) -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(project())
    (told,) = unoct.handle(withdraw_copy(because=because))
    assert (*types([told]), told.data["reason"]) == ("case.cancelled", reason)
    assert unoct.get(CASES, CASE).reason == reason


def test_the_case_of_a_successor_is_its_own() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    told = unoct.handle(withdraw_copy(because="superseded"), release_recommendation("r-2"))
    assert types(told) == ["case.cancelled", "case.opened"]
    assert told[1].data["case_id"] == case_id("r-2")


def test_the_case_has_the_pillar_of_the_global_strategy_and_so_has_its_event() -> None:
    unoct = desk()
    (told,) = unoct.handle(release_recommendation(pillar=3))
    assert (told.data["pillar"], unoct.get(CASES, CASE).pillar) == (3, 3)
    unoct.handle(release_recommendation(pillar=4))
    assert unoct.get(CASES, CASE).pillar == 4


@pytest.mark.parametrize("because", ["withdrawn", "narrowed", "superseded"])
def test_what_the_un_no_longer_has_is_deleted_and_its_case_cancelled(because: Any) -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    (told,) = unoct.handle(withdraw_copy(because=because))
    assert types([told]) == ["case.cancelled"]
    row, case = unoct.get(RECOMMENDATIONS, "r-1"), unoct.get(CASES, CASE)
    assert (row.text, row.themes, row.priority, row.provision) == (None, None, None, None)
    assert (row.assistance_needed, row.withdrawn_on) == (False, date(2024, 3, 20))
    assert (case.themes, case.priority, case.pillar) == (None, None, None)
    assert (row.audience, case.audience) == ("committee", "committee")


@pytest.mark.parametrize("because", ["withdrawn", "narrowed"])
def test_of_a_report_that_is_gone_each_recommendation_is_withdrawn_by_an_event_of_its_own(because: str) -> None:
    """All in one transaction stopped the service for minutes."""
    unoct = desk()
    unoct.handle(release_recommendation(), release_recommendation("r-2"))
    assert unoct.handle(withdraw_copy("a-1", of="assessment", because=because)) == []
    assert not [row for row in unoct.loaded_rows if isinstance(row, Case | Recommendation)]
    told = unoct.handle(*(withdraw_copy(one, because=because) for one in ("r-1", "r-2")))
    assert types(told) == ["case.cancelled"] * 2


def test_recommendation_and_assessment_withdrawn_together_cancel_once() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    told = unoct.handle(withdraw_copy(), withdraw_copy("a-1", of="assessment", released_on=date(2024, 3, 21)))
    assert types(told) == ["case.cancelled"]
    assert unoct.get(RECOMMENDATIONS, "r-1").withdrawn_on == date(2024, 3, 20)


def test_a_withdrawal_of_what_was_never_here_says_nothing() -> None:
    unoct = desk()
    assert (
        unoct.handle(withdraw_copy(), withdraw_copy("a-9", of="assessment"), withdraw_copy("p-1", of="product")) == []
    )


def test_what_is_released_again_opens_the_case_again() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(withdraw_copy())
    unoct.today = date(2024, 4, 1)
    (told,) = unoct.handle(release_recommendation())
    assert (*types([told]), told.data["occurred_on"]) == ("case.opened", "2024-04-01")
    case = unoct.get(CASES, CASE)
    assert (case.status, case.audience, case.cancelled_on) == ("open", "un", None)


def test_a_changed_text_or_priority_is_kept_and_says_nothing() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    assert unoct.handle(release_recommendation(priority="low", state="UGA")) == []
    case = unoct.get(CASES, CASE)
    assert (case.priority, case.state, case.parties) == ("low", "UGA", ("state:UGA",))


# ---- steps ------------------------------------------------------------------------------------


def offer(**said: Any) -> Command[Any]:
    return command(OfferAssistance(CASE, Offer(body="UNODC", **said)))


def decline(**said: Any) -> Command[Any]:
    return command(DeclineAssistance(CASE, Decline(reason="No capacity this year.", **said)))


def deliver(**said: Any) -> Command[Any]:
    return command(Deliver(CASE, Delivery(**said)))


def test_assistance_is_offered() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    (told,) = unoct.handle(offer(note="A workshop."))
    assert (*types([told]), told.data["body"], told.data["note"]) == ("case.offered", "UNODC", "A workshop.")
    assert unoct.get(CASES, CASE).status == "offered"
    assert unoct.answer(offer()) == {"id": CASE, "status": "offered"}


def test_assistance_is_declined_with_a_reason_and_another_body_may_still_offer_it() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    (told,) = unoct.handle(decline(body="UNODC"))
    assert (*types([told]), told.data["reason"]) == ("case.declined", "No capacity this year.")
    assert types(unoct.handle(offer())) == ["case.offered"]


def test_only_what_was_taken_up_is_delivered() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    with pytest.raises(NotTakenUp):
        unoct.handle(deliver())


@pytest.mark.parametrize("step", [offer, decline, deliver])
def test_nothing_more_is_done_about_a_cancelled_case(step: Any) -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(withdraw_copy())
    with pytest.raises(CaseEnded):
        unoct.handle(step())


@pytest.mark.parametrize("step", [offer, decline])
def test_what_a_project_has_taken_up_is_neither_offered_nor_declined(step: Any) -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(project())
    with pytest.raises(AlreadyTakenUp):
        unoct.handle(step())


def test_what_was_taken_up_is_delivered_by_the_body_that_leads_the_project() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(project())
    (told,) = unoct.handle(deliver())
    assert (*types([told]), told.data["body"]) == ("case.delivered", "UNODC")
    assert unoct.get(CASES, CASE).status == "delivered"


def test_what_was_delivered_stays_delivered_when_the_request_is_taken_back() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    unoct.handle(project())
    unoct.handle(deliver())
    assert unoct.handle(release_recommendation(assistance_requested=False)) == []
    assert unoct.get(CASES, CASE).status == "delivered"


def test_a_step_of_a_case_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(offer())


def test_a_step_lies_between_the_opening_and_today() -> None:
    unoct = desk()
    unoct.handle(release_recommendation())
    with pytest.raises(InTheFuture):
        unoct.handle(offer(offered_on=date(2024, 3, 21)))
    with pytest.raises(BeforeItOpened):
        unoct.handle(decline(declined_on=date(2024, 2, 29)))
    assert unoct.handle(offer(offered_on=date(2024, 3, 1)))[0].data["occurred_on"] == "2024-03-01"
