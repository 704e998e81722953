"""Practical steps of the joint report: owner, day and indicator (OP24)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.ids import step_id
from services.unoct.access import OnlyForTheTwo, parties_of
from services.unoct.steps.agreeing import BeforeItWasAgreed, StepDoneAlready
from services.unoct.steps.commands import AgreeOnStep, CompleteStep, Completion, SaidStep, StepNotAgreed
from services.unoct.steps.model import STEPS, Step
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
    unoct.handle(agree(**said), agree(COMMITTEE, **said))
    return unoct


def step_of(unoct: Memory) -> Step:
    step: Step = unoct.get(STEPS, STEP)
    return step


# ---- both agree ------------------------------------------------------------------------------

EITHER_FIRST = pytest.mark.parametrize(
    ("first", "second"), [(UNOCT, COMMITTEE), (COMMITTEE, UNOCT)], ids=lambda one: one.name
)


@EITHER_FIRST
def test_what_one_side_proposes_is_agreed_on_once_the_other_has_said_the_same(
    first: Principal, second: Principal
) -> None:
    unoct = desk()
    assert unoct.handle(agree(first)) == [], "nothing is agreed on"
    assert show_step(step_of(unoct), unoct.today, first)["status"] == "proposed"
    assert unoct.handle(agree(first)) == [], "nor is it by saying it twice"
    unoct.today = date(2024, 3, 25)
    (told,) = unoct.handle(agree(second))
    assert (*types([told]), told.data["occurred_on"]) == ("step.agreed", "2024-03-25")
    assert (step_of(unoct).is_agreed, step_of(unoct).proposal) == (True, None)


def test_the_committees_staff_speaks_for_cted_alone_whatever_else_it_is() -> None:
    of_both = Principal("both", "committee", frozenset({"body:unoct"}), may_command=True)
    unoct = desk()
    assert unoct.handle(agree(COMMITTEE), agree(of_both)) == []
    assert step_of(unoct).proposal is not None
    assert unoct.answer(agree(of_both))["outcome"] == "unchanged"


def test_another_form_of_it_is_another_proposal() -> None:
    unoct = desk()
    assert unoct.handle(agree(UNOCT), agree(COMMITTEE, due_on=date(2024, 9, 30))) == []
    proposal = step_of(unoct).proposal
    assert proposal is not None
    assert (proposal.due_on, proposal.by) == (date(2024, 9, 30), ("CTED",))
    assert types(unoct.handle(agree(UNOCT, due_on=date(2024, 9, 30)))) == ["step.agreed"]


@EITHER_FIRST
def test_an_agreed_step_stands_until_both_have_said_its_change(first: Principal, second: Principal) -> None:
    unoct = agree_on_step()
    assert unoct.handle(agree(first, due_on=date(2024, 9, 30))) == []
    assert step_of(unoct).due_on == date(2024, 6, 30)
    (told,) = unoct.handle(agree(second, due_on=date(2024, 9, 30)))
    assert (*types([told]), told.data["due_on"]) == ("step.agreed", "2024-09-30")


@EITHER_FIRST
def test_a_step_is_done_once_both_have_said_so(first: Principal, second: Principal) -> None:
    unoct = agree_on_step()
    assert unoct.handle(complete(first, result="The list exists.")) == []
    assert show_step(step_of(unoct), date(2024, 7, 1), first)["status"] == "overdue", "it is not done"
    assert unoct.handle(complete(first)) == [], "nor is it by saying it twice"
    unoct.today = date(2024, 4, 2)
    (told,) = unoct.handle(complete(second))
    assert (*types([told]), told.data["occurred_on"]) == ("step.done", "2024-03-20"), "the day that the first one named"
    assert told.data["result"] == "The list exists."


def test_another_day_of_completion_is_another_proposal() -> None:
    unoct = agree_on_step()
    unoct.today = date(2024, 4, 2)
    assert unoct.handle(complete(UNOCT, done_on=date(2024, 4, 1)), complete(COMMITTEE, done_on=date(2024, 4, 2))) == []
    assert types(unoct.handle(complete(UNOCT, done_on=date(2024, 4, 2)))) == ["step.done"]


def test_an_owner_beside_the_two_reports_and_both_agree() -> None:
    unoct = agree_on_step(owner="UNODC")
    assert unoct.handle(complete(UNODC, result="The list exists."), complete(UNODC), complete(UNOCT)) == []
    assert types(unoct.handle(complete(COMMITTEE))) == ["step.done"]


def test_nothing_is_done_that_was_not_agreed_on() -> None:
    unoct = desk()
    unoct.handle(agree(UNOCT))
    with pytest.raises(StepNotAgreed) as refused:
        unoct.handle(complete(COMMITTEE))
    assert refused.value.paragraph == "OP24"


def test_a_proposal_is_between_the_two_and_the_owner() -> None:
    unoct = desk()
    unoct.handle(agree(UNOCT, owner="UNODC", state="KEN"))
    assert step_of(unoct).parties == ("body:unoct",)
    unoct.handle(agree(COMMITTEE, owner="UNODC", state="KEN"), complete(UNODC))
    of_kenya = Principal("kenya", "public", frozenset({"state:KEN"}))
    seen = {one.name: show_step(step_of(unoct), unoct.today, one)["proposal"] for one in (UNOCT, UNODC, of_kenya)}
    assert [name for name, proposal in seen.items() if proposal is None] == ["kenya"]


def test_what_either_side_calls_synthetic_is() -> None:
    unoct = desk()
    (told,) = unoct.handle(agree(UNOCT), agree(COMMITTEE, synthetic=False))
    assert told.data["synthetic"] is True


# ---- what a step holds -----------------------------------------------------------------------


def test_a_step_is_agreed_on_with_owner_day_and_indicator() -> None:
    unoct = desk()
    (told,) = unoct.handle(agree(UNOCT), agree(COMMITTEE))
    assert (*types([told]), told.subject, told.data["occurred_on"]) == ("step.agreed", STEP, "2024-03-20")
    assert (told.data["owner"], told.data["due_on"], told.data["indicator"]) == (
        "UNOCT", "2024-06-30", "A list exists.",
    )  # fmt: skip
    assert (unoct.get(STEPS, STEP).audience, unoct.get(STEPS, STEP).parties) == ("committee", ("body:unoct",))


def test_a_step_for_one_state_is_keyed_by_it_and_the_state_sees_it() -> None:
    unoct = desk()
    (told,) = unoct.handle(agree(state="KEN"), agree(COMMITTEE, state="KEN"))
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
    assert agree_on_step(owner="UNODC").answer(complete(UNODC))["outcome"] == "accepted"
    of_kenya = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
    with pytest.raises(OnlyForTheTwo):
        agree_on_step(state="KEN").handle(complete(of_kenya))


def test_a_step_is_done_in_time_or_late() -> None:
    unoct = agree_on_step()
    unoct.today = date(2024, 8, 1)
    (told,) = unoct.handle(complete(done_on=date(2024, 7, 2), result="The list exists."), complete(COMMITTEE))
    assert (*types([told]), told.data["occurred_on"]) == ("step.done", "2024-07-02")
    assert (told.data["result"], told.data["owner"], told.data["synthetic"]) == ("The list exists.", "UNOCT", True)


@pytest.mark.parametrize(
    ("today", "status"), [(date(2024, 6, 30), "agreed"), (date(2024, 7, 1), "overdue"), (date(2030, 1, 1), "overdue")]
)
def test_a_step_is_overdue_from_the_day_after(today: date, status: str) -> None:
    assert show_step(step_of(agree_on_step()), today, UNOCT)["status"] == status


def test_what_is_done_is_no_longer_overdue() -> None:
    unoct = agree_on_step()
    unoct.handle(complete(), complete(COMMITTEE))
    assert show_step(step_of(unoct), date(2030, 1, 1), UNOCT)["status"] == "done"


def test_a_step_may_change_until_it_is_done_and_then_stands() -> None:
    unoct = agree_on_step()
    (told,) = unoct.handle(agree(due_on=date(2024, 9, 30)), agree(COMMITTEE, due_on=date(2024, 9, 30)))
    assert (*types([told]), told.data["due_on"]) == ("step.agreed", "2024-09-30")
    unoct.handle(complete(result="Done."), complete(COMMITTEE))
    with pytest.raises(StepDoneAlready) as refused:
        unoct.handle(agree(due_on=date(2024, 10, 31)))
    assert refused.value.fields == ("due_on",)
    with pytest.raises(StepDoneAlready) as refused:
        unoct.handle(complete(result="Otherwise."))
    assert refused.value.fields == ("result",)


def test_the_same_again_changes_nothing() -> None:
    unoct = agree_on_step()
    unoct.handle(complete(result="Done."), complete(COMMITTEE))
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
