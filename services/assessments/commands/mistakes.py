"""Commands that take back what was said of visits by mistake: a merger, or the whole visit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from contracts.vocabulary import Day, Id, Line, Text
from services.assessments import separating, visiting, withdrawing
from services.assessments.commands.answers import answered
from services.assessments.separating import Separation
from services.assessments.tables import VISITS, needs_of_visit
from shared.rules import Change, Command, Context, Known, Need, NotFound, Rule


@dataclass(frozen=True, slots=True)
class Separating:
    """These visits are no components of this one after all: they were merged by mistake."""

    visits: Annotated[tuple[Id, ...], Field(min_length=1, max_length=visiting.MOST_COMPONENTS)]
    """Those that count by themselves again."""
    decided_by: Line
    decided_on: Day
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class SeparateVisits:
    """Visits are taken out of this one."""

    visit_id: str
    said: Separating


@dataclass(frozen=True, slots=True)
class VisitWithdrawal:
    """There was no such visit: it was recorded by mistake."""

    withdrawn_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class WithdrawVisit:
    """This visit never took place."""

    visit_id: str
    said: VisitWithdrawal


def needs_of_separation(command: Command[SeparateVisits]) -> Iterable[Need]:
    """All of them, and the assessments that rest on the one."""
    return separating.needs_of_separation(command.data.visit_id, command.data.said.visits)


def separate_visits(command: Command[SeparateVisits], known: Known, context: Context) -> Iterable[Change]:
    """What was merged by mistake is apart again."""
    visit, said = known.get(VISITS, command.data.visit_id), command.data.said
    if visit is None:
        raise NotFound
    separation = Separation(said.visits, said.decided_by, said.decided_on, said.reason)
    return answered(visit.id, separating.separate(visit, separation, known, context))


def needs_of_withdrawal(command: Command[WithdrawVisit]) -> Iterator[Need]:
    """The visit, what it came near to, and what was released of it."""
    yield from needs_of_visit(command.data.visit_id)


def withdraw_visit(command: Command[WithdrawVisit], known: Known, context: Context) -> Iterable[Change]:
    """It counts nowhere any more."""
    visit, said = known.get(VISITS, command.data.visit_id), command.data.said
    if visit is None:
        raise NotFound
    return answered(visit.id, withdrawing.withdraw(visit, said.withdrawn_on, said.reason, known, context))


COMMANDS: dict[type, Rule[Any]] = {
    SeparateVisits: Rule(needs_of_separation, separate_visits),
    WithdrawVisit: Rule(needs_of_withdrawal, withdraw_visit),
}
