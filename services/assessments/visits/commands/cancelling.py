"""A planned visit is cancelled; what was recorded as a visit by mistake is withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.vocabulary import Day, Text
from services.assessments.visits import cancelling
from services.assessments.visits.needs import get_visit, needs_of_visit
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The planned visit does not take place."""

    cancelled_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class CancelVisit:
    """The planned visit does not take place. If it was on the schedule, that shows it as cancelled from now on."""

    visit_id: str
    given: Cancellation


@dataclass(frozen=True, slots=True)
class VisitWithdrawal:
    """There was no such visit: it was recorded by mistake."""

    withdrawn_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class WithdrawVisit:
    """There was no such visit: what was recorded as one counts no more."""

    visit_id: str
    given: VisitWithdrawal


def needs_of_cancellation(command: Command[CancelVisit] | Command[WithdrawVisit]) -> Iterable[Need]:
    """The visit, the visits that it came near to, and what was released of it."""
    return needs_of_visit(command.data.visit_id)


def cancel_visit(command: Command[CancelVisit], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for the notice of another body."""
    visit, given = get_visit(command.data.visit_id, known), command.data.given
    return add_answer(visit.id, cancelling.cancel_visit(visit, given.cancelled_on, given.reason, known, context))


def withdraw_visit(command: Command[WithdrawVisit], known: Known, context: Context) -> Iterable[Change]:
    """A visit on which a report rests is not withdrawn."""
    visit, given = get_visit(command.data.visit_id, known), command.data.given
    return add_answer(visit.id, cancelling.withdraw_visit(visit, given.withdrawn_on, given.reason, known, context))
