"""Recommendations merged or split: successors take their place (rule 7). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.assessments import Recommendation as Made
from contracts.assessments import RecommendationContent
from contracts.audiences import Audience
from contracts.followup import RecommendationClosed, RecommendationSucceeded, Successor
from contracts.ids import recommendation_id
from contracts.vocabulary import Day, Id, Line, MadeBy, Pillar, Priority, Reference, Text, Themes
from services.followup.cycles.checks import check_day, check_due_day, check_running
from services.followup.cycles.model import Home
from services.followup.cycles.needs import find_home_for_committee
from services.followup.recommendations.commands.adding import needs_of_references
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.inheritance import (
    Inherited,
    ReferenceTaken,
    check_lineage,
    check_parents,
    check_within_parents,
    inherit,
)
from services.followup.recommendations.model import (
    RECOMMENDATIONS,
    Recommendation,
    build_recommendation,
    keep_for_committee,
)
from services.followup.recommendations.views import show_recommendation
from shared.engine.notices.known_codes import check_themes
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal

LONGEST_TEXTS: Final = 100_000
"""Characters that fit into one event in any script, beside all else."""


class TextsTooLong(Refusal):
    """The successors' texts are too long for one event, 100,000 characters together: shorten them."""

    rule = "7"
    paragraph = "OP16"
    status = 413


@dataclass(frozen=True, slots=True)
class NewSuccessor:
    """A recommendation that takes the place of others."""

    reference: Reference
    text: Text
    themes: Themes
    priority: Priority
    made_by: MadeBy
    assistance_needed: bool
    assistance_requested: bool | None = None
    """Absent: if it is needed, as the State requested for any of those whose place it takes (OP39)."""
    provision: Line | None = None
    pillar: Pillar | None = None
    due_on: Day | None = None
    """Earlier than those of its parents; absent: the earliest of theirs."""
    audience: Audience | None = None
    """No wider than the narrowest of its parents', which it has if this is absent."""


@dataclass(frozen=True, slots=True)
class GivenSuccession:
    """A merger of several into one, or the split of one into several."""

    change: Literal["merge", "split"]
    parents: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]
    successors: Annotated[tuple[NewSuccessor, ...], Field(min_length=1, max_length=100)]
    decided_on: Day
    decided_by: Line | None = None
    """An office or body, never a person."""


@dataclass(frozen=True, slots=True)
class Succeed:
    """Recommendations are merged or split. Only their successors are live from then on (rule 7)."""

    cycle_id: str
    given: GivenSuccession


def needs_of_succession(command: Command[Succeed]) -> Iterator[Need]:
    """The cycle with its recommendations, and what its assessment has under the successors' references."""
    data = command.data
    yield from needs_of_references(data.cycle_id, (one.reference for one in data.given.successors))
    yield Need(RECOMMENDATIONS, data.cycle_id, by="cycle_id")


def succeed(command: Command[Succeed], known: Known, context: Context) -> Iterable[Change]:
    """Only the successors are live from now on; they point to their parents, whose ids stay (rule 7)."""
    cycle = find_home_for_committee(command.principal, command.data.cycle_id, known)
    given = command.data.given
    check_running(cycle)
    standing = _find_earlier_succession(cycle, given, known)
    if standing is not None:
        yield Answer(_show(standing))
        return
    check_day(cycle, given.decided_on, "decided_on", context)
    if sum(len(one.text) for one in given.successors) > LONGEST_TEXTS:
        raise TextsTooLong(fields=("successors",))
    parents = check_parents(cycle, given.change, given.parents, len(given.successors), known)
    takes = inherit(cycle, parents)
    numbers = range(len(given.successors))
    successors = [_build_successor(cycle, number, takes, given, known, context) for number in numbers]
    rows = [_build_row(cycle, one, takes, given) for one in successors]
    published = [_as_event(one, row) for one, row in zip(successors, rows, strict=True)]
    for parent in parents:
        yield Put(
            RECOMMENDATIONS,
            parent._replace(lifecycle="superseded", closed_on=given.decided_on, closed_by=given.decided_by),
        )
    for row in rows:
        yield Put(RECOMMENDATIONS, row)
    yield Emit(_build_event(cycle, given, published, takes.synthetic), cycle.state)
    yield from _build_closed_events(cycle, parents, given.decided_on)
    yield Answer(_show(rows))


