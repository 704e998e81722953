"""What both sides must say before it holds: a step, a change of it, and that it is done (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from services.unoct.access import parties_of
from services.unoct.steps.events import build_event
from services.unoct.steps.model import STEPS, Proposal, Step
from shared.engine.principals import BOTH_SIDES
from shared.engine.rules import Change, Context, Emit, Put, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early, check_not_too_far

CONTENT: Final = ("title", "owner", "due_on", "indicator", "state", "done_on", "result")
"""What two proposals must have in common to be the same one."""


class StepDoneAlready(Refusal):
    """The step is done, and was otherwise than this: what was done stands; give another step its own reference."""

    paragraph = "OP24"


class BeforeItWasAgreed(Refusal):
    """A step is due, and done, on the day on which it was agreed or later: correct one of the dates."""

    paragraph = "OP24"
    status = 422


def propose(step: Step, wanted: Proposal, context: Context) -> Iterator[Change]:
    """One side says how the step should stand. It stands so as soon as the other side has said the same.

    Another proposal takes the place of the one before it. The step is agreed on the later of the two days.
    """
    _check_days(wanted, context.today)
    differing = tuple(name for name in (*CONTENT, "agreed_on") if getattr(step, name) != getattr(wanted, name))
    if step.is_agreed and not differing:
        return
    if step.done:
        raise StepDoneAlready(fields=differing)
    proposal = _join_words(step.proposal, wanted)
    if proposal == step.proposal:
        return
    _check_days(proposal, context.today)
    if set(proposal.by) >= BOTH_SIDES:
        agreed = _agree(step, proposal)
        yield Put(STEPS, agreed)
        yield Emit(build_event(agreed), agreed.state or agreed.id)
    else:
        yield Put(STEPS, _keep_proposal(step, proposal))


def _join_words(before: Proposal | None, wanted: Proposal) -> Proposal:
    """What is wanted now, with those who have said the same before."""
    if before is None or any(getattr(before, name) != getattr(wanted, name) for name in CONTENT):
        return wanted
    if set(wanted.by) <= set(before.by):
        return before
    by = tuple(dict.fromkeys((*before.by, *wanted.by)))
    return replace(wanted, agreed_on=max(before.agreed_on, wanted.agreed_on), by=by)


def _keep_proposal(step: Step, wanted: Proposal) -> Step:
    """A step on which the two have agreed stands as it is, until they agree on this."""
    return replace(step if step.is_agreed else _take_terms(step, wanted), proposal=wanted)


def _agree(step: Step, wanted: Proposal) -> Step:
    return replace(
        _take_terms(step, wanted),
        agreed_on=wanted.agreed_on,
        done=wanted.done_on is not None,
        done_on=wanted.done_on,
        result=wanted.result,
        is_agreed=True,
        proposal=None,
        parties=(*parties_of(wanted.owner), *((f"state:{wanted.state}",) if wanted.state else ())),
    )


def _take_terms(step: Step, wanted: Proposal) -> Step:
    return replace(
        step,
        title=wanted.title,
        owner=wanted.owner,
        due_on=wanted.due_on,
        indicator=wanted.indicator,
        state=wanted.state,
    )


def _check_days(wanted: Proposal, today: date) -> None:
    check_not_too_early(agreed_on=wanted.agreed_on, due_on=wanted.due_on, done_on=wanted.done_on)
    check_not_too_far(today, due_on=wanted.due_on)
    check_not_ahead(today, agreed_on=wanted.agreed_on, done_on=wanted.done_on)
    for name, day in (("due_on", wanted.due_on), ("done_on", wanted.done_on)):
        if day is not None and day < wanted.agreed_on:
            raise BeforeItWasAgreed(fields=("agreed_on", name))
