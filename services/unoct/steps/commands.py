"""Commands on steps: CTED and UNOCT agree on one, and that it is done (OP24). Pure.

Both sides give the same command. The first one proposes, and the other one agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contracts.ids import step_id
from contracts.vocabulary import Day, Line, Reference, StateId, Text
from services.unoct.access import OF_THE_TWO, UNOCT, OnlyForTheTwo, check_of_the_two
from services.unoct.steps.agreeing import propose
from services.unoct.steps.model import STEPS, Proposal, Step
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal


class StepNotAgreed(Refusal):
    """CTED and UNOCT have not both agreed on this step yet: it is done only after that."""

    paragraph = "OP24"


# ---- a step is agreed on ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaidStep:
    """The body of `POST /steps`. Sent again with the same reference it says how the step should now be."""

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
    """Absent: today. The step is agreed on the later of the two days that the two sides name."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class AgreeOnStep:
    """CTED or UNOCT proposes a step, or a change of it; it is agreed on once the other one has sent the same."""

    given: SaidStep


def needs_of_agreement(command: Command[AgreeOnStep]) -> Iterator[Need]:
    """What is known under its reference."""
    yield Need(STEPS, step_id(command.data.given.reference))


def agree_on_step(command: Command[AgreeOnStep], known: Known, context: Context) -> Iterator[Change]:
    """Each principal speaks for its own side alone."""
    given, side = command.data.given, command.principal.side
    if side is None:
        raise OnlyForTheTwo
    state = state_id(context.reference, given.state) if given.state else None
    before = known.get(STEPS, step_id(given.reference)) or _start_step(given, state)
    step = replace(before, synthetic=before.synthetic or given.synthetic)
    wanted = Proposal(
        title=given.title,
        owner=given.owner,
        due_on=given.due_on,
        indicator=given.indicator,
        state=state,
        agreed_on=given.agreed_on or step.agreed_on or context.today,
        done_on=step.done_on,
        result=step.result,
        by=(side,),
    )
    yield from add_answer(step.id, propose(step, wanted, context))


def _start_step(given: SaidStep, state: str | None) -> Step:
    """A step on which nobody has agreed: it is between the two."""
    return Step(
        id=step_id(given.reference),
        reference=given.reference,
        title=given.title,
        owner=given.owner,
        agreed_on=None,
        due_on=given.due_on,
        indicator=given.indicator,
        state=state,
        done=False,
        done_on=None,
        result=None,
        synthetic=given.synthetic,
        audience=OF_THE_TWO,
        parties=(UNOCT,),
        is_agreed=False,
    )


# ---- a step is done --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Completion:
    """The body of `POST /steps/{id}/completion`. What is absent is as the other side has said it."""

    done_on: Day | None = None
    """Absent, where nobody has said it: today."""
    result: Text | None = None


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """CTED, UNOCT or the step's owner says that it is done; it is once both CTED and UNOCT have said the same."""

    step_id: str
    given: Completion


def needs_of_completion(command: Command[CompleteStep]) -> Iterator[Need]:
    """The step."""
    yield Need(STEPS, command.data.step_id)


def complete_step(command: Command[CompleteStep], known: Known, context: Context) -> Iterator[Change]:
    """A step may be done after its due date. An owner that is another body reports it, and both sides agree."""
    given = command.data.given
    step = find_row(STEPS, command.data.step_id, known)
    check_of_the_two(command.principal, step.owner)
    if step.agreed_on is None:
        raise StepNotAgreed
    pending = step.proposal if step.proposal and step.proposal.done_on else None
    wanted = Proposal(
        title=step.title,
        owner=step.owner,
        due_on=step.due_on,
        indicator=step.indicator,
        state=step.state,
        agreed_on=step.agreed_on,
        done_on=given.done_on or step.done_on or (pending.done_on if pending else context.today),
        result=given.result or step.result or (pending.result if pending else None),
        by=(command.principal.side or step.owner,),
    )
    yield from add_answer(step.id, propose(step, wanted, context))