def _find_earlier_succession(cycle: Home, given: GivenSuccession, known: Known) -> list[Recommendation] | None:
    """The successors, if this very succession was recorded before."""
    rows = [
        known.get(RECOMMENDATIONS, recommendation_id(cycle.assessment_id, one.reference)) for one in given.successors
    ]
    there = [row for row in rows if row is not None]
    parents = [known.get(RECOMMENDATIONS, one) for one in given.parents]
    dated = all(one is not None and one.closed_on == given.decided_on for one in parents)
    if not dated or len(there) < len(rows):
        return None
    same = all(_is_same(row, new, given.parents) for row, new in zip(there, given.successors, strict=True))
    return there if same else None


def _is_same(row: Recommendation, new: NewSuccessor, parents: Sequence[str]) -> bool:
    said = (row.parents, row.text, row.themes, row.priority, row.assistance_needed)
    return said == (tuple(parents), new.text, new.themes, new.priority, new.assistance_needed)


def _build_successor(
    cycle: Home, number: int, takes: Inherited, given: GivenSuccession, known: Known, context: Context
) -> Successor:
    """One successor for the event. Raises what refuses it."""
    new, field = given.successors[number], f"successors.{number}"
    check_themes(context.reference, new.themes, f"{field}.themes")
    identity = recommendation_id(cycle.assessment_id, new.reference)
    if new.reference in {one.reference for one in given.successors[:number]}:
        raise ReferenceTaken(fields=(f"{field}.reference",))
    check_lineage(identity, given.parents, f"{field}.reference", known)
    if new.due_on is not None:
        check_due_day(new.due_on, given.decided_on, f"{field}.due_on", context)
    audience, due_on = check_within_parents(takes, new.audience, new.due_on, field)
    requested = takes.assistance_requested and new.assistance_needed
    made = Made(
        recommendation_id=identity,
        **RecommendationContent.fields_of(new),
        assistance_requested=requested if new.assistance_requested is None else new.assistance_requested,
        audience=audience,
        parties=takes.parties if audience == takes.audience else cycle.parties,
    )
    return Successor(recommendation=made, assessed=takes.assessed, due_on=due_on)


def _build_row(cycle: Home, successor: Successor, takes: Inherited, given: GivenSuccession) -> Recommendation:
    """With no position yet; what falls due with the follow-up goes on to move with it."""
    own_due_on = None if takes.with_follow_up and successor.due_on == cycle.due_on else successor.due_on
    row = build_recommendation(cycle, successor.recommendation, takes.sequence, own_due_on)
    return row._replace(
        parents=given.parents,
        synthetic=cycle.synthetic or takes.synthetic,
        assessed=takes.assessed,
        assessed_on=None if takes.assessed is None else given.decided_on,
    )


def _as_event(successor: Successor, row: Recommendation) -> Successor:
    made = successor.recommendation
    told = {"recommendation": keep_for_committee(made, row.state), "meant_for": made.audience, "own_due_on": row.due_on}
    return successor.model_copy(update=told)


def _build_event(
    cycle: Home, given: GivenSuccession, successors: Iterable[Successor], synthetic: bool
) -> RecommendationSucceeded:
    return RecommendationSucceeded(
        occurred_on=given.decided_on,
        synthetic=cycle.synthetic or synthetic,
        state=cycle.state,
        change=given.change,
        parents=given.parents,
        successors=tuple(successors),
        assessment_id=cycle.assessment_id,
        followup_id=cycle.id,
    )


def _build_closed_events(cycle: Home, parents: Iterable[Recommendation], on: date) -> Iterator[Emit]:
    """The events that close carried-over parents. Each names its own assessment: the succession names another one."""
    for parent in parents:
        if parent.assessment_id != cycle.assessment_id:
            whose = recommendation_fields(cycle, parent, on)
            yield Emit(RecommendationClosed(**whose, reason="superseded"), cycle.state)


def _show(rows: Iterable[Recommendation]) -> dict[str, object]:
    return {"successors": [show_recommendation(row) for row in rows]}
