"""Practical steps of the joint report: owner, day and indicator (OP24)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import step_id
from services.unoct.access import OnlyForTheTwo, parties_of
from services.unoct.steps.commands import (
    AgreeOnStep,
    BeforeItWasAgreed,
    CompleteStep,
    Completion,
    SaidStep,
    StepDoneAlready,
)
from services.unoct.steps.model import STEPS
from services.unoct.steps.views import show_step
from shared.engine.notices.known_codes import NotAMemberState
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.engine.time.days import InTheFuture
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import COMMITTEE, UNOCT, command, desk, types

STEP = step_id("S-1")
UNODC = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)


def agree(principal: Principal = UNOCT, **said: Any) -> Any:
    step: dict[str, Any] = {
        "reference": "S-1", "title": "A synthetic step", "owner": "UNOCT", "due_on": date(2024, 6, 30),
        "indicator": "A list exists.", "synthetic": True,
    }  # fmt: skip
    return command(AgreeOnStep(SaidStep(**step | said)), principal)


def complete(principal: Principal = UNOCT, **said: Any) -> Any:
    return command(CompleteStep(STEP, Completion(**said)), principal)


def agree_on_step(**said: Any) -> Memory:
    unoct = desk()
    unoct.handle(agree(**said))
    return unoct


@pytest.mark.parametrize("principal", [COMMITTEE, UNOCT], ids=lambda one: one.name)
def test_a_step_is_agreed_on_with_owner_day_and_indicator(principal: Principal) -> None:
    unoct = desk()
    (told,) = unoct.handle(agree(principal))
    assert (*types([told]), told.subject, told.data["occurred_on"]) == ("step.agreed", STEP, "2024-03-20")
    assert (told.data["owner"], told.data["due_on"], told.data["indicator"]) == (
        "UNOCT", "2024-06-30", "A list exists.",
    )  # fmt: skip
    assert (unoct.get(STEPS, STEP).audience, unoct.get(STEPS, STEP).parties) == ("committee", ("body:unoct",))


def test_a_step_for_one_state_is_keyed_by_it_and_the_state_sees_it() -> None:
    unoct = desk()
    (told,) = unoct.handle(agree(state="KEN"))
    assert told.subject == "KEN"
    assert unoct.get(STEPS, STEP).parties == ("body:unoct", "state:KEN")
    with pytest.raises(NotAMemberState):
        unoct.handle(agree(reference="S-2", state="TWN"))


@pytest.mark.parametrize(
    ("owner", "parties"),
    [
        ("CTED", ("body:unoct",)),
        ("both", ("body:unoct",)),
        ("UNODC", ("body:unoct", "body:unodc")),
        ("UN Women", ("body:unoct", "body:un-women")),
    ],
)
def test_the_owner_of_a_step_sees_it(owner: str, parties: tuple[str, ...]) -> None:
    assert parties_of(owner) == parties


def test_only_the_two_agree_and_only_they_and_the_owner_say_that_it_is_done() -> None:
    with pytest.raises(OnlyForTheTwo):
        desk().handle(agree(UNODC, owner="UNODC"))
    with pytest.raises(OnlyForTheTwo):
        agree_on_step().handle(complete(UNODC))
    assert types(agree_on_step(owner="UNODC").handle(complete(UNODC))) == ["step.done"]
    of_kenya = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
    with pytest.raises(OnlyForTheTwo):
        agree_on_step(state="KEN").handle(complete(of_kenya))


def test_a_step_is_done_in_time_or_late() -> None:
    unoct = agree_on_step()
    unoct.today = date(2024, 8, 1)
    (told,) = unoct.handle(complete(done_on=date(2024, 7, 2), result="The list exists."))
    assert (*types([told]), told.data["occurred_on"]) == ("step.done", "2024-07-02")
    assert (told.data["result"], told.data["owner"], told.data["synthetic"]) == ("The list exists.", "UNOCT", True)


@pytest.mark.parametrize(
    ("today", "status"), [(date(2024, 6, 30), "agreed"), (date(2024, 7, 1), "overdue"), (date(2030, 1, 1), "overdue")]
)
def test_a_step_is_overdue_from_the_day_after(today: date, status: str) -> None:
    assert show_step(agree_on_step().get(STEPS, STEP), today)["status"] == status


def test_what_is_done_is_no_longer_overdue() -> None:
    unoct = agree_on_step()
    unoct.handle(complete())
    assert show_step(unoct.get(STEPS, STEP), date(2030, 1, 1))["status"] == "done"


def test_a_step_may_change_until_it_is_done_and_then_stands() -> None:
    unoct = agree_on_step()
    (told,) = unoct.handle(agree(due_on=date(2024, 9, 30)))
    assert (*types([told]), told.data["due_on"]) == ("step.agreed", "2024-09-30")
    unoct.handle(complete(result="Done."))
    with pytest.raises(StepDoneAlready) as refused:
        unoct.handle(agree(due_on=date(2024, 10, 31)))
    assert refused.value.fields == ("due_on",)
    with pytest.raises(StepDoneAlready) as refused:
        unoct.handle(complete(result="Otherwise."))
    assert refused.value.fields == ("result",)


def test_the_same_again_changes_nothing() -> None:
    unoct = agree_on_step()
    unoct.handle(complete(result="Done."))
    unoct.today = date(2024, 4, 1)
    assert unoct.handle(agree(), complete(), complete(result="Done.")) == []
    assert unoct.answer(agree())["outcome"] == "unchanged"


def test_days_are_in_order_and_nothing_is_done_on_a_day_to_come() -> None:
    with pytest.raises(BeforeItWasAgreed):
        desk().handle(agree(due_on=date(2024, 3, 19)))
    with pytest.raises(InTheFuture):
        desk().handle(agree(agreed_on=date(2024, 3, 21)))
    with pytest.raises(BeforeItWasAgreed):
        agree_on_step().handle(complete(done_on=date(2024, 3, 19)))
    with pytest.raises(InTheFuture):
        agree_on_step().handle(complete(done_on=date(2024, 3, 21)))


def test_what_nobody_agreed_on_is_not_found() -> None:
    with pytest.raises(NotFound):
        desk().handle(complete())
