"""The command on a duplication: it is decided how the two projects go together (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.ids import case_id
from contracts.vocabulary import Id, Text
from services.unoct.cases.model import CASES, Case
from services.unoct.cases.parts import replace_projects
from services.unoct.cases.settling import settle_case
from services.unoct.duplications.deciding import check_may_decide
from services.unoct.duplications.model import DUPLICATIONS, Duplication, Resolution
from services.unoct.duplications.rules import end_duplication
from services.unoct.recommendations.model import RECOMMENDATIONS
from shared.engine.finding import find_row
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal


class AlreadyResolved(Refusal):
    """It was resolved already, and otherwise than this; what was decided stands."""

    paragraph = "OP24"


class NotOneOfThem(Refusal):
    """The project to keep is one of the two, and one is named where they are merged or one is withdrawn."""

    status = 422


@dataclass(frozen=True, slots=True)
class Resolved:
    """The body of `POST /duplications/{id}/resolution`."""

    resolution: Resolution
    kept_project_id: Id | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ResolveDuplication:
    """It is decided how the two projects go together."""

    duplication_id: str
    recommendation_id: str
    """The need that the two serve."""
    given: Resolved


def needs_of_resolution(command: Command[ResolveDuplication]) -> Iterator[Need]:
    """The duplication, the case of the need that the two serve, and which bodies lead them."""
    yield Need(CASES, case_id(command.data.recommendation_id))
    yield Need(RECOMMENDATIONS, command.data.recommendation_id)
    yield Need(DUPLICATIONS, command.data.duplication_id)


def resolve_duplication(command: Command[ResolveDuplication], known: Known, context: Context) -> Iterator[Change]:
    """The need is one case before and after, so no figure counts it twice."""
    given = command.data.given
    duplication = find_row(DUPLICATIONS, command.data.duplication_id, known)
    if duplication.status == "resolved":
        _check_same(duplication, given)
    else:
        yield from _resolve_flagged(command, duplication, known, context.today)
    yield Answer({"id": duplication.id, "status": "resolved"})


def _resolve_flagged(
    command: Command[ResolveDuplication], duplication: Duplication, known: Known, today: date
) -> Iterator[Change]:
    given = command.data.given
    case = known.get(CASES, duplication.case_id)
    if case is None or case.status == "cancelled":  # the duplication ends with it, perhaps a moment later
        raise AlreadyResolved(fields=("resolution",))
    keeps_one = given.resolution in ("merged", "one_withdrawn")
    may_keep = duplication.project_ids if keeps_one else (None, *duplication.project_ids)
    if given.kept_project_id not in may_keep:
        raise NotOneOfThem(fields=("kept_project_id",))
    goes_on_alone = given.kept_project_id if keeps_one else None
    check_may_decide(command.principal, duplication, goes_on_alone, known)
    duplication = replace(duplication, kept_project_id=given.kept_project_id, note=given.note)
    yield from end_duplication(duplication, given.resolution, today)
    if goes_on_alone:
        yield from _carry_on_in_kept_project(duplication, goes_on_alone, case, today)


def _carry_on_in_kept_project(duplication: Duplication, kept: str, case: Case, today: date) -> Iterator[Change]:
    """The kept project goes on in the place of the other one, whose part ends."""
    others = set(duplication.project_ids) - {kept}
    after, events = settle_case(case, tuple(replace_projects(case.parts, others, kept, today)), today)
    if after != case:
        yield Put(CASES, after)
        yield from (Emit(event, after.state) for event in events)


def _check_same(duplication: Duplication, given: Resolved) -> None:
    """Raises AlreadyResolved, and names the fields that differ from what was decided."""
    names = ("resolution", "kept_project_id", "note")
    differing = tuple(name for name in names if getattr(duplication, name) != getattr(given, name))
    if differing:
        raise AlreadyResolved(fields=differing)
