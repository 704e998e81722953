"""Commands on steps: CTED and UNOCT agree on one, and it is done (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from contracts.ids import step_id
from contracts.unoct import StepAgreed
from contracts.vocabulary import Day, Line, Reference, StateId, Text
from services.unoct.access import OF_THE_TWO, check_of_the_two, parties_of
from services.unoct.steps.events import build_agreed_event, build_done_event
from services.unoct.steps.model import STEPS, Step
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, Put, Refusal
from shared.engine.time.days import not_ahead, not_too_early, not_too_far

FIELDS_OF_AGREEMENT: Final = ("title", "owner", "due_on", "indicator", "state", "agreed_on")
FIELDS_OF_COMPLETION: Final = ("done_on", "result")
"""What the two commands can change. If none of these fields differs, nothing changed."""


class StepDoneAlready(Refusal):
    """The step is done, and was otherwise than this: what was done stands; give another step its own reference."""

    paragraph = "OP24"


class BeforeItWasAgreed(Refusal):
    """A step is due, and done, on the day on which it was agreed or later: correct one of the dates."""

    paragraph = "OP24"
    status = 422


# ---- a step is agreed on ---------------------------------------------------------------------


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
class AgreeOnStep:
    """CTED and UNOCT agree on a step."""

    given: SaidStep


def needs_of_agreement(command: Command[AgreeOnStep]) -> Iterator[Need]:
    """What is known under its reference."""
    yield Need(STEPS, step_id(command.data.given.reference))


def agree_on_step(command: Command[AgreeOnStep], known: Known, context: Context) -> Iterator[Change]:
    """Saves a new step with its owner, day and indicator, or the present form of a known one."""
    given = command.data.given
    check_of_the_two(command.principal)
    before = known.get(STEPS, step_id(given.reference))
    after = _build_step(given, before, context)
    _check_days(after, context.today)
    yield from add_answer(after.id, _change_step(before, after, FIELDS_OF_AGREEMENT, build_agreed_event(after)))


def _build_step(given: SaidStep, before: Step | None, context: Context) -> Step:
    state = state_id(context.reference, given.state) if given.state else None
    agreed_on = given.agreed_on or (before.agreed_on if before else context.today)
    return Step(
        id=step_id(given.reference),
        reference=given.reference,
        title=given.title,
        owner=given.owner,
        agreed_on=agreed_on,
        due_on=given.due_on,
        indicator=given.indicator,
        state=state,
        done=False,
        done_on=None,
        result=None,
        synthetic=given.synthetic,
        audience=OF_THE_TWO,
        parties=(*parties_of(given.owner), *((f"state:{state}",) if state else ())),
    )


# ---- a step is done --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Completion:
    """The body of `POST /steps/{id}/completion`."""

    done_on: Day | None = None
    """Absent: today."""
    result: Text | None = None


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """The step is done."""

    step_id: str
    given: Completion


def needs_of_completion(command: Command[CompleteStep]) -> Iterator[Need]:
    """The step."""
    yield Need(STEPS, command.data.step_id)


def complete_step(command: Command[CompleteStep], known: Known, context: Context) -> Iterator[Change]:
    """Its owner says so, or one of the two. A step may be done after its due date."""
    given = command.data.given
    before = find_row(STEPS, command.data.step_id, known)
    check_of_the_two(command.principal, before.owner)
    done_on = given.done_on or before.done_on or context.today
    after = replace(before, done=True, done_on=done_on, result=given.result or before.result)
    _check_days(after, context.today)
    yield from add_answer(after.id, _change_step(before, after, FIELDS_OF_COMPLETION, build_done_event(after)))


# ---- in common -------------------------------------------------------------------------------


def _change_step(before: Step | None, after: Step, names: tuple[str, ...], event: StepAgreed) -> Iterator[Change]:
    """Saves the changed step, with its event, if one of these fields differs. Raises StepDoneAlready."""
    differing = tuple(name for name in names if before is None or getattr(before, name) != getattr(after, name))
    if differing and before is not None and before.done:
        raise StepDoneAlready(fields=differing)
    if differing:
        yield Put(STEPS, after)
        yield Emit(event, after.state or after.id)


def _check_days(step: Step, today: date) -> None:
    not_too_early(agreed_on=step.agreed_on, due_on=step.due_on, done_on=step.done_on)
    not_too_far(today, due_on=step.due_on)
    not_ahead(today, agreed_on=step.agreed_on, done_on=step.done_on)
    for name, day in (("due_on", step.due_on), ("done_on", step.done_on)):
        if day is not None and day < step.agreed_on:
            raise BeforeItWasAgreed(fields=("agreed_on", name))
