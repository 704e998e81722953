"""The visit on which an assessment rests: one that is known already, or a new one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from contracts.assessments import VisitDates
from contracts.dates import first_day, last_day
from contracts.ids import visit_id
from contracts.notices import AssessmentContent
from services.assessments.assessments.model import ASSESSMENTS, Assessment
from services.assessments.visits.checks import check_counts
from services.assessments.visits.completing import complete_visit, start_visit
from services.assessments.visits.components import add_component
from services.assessments.visits.model import CTED, VISITS, Component, Dated, Visit, VisitDays
from services.assessments.visits.needs import (
    create_state_lock,
    find_visit,
    find_whole_visits_around,
    needs_of_visit,
    needs_of_visits_around,
)
from shared.engine.rules import Change, Context, Known, Need

MOST_REPORTS = 20
"""The largest number of reports that can rest on one visit. As a rule there is one."""


def needs_of_stated_visit(source: str, reference: str, state: str, dates: VisitDates | None) -> Iterator[Need]:
    """The visits that may be the one on which this assessment rests."""
    if dates is not None:
        yield from needs_of_visit(visit_id(source, reference))
        first, last = first_day(dates.start), last_day(dates.end)
        yield from needs_of_visits_around(state, first, last, partial(_needs_of_likely, first, last))


def _needs_of_likely(first: date, last: date, visit: VisitDays) -> Iterator[Need]:
    """The whole visit, if it may be that of a report on these days."""
    if _may_have_been(visit, first, last):
        yield Need(VISITS, visit.id)


def _may_have_been(visit: Dated, first: date, last: date) -> bool:
    return visit.body == CTED and visit.stands and visit.near_days(first, last, timedelta())


def needs_of_own_visit(assessment_id: str, dates: VisitDates | None) -> Iterator[Need]:
    """The same for an assessment that is known. If no dates are given, its own count."""

    def its_visits(row: Assessment) -> Iterator[Need]:
        return needs_of_stated_visit(row.source, row.reference, row.state, dates or row.visit)

    yield Need(ASSESSMENTS, assessment_id, then=its_visits)


def add_visit_of_draft(content: AssessmentContent, draft: Assessment | None, known: Known) -> AssessmentContent:
    """The content of the final report, with the visit that its draft named if the content names none."""
    if draft is None or draft.draft is None or content.visit is not None or content.kind == "desk":
        return content
    return content.model_copy(
        update={"visit": draft.visit or _build_dates(find_visit(draft.visit_id or "", known), draft)}
    )


def _build_dates(visit: Visit | None, draft: Assessment) -> VisitDates | None:
    """The dates of a visit to the State that took place; None if it did not."""
    if visit is None or visit.status != "completed" or visit.state != draft.state:
        return None
    first, last = visit.components[0], max(visit.components, key=lambda component: component.last)
    modes = {component.mode for component in visit.components}
    return VisitDates(
        start=first.start or first.end or "",
        end=last.end or last.start or "",
        mode=first.mode if len(modes) == 1 else "hybrid",
    )


def rest_on_visit(whole: Assessment, code: str, known: Known, context: Context) -> tuple[Assessment, list[Change]]:
    """The assessment with its visit: one that is known already, or a new one.

    `code` is the State's as it was sent, by which the rule's needs were found.
    """
    if whole.visit is None or whole.kind == "desk":
        return replace(whole, visit_id=None), []
    component = Component(whole.visit.mode, whole.visit.start, whole.visit.end)
    own = find_visit(visit_id(whole.source, whole.reference), known)
    if own is not None:
        check_counts(own)
    visit = own or _find_visit(whole, component, known)
    if visit is None:
        visit = start_visit(whole.source, whole.reference, whole.state, whole.kind, None, whole.synthetic)
        visit = replace(visit, components=(component,), assessment_ids=(whole.id,))
        return replace(whole, visit_id=visit.id), [
            *create_state_lock(code, known),
            *complete_visit(None, visit, context, known),
        ]
    components = visit.components
    if visit.status != "completed":
        components = add_component(components, component)
    elif visit is own and len(components) == 1:
        components = (component,)  # other components are known at least as precisely
    reported = replace(visit, components=components, assessment_ids=_drop_repeated(*visit.assessment_ids, whole.id))
    return replace(whole, visit_id=visit.id), list(complete_visit(visit, reported, context, known))


def _find_visit(whole: Assessment, component: Component, known: Known) -> Visit | None:
    """CTED's visit to this State that may have taken place on these days. It is of this kind, or the draft names it."""
    kinds = (whole.kind, "not stated")
    of_draft = find_visit(whole.visit_id or "", known)
    draft_visit_id = of_draft.id if of_draft else None
    around = find_whole_visits_around(whole.state, component.first, component.last, known)
    likely = [
        visit
        for visit in (*around, *([of_draft] if of_draft else []))
        if visit.state == whole.state
        and len(visit.assessment_ids) < MOST_REPORTS
        and (visit.kind in kinds or visit.id == draft_visit_id)
        and visit.synthetic == whole.synthetic
        and _may_have_been(visit, component.first, component.last)
    ]
    return min(likely, key=lambda visit: (visit.id != draft_visit_id, visit.first, visit.id), default=None)


def leave_visit(assessment: Assessment, known: Known, context: Context) -> Iterator[Change]:
    """Takes the report off its visit, which may be without a report again."""
    visit = known.get(VISITS, assessment.visit_id) if assessment.visit_id else None
    if visit is not None and assessment.id in visit.assessment_ids:
        others = tuple(one for one in visit.assessment_ids if one != assessment.id)
        yield from complete_visit(visit, replace(visit, assessment_ids=others), context)


def _drop_repeated(*ids: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
