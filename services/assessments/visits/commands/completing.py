"""A visit takes place, in one or several components (rule 13). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from contracts.dates import first_day
from contracts.vocabulary import Bodies, Line, Mode, PartialDate, Text
from services.assessments.checks import check_happened
from services.assessments.visits import completing
from services.assessments.visits.checks import check_begins_before_it_ends, check_counts
from services.assessments.visits.components import MOST_COMPONENTS, add_components, remove_components
from services.assessments.visits.guests import add_participants
from services.assessments.visits.model import VISITS, Component, Visit
from services.assessments.visits.needs import get_visit, needs_of_visit
from shared.engine.answering import add_answer
from shared.engine.bounds import check_has_room
from shared.engine.rules import Change, Command, Context, Known, Need, Put, Refusal


class NoDates(Refusal):
    """When it took place is not known: give the day, month or year in which it began or ended."""

    status = 422


class NoMode(Refusal):
    """How the visit took place was not planned: say so with a component (onsite, virtual, hybrid)."""

    status = 422


@dataclass(frozen=True, slots=True)
class HeldComponent:
    """A part of the visit took place. An end without a start is a day known only by its end."""

    mode: Mode
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: Text | None = None
    source_url: Line | None = None


Components = Annotated[tuple[HeldComponent, ...], Field(max_length=MOST_COMPONENTS)]


@dataclass(frozen=True, slots=True)
class AddComponent:
    """A part of the visit took place."""

    visit_id: str
    given: HeldComponent


@dataclass(frozen=True, slots=True)
class VisitHeld:
    """The visit took place, in the components known before and these; with none, as it was planned."""

    components: Components = ()
    participants: Bodies = ()
    """Bodies and experts that came: offices, never persons."""
    not_components: Components = ()
    """What was recorded of it by mistake, by mode and dates; the right ones stand under `components`."""


@dataclass(frozen=True, slots=True)
class CompleteVisit:
    """The visit took place: it counts, once, in the year in which its last component ended."""

    visit_id: str
    given: VisitHeld


def needs_of_completion(command: Command[AddComponent] | Command[CompleteVisit]) -> Iterable[Need]:
    """The visit with what was released of it."""
    return needs_of_visit(command.data.visit_id)


def add_component(command: Command[AddComponent], known: Known, context: Context) -> Iterable[Change]:
    """If the visit is completed, an event says so at once. Before that, others need not know of the component."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, _add(visit, command.data.given, context))


def _add(visit: Visit, given: HeldComponent, context: Context) -> Iterator[Change]:
    check_counts(visit)
    after = add_components(visit, (_build_component(given, context),))
    if visit.status == "completed":
        yield from completing.complete_visit(visit, after, context)
    elif after != visit:
        yield Put(VISITS, after)


def complete_visit(command: Command[CompleteVisit], known: Known, context: Context) -> Iterable[Change]:
    """The components known before and those given, without those that were a mistake."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, _complete(visit, command.data.given, context))


def _complete(visit: Visit, given: VisitHeld, context: Context) -> Iterable[Change]:
    check_counts(visit)
    rest = remove_components(visit, (Component(c.mode, c.start, c.end) for c in given.not_components))
    if rest.not_components != visit.not_components:
        check_has_room(visit.not_components, context, "not_components", "OP14")
    components = [_build_component(one, context) for one in given.components]
    if visit.status != "completed" and not (rest.components or components):
        components = [_build_planned_component(visit, context)]
    whole = add_components(rest, components)
    return completing.complete_visit(visit, add_participants(whole, given.participants, context), context)


def _build_planned_component(visit: Visit, context: Context) -> Component:
    if visit.mode is None:
        raise NoMode(fields=("components",))
    return _build_component(HeldComponent(visit.mode, visit.planned_start, visit.planned_end), context)


def _build_component(given: HeldComponent, context: Context) -> Component:
    check_begins_before_it_ends(given.start, given.end)
    start = given.start or given.end
    if start is None:
        raise NoDates(fields=("start", "end"))
    check_happened(context, start=first_day(start), end=first_day(given.end) if given.end else None)
    return Component(given.mode, given.start, given.end, given.note, given.source_url)
