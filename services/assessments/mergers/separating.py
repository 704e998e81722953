"""Visits that were merged by mistake are taken apart again, by a person's decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from contracts.assessments import VisitSeparated
from contracts.vocabulary import Day, Id, Line, Text
from services.assessments.assessments.correcting import move_to_visit
from services.assessments.assessments.model import ASSESSMENTS
from services.assessments.assessments.needs import find_report, needs_of_reports_on_visit
from services.assessments.checks import check_happened, check_order
from services.assessments.mergers.merging import check_reports_known
from services.assessments.visits.checks import check_counts
from services.assessments.visits.completing import complete_visit
from services.assessments.visits.components import MOST_COMPONENTS, NoComponentLeft
from services.assessments.visits.model import MERGED_VISITS, VISITS, Brought, MergedVisit, Visit
from services.assessments.visits.needs import needs_of_visit
from services.assessments.visits.planning import restore_on_schedule
from shared.engine.rules import Change, Context, Emit, Known, Need, NotFound, Put, Refusal, Remove


class NotPartOfIt(Refusal):
    """Not all of these visits are a part of that one: `GET /visits/{visit}/mergers` lists those that are."""

    rule = "13"


class CameWithAnother(Refusal):
    """It became part of this visit with another one, as `merged_with` says: separate that one first."""

    rule = "13"


class ChangedSince(Refusal):
    """A component that it brought was corrected since: take that back first, so that it is clear whose it is."""

    rule = "13"


@dataclass(frozen=True, slots=True)
class Separation:
    """These visits are no components of this one after all: they were merged by mistake, as a person found."""

    visits: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_COMPONENTS)]
    """Those that count by themselves again."""
    decided_by: Line
    decided_on: Day
    reason: Text | None = None


def needs_of_separating(visit: str, others: Iterable[str]) -> Iterator[Need]:
    """The visit with all that was merged into it, what was released of it, and the assessments that rest on it."""
    yield from needs_of_visit(visit)
    yield Need(MERGED_VISITS, visit, by="visit_id", then=lambda part: (Need(VISITS, part.id),))
    yield from needs_of_reports_on_visit(visit)
    for one in others:
        yield Need(VISITS, one)


def separate_from(visit: Visit, separation: Separation, known: Known, context: Context) -> Iterator[Change]:
    """Gives the others their components back, so that they count by themselves (rule 13). The rest stays one visit."""
    others = [known.get(VISITS, id_) for id_ in dict.fromkeys(separation.visits)]
    if None in others:
        raise NotFound(fields=("visits",))
    if all(one is not None and one.status == "completed" and one.id != visit.id for one in others):
        return
    check_counts(visit)
    check_reports_known((visit,), known)
    parts = {part.id: part for part in known.all(MERGED_VISITS, "visit_id", visit.id)}
    apart = _find_apart(visit, separation, parts, context)
    yield Emit(_build_event(visit, separation), visit.state)
    yield from complete_visit(visit, _build_rest(visit, apart, parts, known), context)
    for part in apart:
        yield from _restore(part, visit, separation, parts, known, context)


def _find_apart(
    visit: Visit, separation: Separation, parts: dict[str, MergedVisit], context: Context
) -> Sequence[MergedVisit]:
    """The mergers that end. Raises the reason why one of them cannot end."""
    check_happened(context, decided_on=separation.decided_on)
    if not parts.keys() >= set(separation.visits):
        raise NotPartOfIt(fields=("visits",))
    apart = [parts[id_] for id_ in dict.fromkeys(separation.visits)]
    if any(part.merged_with != visit.id for part in apart):
        raise CameWithAnother(fields=("visits",))
    has = {one.key for one in visit.components}
    for part in apart:
        check_order("OP12", merged_on=part.decided_on, decided_on=separation.decided_on)
        if not has.issuperset(one.key for one in part.brought.components):
            raise ChangedSince(fields=("visits",))
    return apart


def _build_rest(visit: Visit, apart: Sequence[MergedVisit], parts: dict[str, MergedVisit], known: Known) -> Visit:
    """The visit without what these brought, except what another one that stays has too. Raises NoComponentLeft."""
    ids = {one.id for part in apart for one in (part, *_find_with(part.id, parts))}
    stay = [one for id_ in parts.keys() - ids if (one := known.get(VISITS, id_)) is not None]
    brought = [part.brought for part in apart]
    components = {one.key for of in brought for one in of.components}
    doubted = {one.key for one in visit.not_components}
    components -= {one.key for other in stay for one in other.components} - doubted
    components_left = tuple(one for one in visit.components if one.key not in components)
    if not components_left:
        raise NoComponentLeft(fields=("visits",))
    guests = {body for of in brought for body in of.guests} - {guest.body for other in stay for guest in other.guests}
    reports = {id_ for of in brought for id_ in of.assessment_ids}
    return replace(
        visit,
        components=components_left,
        guests=tuple(guest for guest in visit.guests if guest.body not in guests),
        assessment_ids=tuple(id_ for id_ in visit.assessment_ids if id_ not in reports),
        kind="not stated" if _is_theirs_alone(brought, "kind", visit, stay) else visit.kind,
        mission_id=None if _is_theirs_alone(brought, "mission_id", visit, stay) else visit.mission_id,
        report_unknown=visit.report_unknown
        or (any(of.awaits_report for of in brought) and all(one.report_unknown for one in stay)),
    )


def _is_theirs_alone(brought: Iterable[Brought], name: str, visit: Visit, stay: Iterable[Visit]) -> bool:
    """Whether the visit has this value only from those that leave it."""
    value = getattr(visit, name)
    return value in {getattr(of, name) for of in brought} - {None} - {getattr(one, name) for one in stay}


def _restore(
    part: MergedVisit,
    visit: Visit,
    separation: Separation,
    parts: dict[str, MergedVisit],
    known: Known,
    context: Context,
) -> Iterator[Change]:
    """Makes it a visit of its own again, with its earlier mergers, its place on the schedule and its reports."""
    visit_before = known.get(VISITS, part.id)
    assert visit_before is not None  # `separate_from` looked
    for earlier in _find_with(part.id, parts):
        yield Put(MERGED_VISITS, replace(earlier, visit_id=part.id))
        if (row := known.get(VISITS, earlier.id)) is not None:
            yield Put(VISITS, replace(row, merged_into=part.id))
    yield Remove(MERGED_VISITS, part.id)
    resting = [one for one in known.all(ASSESSMENTS, "visit_id", visit.id) if one.id in part.brought.assessment_ids]
    reports = tuple(id_ for id_ in visit.assessment_ids if id_ in part.brought.assessment_ids)
    whole = replace(visit_before, merged_into=None)
    yield from complete_visit(visit_before, replace(whole, assessment_ids=reports), context)
    yield from restore_on_schedule(whole, context)
    for one in resting:
        report = find_report(known, one.id)
        if report is not None:
            yield from move_to_visit(report, part.id, separation.decided_on, TAKEN_APART, context)


TAKEN_APART = "The visit that it rests on was taken apart again."


def _find_with(visit: str, parts: dict[str, MergedVisit]) -> Iterator[MergedVisit]:
    """The visits that became parts because they were merged into this one, directly or through another."""
    for part in parts.values():
        if part.merged_with == visit:
            yield part
            yield from _find_with(part.id, parts)


def _build_event(visit: Visit, separation: Separation) -> VisitSeparated:
    return VisitSeparated(
        occurred_on=separation.decided_on,
        synthetic=visit.synthetic,
        state=visit.state,
        visit_id=visit.id,
        separated=separation.visits,
        decided_by=separation.decided_by,
        reason=separation.reason,
    )
