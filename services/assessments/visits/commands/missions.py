"""Which mission a visit is part of, said after it was planned or took place (rule 13). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contracts.ids import mission_id
from contracts.vocabulary import Reference
from services.assessments.visits.checks import check_counts
from services.assessments.visits.model import Visit
from services.assessments.visits.needs import get_visit, needs_of_visit
from services.assessments.visits.retelling import retell_visit
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class GivenMission:
    """The mission to several States that the visit is part of."""

    mission: Reference | None = None
    """What the source of the visits calls it: the same for each State. Absent: the visit is a mission of its own."""


@dataclass(frozen=True, slots=True)
class SetMission:
    """Visits to several States with one mission count as one mission, and as one visit each (rule 13)."""

    visit_id: str
    given: GivenMission


def needs_of_mission(command: Command[SetMission]) -> Iterable[Need]:
    """The visit with what was released of it."""
    return needs_of_visit(command.data.visit_id)


def set_mission(command: Command[SetMission], known: Known, context: Context) -> Iterable[Change]:
    """The visit is told again whole, so that missions are counted anew."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, _change(visit, command.data.given, context))


def _change(visit: Visit, given: GivenMission, context: Context) -> Iterator[Change]:
    check_counts(visit)
    after = replace(visit, mission_id=mission_id(visit.source, given.mission) if given.mission else None)
    yield from retell_visit(visit, after, context)
