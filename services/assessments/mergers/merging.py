"""Components of one visit that an import left apart become one, by a person's decision (rule 13). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from contracts.assessments import VisitMerged
from contracts.vocabulary import Day, Id, Line, Text
from services.assessments.assessments.correcting import move_to_visit
from services.assessments.assessments.model import ASSESSMENTS
from services.assessments.assessments.needs import find_report, needs_of_reports_on_visit
from services.assessments.checks import check_happened
from services.assessments.released.copies import take_off_schedule
from services.assessments.visits.completing import complete_visit
from services.assessments.visits.components import MOST_COMPONENTS, add_component
from services.assessments.visits.guests import add_guests
from services.assessments.visits.model import MERGED_VISITS, VISITS, Brought, MergedVisit, Visit
from services.assessments.visits.needs import needs_of_visit
from services.assessments.visits.overlaps import resolve_overlaps
from shared.engine.rules import Change, Context, Emit, Known, Need, NotFound, Put, Refusal


class MergedWithItself(Refusal):
    """A visit cannot be merged with itself: name the others, each once."""

    rule = "13"
    status = 422


class AlreadyMerged(Refusal):
    """One of these visits is part of another one already, as `merged_into` says: merge that one."""

    rule = "13"


class NotOneVisit(Refusal):
    """Only visits of one body to one State, and of one kind, can be one visit."""

    rule = "13"


class NotHeldYet(Refusal):
    """Only visits that took place are merged: what is planned can be cancelled, or completed first."""

    rule = "13"


class TwoReports(Refusal):
    """A report rests on each of these visits: one visit to a State has one, so withdraw or correct the other first."""

    rule = "13"


class ReportJustCame(Refusal):
    """A report came to rest on one of these visits while they were read: send this again."""

    rule = "13"


@dataclass(frozen=True, slots=True)
class Merger:
    """These visits are components of one visit, which an import left apart: so a person decided."""

    others: Annotated[tuple[Id, ...], Field(alias="with", min_length=1, max_length=MOST_COMPONENTS)]
    """The visits that are part of this one, and count no more by themselves."""
    decided_by: Line
    decided_on: Day
    reason: Text | None = None


def needs_of_merging(visit: str, others: Iterable[str]) -> Iterator[Need]:
    """The visits, what was merged into them before, and the assessments that rest on them."""
    for one in (visit, *others):
        yield from needs_of_visit(one)
        yield Need(MERGED_VISITS, one, by="visit_id", then=lambda earlier: (Need(VISITS, earlier.id),))
        yield from needs_of_reports_on_visit(one)


def merge_into(visit: Visit, merger: Merger, known: Known, context: Context) -> Iterator[Change]:
    """Moves the components of the others to this visit, which counts once (rule 13). The others no longer count."""
    others = _find_others(visit, merger.others, known)
    if others and all(one.merged_into == visit.id for one in others):
        return
    check_happened(context, decided_on=merger.decided_on)
    _check_one_visit(visit, others)
    check_reports_known((visit, *others), known)
    survivor = _join(visit, others, context)
    for one in others:
        yield from _end(one, visit, merger, known, context)
    yield from resolve_overlaps((one.id for one in others), "merged", known, context.today)
    yield Emit(_build_event(survivor, others, merger), visit.state)
    yield from complete_visit(visit, survivor, context)
    for one in others:
        yield from _move_reports(one, survivor, merger, known, context)


def check_reports_known(visits: Iterable[Visit], known: Known) -> None:
    """Raises ReportJustCame. Reports are locked before their visit, so a new one can come in between."""
    resting = (id_ for visit in visits for id_ in visit.assessment_ids)
    if any(known.get(ASSESSMENTS, id_) is None for id_ in resting):
        raise ReportJustCame


def _find_others(visit: Visit, ids: Sequence[str], known: Known) -> list[Visit]:
    if visit.id in ids or len(set(ids)) < len(ids):
        raise MergedWithItself(fields=("with",))
    others = [one for one in (known.get(VISITS, id_) for id_ in ids) if one is not None]
    if len(others) < len(ids):
        raise NotFound(fields=("with",))
    return others


def _check_one_visit(visit: Visit, others: list[Visit]) -> None:
    """Raises the reason why these cannot be one visit."""
    every = (visit, *others)
    if any(one.status == "merged" for one in every):
        raise AlreadyMerged(fields=("with",))
    if any(one.status != "completed" for one in every):
        raise NotHeldYet(fields=("status",))
    kinds = {one.kind for one in every} - {"not stated"}
    differing = {
        "state": len({one.state for one in every}) > 1,
        "body": len({one.body for one in every}) > 1,
        "kind": len(kinds) > 1,
        "mission_id": len({one.mission_id for one in every if one.mission_id}) > 1,
        "synthetic": len({one.synthetic for one in every}) > 1,
    }
    if any(differing.values()):
        raise NotOneVisit(fields=tuple(name for name, differs in differing.items() if differs))
    if sum(bool(one.assessment_ids) for one in every) > 1:
        raise TwoReports(fields=("with",))


def _join(visit: Visit, others: list[Visit], context: Context) -> Visit:
    components, guests = visit.components, visit
    for one in others:
        for component in one.components:
            components = add_component(components, component)
        known = {guest.body for guest in guests.guests}
        guests = add_guests(guests, [guest for guest in one.guests if guest.body not in known], context)
    every = (visit, *others)
    return replace(
        guests,
        components=components,
        kind=next((one.kind for one in every if one.kind != "not stated"), visit.kind),
        mission_id=next((one.mission_id for one in every if one.mission_id), None),
        assessment_ids=next((one.assessment_ids for one in every if one.assessment_ids), ()),
        report_unknown=all(one.report_unknown for one in every),
    )


def _end(one: Visit, into: Visit, merger: Merger, known: Known, context: Context) -> Iterator[Change]:
    """Makes it part of the survivor, with all that was merged into it before."""
    yield Put(MERGED_VISITS, _build_merged(one, into, merger, known))
    for earlier in known.all(MERGED_VISITS, "visit_id", one.id):
        yield Put(MERGED_VISITS, replace(earlier, visit_id=into.id))
        row_of_it = known.get(VISITS, earlier.id)
        if row_of_it is not None:
            yield Put(VISITS, replace(row_of_it, merged_into=into.id))
    ended = replace(
        one,
        status="merged",
        merged_into=into.id,
        state_year="",
        audience="committee",
        assessment_ids=(),
        awaits_report_since=None,
    )
    yield Put(VISITS, ended)
    yield from take_off_schedule(one.id, "superseded", known, context)


def _build_merged(one: Visit, into: Visit, merger: Merger, known: Known) -> MergedVisit:
    return MergedVisit(
        id=one.id,
        visit_id=into.id,
        merged_with=into.id,
        brought=_build_brought(one, into, known),
        state=one.state,
        decided_by=merger.decided_by,
        decided_on=merger.decided_on,
        reason=merger.reason,
        audience="committee",
        parties=one.parties,
        synthetic=one.synthetic,
    )


def _build_brought(one: Visit, into: Visit, known: Known) -> Brought:
    """What this visit brings that the survivor did not have."""
    components, guests = {part.key for part in into.components}, {guest.body for guest in into.guests}
    return Brought(
        components=tuple(part for part in one.components if part.key not in components),
        guests=tuple(guest.body for guest in one.guests if guest.body not in guests),
        assessment_ids=tuple(resting.id for resting in known.all(ASSESSMENTS, "visit_id", one.id)),
        kind=one.kind if into.kind == "not stated" != one.kind else None,
        mission_id=None if into.mission_id else one.mission_id,
        awaits_report=into.report_unknown and not one.report_unknown,
    )


def _build_event(survivor: Visit, others: list[Visit], merger: Merger) -> VisitMerged:
    return VisitMerged(
        occurred_on=merger.decided_on,
        synthetic=survivor.synthetic,
        state=survivor.state,
        visit_id=survivor.id,
        merged=tuple(one.id for one in others),
        decided_by=merger.decided_by,
        reason=merger.reason,
    )


def _move_reports(one: Visit, survivor: Visit, merger: Merger, known: Known, context: Context) -> Iterator[Change]:
    """Moves the assessments that rest on a merged visit to the survivor."""
    for assessment in known.all(ASSESSMENTS, "visit_id", one.id):
        report = find_report(known, assessment.id)
        if report is not None:
            yield from move_to_visit(report, survivor.id, merger.decided_on, PART_OF_ANOTHER, context)


PART_OF_ANOTHER = "The visit that it rests on is part of another one."
