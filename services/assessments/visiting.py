"""Visits that took place: in one or several components, and known once, whoever tells of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from contracts.assessments import VisitCompleted, VisitComponent, VisitDates
from contracts.dates import first_day, last_day
from contracts.ids import visit_id
from contracts.notices import AssessmentContent
from contracts.vocabulary import VisitKind
from services.assessments import checks
from services.assessments.aging import awaits_report
from services.assessments.model import CTED, Assessment, Component, Visit
from services.assessments.overlaps import place_in_year
from services.assessments.tables import (
    MERGED,
    VISITS,
    known_visits,
    needs_of_visit,
    needs_of_visits,
    visits_around,
)
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class NoComponentLeft(Refusal):
    """A visit that took place has a component: give the right one with it, or withdraw the visit if there was none."""

    status = 422


class TooManyComponents(Refusal):
    """A visit has at most 50 components: what comes back more often is a visit of its own."""

    status = 422


MOST_REPORTS = 20
"""That are taken to rest on one visit; one does, as a rule."""
MOST_COMPONENTS = 50
"""As the event's contract has it."""
LONGEST_NOTE = 10_000
"""As the event's contract has it; the components keep theirs whole."""


def new(
    source: str, reference: str, state: str, kind: VisitKind, mission_id: str | None = None, synthetic: bool = False
) -> Visit:
    """A visit of CTED of which no component is known yet; `held` says when it counts and who may see it."""
    return Visit(
        id=visit_id(source, reference),
        source=source,
        reference=reference,
        state=state,
        state_year="",
        year=0,
        body=CTED,
        kind=kind,
        status="completed",
        audience="committee",
        parties=(),
        synthetic=synthetic,
        mission_id=mission_id,
    )


def with_component(components: Iterable[Component], one: Component) -> tuple[Component, ...]:
    """The components with this one among them, in order of time; it replaces one of the same days and mode."""
    others = [c for c in components if c.key != one.key]
    if len(others) >= MOST_COMPONENTS:
        raise TooManyComponents
    return tuple(sorted((*others, one), key=lambda c: (c.first, c.last, c.mode, c.start or "", c.end or "")))


def without_components(visit: Visit, mistaken: Iterable[Component]) -> Visit:
    """The visit without components that were recorded by mistake, which it remembers."""
    keys = {one.key for one in mistaken}
    gone = tuple(one for one in visit.components if one.key in keys)
    left = tuple(one for one in visit.components if one.key not in keys)
    return replace(visit, components=left, not_components=(*visit.not_components, *gone))


def with_components(visit: Visit, more: Iterable[Component]) -> Visit:
    """The visit with these components too, one of which may have been thought a mistake. Raises NoComponentLeft."""
    components = visit.components
    for one in more:
        components = with_component(components, one)
    if not components and visit.status == "completed":
        raise NoComponentLeft(fields=("not_components",))
    keys = {one.key for one in components}
    doubted = tuple(one for one in visit.not_components if one.key not in keys)
    return replace(visit, components=components, not_components=doubted)


def held(before: Visit | None, visit: Visit, context: Context, around: Known | None = None) -> Iterator[Change]:
    """The visit took place, as its components say. It counts in the year in which the last one ended.

    `around` holds the State's visits near it, where the rule knows them.
    """
    last = visit.last
    has_no_place = before is not None and before.status == "completed" and not before.state_year
    visit = replace(
        visit,
        status="completed",
        year=last.year,
        state_year="" if has_no_place else f"{visit.state} {last.year}",
        audience=context.reference.practice.default_audiences["schedule"],
        parties=(f"state:{visit.state}",),
        awaits_report_since=last if awaits_report(visit, context.reference) else None,
    )
    if around is not None and visit.state_year:
        visit = place_in_year(visit, around, context)
    if visit != before:
        yield Put(VISITS, visit)
    told = _completed(visit)
    if before is None or before.status != "completed" or told != _completed(before):
        yield Emit(told, visit.state)


def _completed(visit: Visit) -> VisitCompleted:
    components = visit.components
    modes = {component.mode for component in components}
    notes = dict.fromkeys(component.note for component in components if component.note)
    return VisitCompleted(
        occurred_on=visit.last,
        synthetic=visit.synthetic,
        state=visit.state,
        visit_id=visit.id,
        mission_id=visit.mission_id,
        source=visit.source,
        reference=visit.reference,
        kind=visit.kind,
        body=visit.body,
        purpose=visit.purpose,
        invited=visit.invited,
        guests=visit.guests,
        mode=components[0].mode if len(modes) == 1 else "hybrid",
        components=tuple(VisitComponent(mode=c.mode, start=c.start, end=c.end) for c in components),
        participants=visit.participants,
        note="; ".join(notes)[:LONGEST_NOTE] or None,
        source_url=next((component.source_url for component in components if component.source_url), None),
    )


