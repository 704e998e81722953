"""What successors take over from their parents, and what may succeed what (rule 7). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from contracts.audiences import AUDIENCES, Audience, reaches
from contracts.vocabulary import Implementation
from services.followup.cycles.model import Home
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.rules import Known, Refusal

LOWEST_FIRST: Final[tuple[Implementation, ...]] = ("not_started", "in_progress", "partly_implemented", "implemented")


class OneOfMany(Refusal):
    """A merger makes one of two or more, a split two or more of one, each named once."""

    rule = "7"
    paragraph = "OP16"
    status = 422


class NotOfThisCycle(Refusal):
    """A parent is no recommendation of this cycle: take the ids of those in it."""

    rule = "7"
    paragraph = "OP16"
    status = 422


class ParentNotLive(Refusal):
    """A parent was superseded, overtaken or withdrawn before: only live recommendations have successors."""

    rule = "7"
    paragraph = "OP16"


class SupersedesItself(Refusal):
    """A recommendation cannot take its own place: give the successor a reference of its own."""

    rule = "7"
    paragraph = "OP16"
    status = 422


class InACircle(Refusal):
    """The successor is one whose place a parent took: ids never come back, give it a reference of its own."""

    rule = "7"
    paragraph = "OP16"
    status = 422


class ReferenceTaken(Refusal):
    """The assessment has a recommendation with this reference: give the successor one of its own."""

    rule = "7"
    paragraph = "OP16"


class WiderThanItsParents(Refusal):
    """A successor is for the UN system at most, and for nobody who may not have each parent: ask for no more."""

    rule = "7"
    paragraph = "OP19"
    status = 422


class LaterThanItsParents(Refusal):
    """The earliest due date wins: a successor is not due later than any of its parents."""

    rule = "7"
    paragraph = "OP16"
    status = 422


@dataclass(frozen=True, slots=True)
class Inherited:
    """What every successor begins with."""

    assessed: Implementation | None
    due_on: date | None
    with_follow_up: bool
    """Whether a parent falls due with the follow-up's report, having no date of its own."""
    sequence: int
    assistance_requested: bool
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


def check_parents(
    cycle: Home, change: Literal["merge", "split"], ids: Sequence[str], successors: int, known: Known
) -> list[Recommendation]:
    """The parents. Raises OneOfMany, NotOfThisCycle or ParentNotLive."""
    many, one = (len(ids), successors) if change == "merge" else (successors, len(ids))
    if many < 2 or one != 1 or len(set(ids)) < len(ids):
        raise OneOfMany(fields=("parents", "successors"))
    parents = [known.get(RECOMMENDATIONS, one_id) for one_id in ids]
    found = [parent for parent in parents if parent is not None and parent.cycle_id == cycle.id]
    if len(found) < len(ids):
        raise NotOfThisCycle(fields=("parents",))
    if any(not parent.is_live for parent in found):
        raise ParentNotLive(fields=("parents",))
    return found


def check_lineage(successor: str, parents: Sequence[str], field: str, known: Known) -> None:
    """Ids never change and never come back. Raises SupersedesItself, InACircle or ReferenceTaken."""
    if successor in parents:
        raise SupersedesItself(fields=(field,))
    if successor in ancestors(parents, known):
        raise InACircle(fields=(field,))
    if known.get(RECOMMENDATIONS, successor) is not None:
        raise ReferenceTaken(fields=(field,))


def ancestors(ids: Sequence[str], known: Known) -> set[str]:
    """Those whose place these took, and so on, as far as they are known."""
    found: set[str] = set()
    left = list(ids)
    while left:
        row = known.get(RECOMMENDATIONS, left.pop())
        new = set(row.parents) - found if row else set()
        found |= new
        left += new
    return found


def inherit(cycle: Home, parents: Sequence[Recommendation]) -> Inherited:
    """A split passes on the assessed status, a merger the lowest, if all are assessed; the earliest date wins."""
    dues = [due for parent in parents if (due := earliest_due_day(cycle, parent)) is not None]
    narrowest: Audience = min("un", *(parent.disclosed_to for parent in parents), key=AUDIENCES.index)
    common = [party for party in parents[0].disclosed_parties if all(party in one.disclosed_parties for one in parents)]
    return Inherited(
        assessed=find_lowest_status([parent.assessed for parent in parents]),
        due_on=min(dues, default=None),
        with_follow_up=any(parent.due_on is None and parent.sequence == 0 for parent in parents),
        sequence=min(parent.sequence for parent in parents),
        assistance_requested=any(parent.assistance_requested for parent in parents),
        audience=narrowest,
        parties=tuple(dict.fromkeys((*cycle.parties, *common))),
        synthetic=any(parent.synthetic for parent in parents),
    )


def find_lowest_status(statuses: Sequence[Implementation | None]) -> Implementation | None:
    """The lowest of all statuses; None while one is not assessed."""
    known = [status for status in statuses if status is not None]
    return min(known, key=LOWEST_FIRST.index) if len(known) == len(statuses) else None


def earliest_due_day(cycle: Home, recommendation: Recommendation) -> date | None:
    """The earlier of its own day and the follow-up's; one first made in a report has only its own (rule 5)."""
    days = recommendation.due_on, cycle.due_on if recommendation.sequence == 0 else None
    return min((day for day in days if day is not None), default=None)


def check_within_parents(
    takes: Inherited, audience: Audience | None, due_on: date | None, field: str
) -> tuple[Audience, date | None]:
    """What it asks for, or inherits. Raises WiderThanItsParents or LaterThanItsParents."""
    if audience is not None and not reaches(takes.audience, audience):
        raise WiderThanItsParents(fields=(f"{field}.audience",))
    if due_on is not None and takes.due_on is not None and due_on > takes.due_on:
        raise LaterThanItsParents(fields=(f"{field}.due_on",))
    return audience or takes.audience, due_on or takes.due_on
