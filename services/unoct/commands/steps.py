"""Practical steps of the joint report: agreed on, and done (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from contracts.ids import step_id
from contracts.unoct import StepAgreed, StepDone
from contracts.vocabulary import Day, Line, Reference, StateId, Text
from services.unoct.commands.principals import OF_THE_TWO, check_of_the_two, parties_of
from services.unoct.model import Step
from services.unoct.tables import STEPS
from shared.engine.answering import answered
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, NotFound, Put, Refusal, Rule
from shared.engine.time.days import not_ahead, not_too_early, not_too_far


class StepDoneAlready(Refusal):
    """The step is done, and was otherwise than this: what was done stands; give another step its own reference."""

    paragraph = "OP24"


class BeforeItWasAgreed(Refusal):
    """A step is due, and done, on the day on which it was agreed or later: correct one of the dates."""

    paragraph = "OP24"
    status = 422


# ---- bodies and commands ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaidStep:
    """The body of `POST /steps`. Sent again with the same reference it is the step as it now is, until it is done."""

    reference: Reference
    """What the joint report calls it."""
    title: Line
    owner: Line
    """`CTED`, `UNOCT`, `both`, or another body."""
    due_on: Day
    indicator: Line
    """By what it is seen that the step was taken."""
    state: StateId | None = None
    """Where it is for one State."""
    agreed_on: Day | None = None
    """Absent: today."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """The body of `POST /steps/{id}/completion`."""

    done_on: Day | None = None
    """Absent: today."""
    result: Text | None = None


@dataclass(frozen=True, slots=True)
class AgreeOnStep:
    """CTED and UNOCT agree on a step."""

    said: SaidStep


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """The step is done."""

    step_id: str
    said: Completion


# ---- rules -----------------------------------------------------------------------------------


def needs_of_agreement(command: Command[AgreeOnStep]) -> Iterator[Need]:
    """What is known under its reference."""
    yield Need(STEPS, step_id(command.data.said.reference))


def agree_on_step(command: Command[AgreeOnStep], known: Known, context: Context) -> Iterator[Change]:
    """CTED and UNOCT agree on a step, with owner, day and indicator; or on how it now is."""
    said = command.data.said
    check_of_the_two(command.principal)
    before = known.get(STEPS, step_id(said.reference))
    after = _agreed(said, before, context)
    _check_days(after, context.today)
    event = StepAgreed(**_of(after), occurred_on=after.agreed_on)
    yield from answered(after.id, _told(before, after, AGREED, event))


AGREED: Final = ("title", "owner", "due_on", "indicator", "state", "agreed_on")
DONE: Final = ("done_on", "result")
"""What is said of a step when it is agreed on, and when it is done: if none of it differs, nothing changed."""


def _told(before: Step | None, after: Step, names: tuple[str, ...], event: StepAgreed) -> Iterator[Change]:
    """The step as it now is, and the event that says so. Raises StepDoneAlready."""
    differ = tuple(name for name in names if before is None or getattr(before, name) != getattr(after, name))
    if differ and before is not None and before.done:
        raise StepDoneAlready(fields=differ)
    if differ:
        yield Put(STEPS, after)
        yield Emit(event, after.state or after.id)


def _agreed(said: SaidStep, before: Step | None, context: Context) -> Step:
    state = state_id(context.reference, said.state) if said.state else None
    agreed_on = said.agreed_on or (before.agreed_on if before else context.today)
    return Step(
        id=step_id(said.reference),
        reference=said.reference,
        title=said.title,
        owner=said.owner,
        agreed_on=agreed_on,
        due_on=said.due_on,
        indicator=said.indicator,
        state=state,
        done=False,
        done_on=None,
        result=None,
        synthetic=said.synthetic,
        audience=OF_THE_TWO,
        parties=(*parties_of(said.owner), *((f"state:{state}",) if state else ())),
    )


def needs_of_completion(command: Command[CompleteStep]) -> Iterator[Need]:
    """The step."""
    yield Need(STEPS, command.data.step_id)


def complete_step(command: Command[CompleteStep], known: Known, context: Context) -> Iterator[Change]:
    """It is done, in time or late: its owner says so, or one of the two."""
    said = command.data.said
    before = known.get(STEPS, command.data.step_id)
    if before is None:
        raise NotFound
    check_of_the_two(command.principal, before.owner)
    done_on = said.done_on or before.done_on or context.today
    after = replace(before, done=True, done_on=done_on, result=said.result or before.result)
    _check_days(after, context.today)
    event = StepDone(**_of(after), result=after.result, occurred_on=done_on)
    yield from answered(after.id, _told(before, after, DONE, event))


def _check_days(one: Step, today: date) -> None:
    not_too_early(agreed_on=one.agreed_on, due_on=one.due_on, done_on=one.done_on)
    not_too_far(today, due_on=one.due_on)
    not_ahead(today, agreed_on=one.agreed_on, done_on=one.done_on)
    for name, day in (("due_on", one.due_on), ("done_on", one.done_on)):
        if day is not None and day < one.agreed_on:
            raise BeforeItWasAgreed(fields=("agreed_on", name))


def _of(one: Step) -> dict[str, Any]:
    """What both events say."""
    return {
        "synthetic": one.synthetic, "step_id": one.id, "title": one.title, "owner": one.owner, "due_on": one.due_on,
        "indicator": one.indicator, "state": one.state,
    }  # fmt: skip


COMMANDS: Final[dict[type, Rule[Any]]] = {
    AgreeOnStep: Rule(needs_of_agreement, agree_on_step),
    CompleteStep: Rule(needs_of_completion, complete_step),
}