# ---- known by an assessment -----------------------------------------------------------------


def needs_of_visited(source: str, reference: str, state: str, dates: VisitDates | None) -> Iterator[Need]:
    """The visits that may be the one on which this assessment rests."""
    if dates is not None:
        yield from needs_of_visit(visit_id(source, reference))
        yield from needs_of_visits(state, first_day(dates.start), last_day(dates.end))


def as_drafted(said: AssessmentContent, draft: Assessment | None, known: Known) -> AssessmentContent:
    """What is said of the final report, with the visit that its draft named, if it does not name one itself."""
    if draft is None or draft.draft is None or said.visit is not None or said.kind == "desk":
        return said
    return said.model_copy(update={"visit": draft.visit or _dates(known_visit(draft.visit_id or "", known), draft)})


def _dates(visit: Visit | None, draft: Assessment) -> VisitDates | None:
    """Those of a visit to the State that took place."""
    if visit is None or visit.status != "completed" or visit.state != draft.state:
        return None
    first, last = visit.components[0], max(visit.components, key=lambda component: component.last)
    modes = {component.mode for component in visit.components}
    return VisitDates(
        start=first.start or first.end or "",
        end=last.end or last.start or "",
        mode=first.mode if len(modes) == 1 else "hybrid",
    )


def visited(whole: Assessment, code: str, known: Known, context: Context) -> tuple[Assessment, list[Change]]:
    """The assessment with its visit: one that is known, or one that becomes known by it.

    `code` is the State's as it was sent, by which the rule's needs were found.
    """
    if whole.visit is None or whole.kind == "desk":
        return replace(whole, visit_id=None), []
    component = Component(whole.visit.mode, whole.visit.start, whole.visit.end)
    own = known_visit(visit_id(whole.source, whole.reference), known)
    if own is not None:
        checks.counts(own)
    visit = own or _found(whole, component, known)
    if visit is None:
        visit = new(whole.source, whole.reference, whole.state, whole.kind, synthetic=whole.synthetic)
        visit = replace(visit, components=(component,), assessment_ids=(whole.id,))
        return replace(whole, visit_id=visit.id), [*known_visits(code, known), *held(None, visit, context, known)]
    components = visit.components
    if visit.status != "completed":
        components = with_component(components, component)
    elif visit is own and len(components) == 1:
        components = (component,)  # any other is known already, at least as well
    reported = replace(visit, components=components, assessment_ids=_once(*visit.assessment_ids, whole.id))
    return replace(whole, visit_id=visit.id), list(held(visit, reported, context, known))


def _found(whole: Assessment, component: Component, known: Known) -> Visit | None:
    """CTED's visit of this kind, or that of the draft, to this State whose days, as far as known, may be these."""
    kinds = (whole.kind, "not stated")
    drafted = known_visit(whole.visit_id or "", known)
    named = drafted.id if drafted else None
    around = visits_around(whole.state, component.first, component.last, known)
    likely = [
        visit
        for visit in (*around, *([drafted] if drafted else []))
        if visit.body == CTED
        and visit.state == whole.state
        and len(visit.assessment_ids) < MOST_REPORTS
        and visit.stands
        and (visit.kind in kinds or visit.id == named)
        and visit.synthetic == whole.synthetic
        and visit.near_days(component.first, component.last, timedelta())
    ]
    return min(likely, key=lambda visit: (visit.id != named, visit.first, visit.id), default=None)


def known_visit(id_: str, known: Known) -> Visit | None:
    """The visit with this id, or the one that it was merged into."""
    merged = known.get(MERGED, id_)
    return known.get(VISITS, merged.visit_id if merged else id_)


def left(assessment: Assessment, known: Known, context: Context) -> Iterator[Change]:
    """This report rests on its visit no more: the visit may be without a report again."""
    visit = known.get(VISITS, assessment.visit_id) if assessment.visit_id else None
    if visit is not None and assessment.id in visit.assessment_ids:
        others = tuple(one for one in visit.assessment_ids if one != assessment.id)
        yield from held(visit, replace(visit, assessment_ids=others), context)


def _once(*ids: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
