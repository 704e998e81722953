"""Facts about visits, about assessments with their recommendations, and about who may have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts import assessments as a
from contracts.base import EventData
from services.council.facts import (
    ASSESSMENTS,
    DISCLOSURES,
    FINDINGS,
    OVERLAPS,
    RECOMMENDATIONS,
    VISITS,
    AssessmentFact,
    DisclosureFact,
    FindingFact,
    OverlapFact,
    RecommendationFact,
    VisitFact,
)
from services.council.facts.projections.rows import Fact, When, stage, when
from shared.engine.rules import Event


def _project_plan(event: Event[Any], data: a.VisitPlan) -> Iterable[Fact]:
    yield _build_visit(event, data, start=data.start)


def _project_cancellation(event: Event[Any], data: a.VisitCancelled) -> Iterable[Fact]:
    yield _build_visit(event, data)


def _project_visit(event: Event[Any], data: a.VisitCompleted) -> Iterable[Fact]:
    ends = tuple(component.end or component.start or "" for component in data.components)
    yield _build_visit(event, data, ends, tuple(component.mode for component in data.components))


def _project_merger(event: Event[Any], data: a.VisitMerged) -> Iterable[Fact]:
    """Each of the others is a part of one visit from now on; that one is told of anew by its own event."""
    yield from _project_parts(event, data, data.merged)


def _project_separation(event: Event[Any], data: a.VisitSeparated) -> Iterable[Fact]:
    """Each of these is a part of that one no more; all are told of anew by their own events."""
    yield from _project_parts(event, data, data.separated)


def _project_parts(event: Event[Any], data: a.VisitMerged | a.VisitSeparated, parts: Iterable[str]) -> Iterable[Fact]:
    for number, visit in enumerate(parts, 1):
        of = visit, None, data.state, "not stated", "", stage(event), (), (), None, data.visit_id, False, False
        yield VISITS, VisitFact(f"{event.id}/{number}", event.id, *of, *when(event, data))


def _project_overlap(event: Event[Any], data: a.VisitOverlapFlagged | a.VisitOverlapResolved) -> Iterable[Fact]:
    if data.overlap_id is None:  # from before overlaps had ids
        return
    of = data.overlap_id, data.state, data.visit_id, data.other_visit_id, stage(event).removeprefix("overlap_")
    yield OVERLAPS, OverlapFact(event.id, event.id, *of, *when(event, data))


def _build_visit(
    event: Event[Any],
    data: a.VisitFact,
    ends: tuple[str, ...] = (),
    modes: tuple[str, ...] = (),
    start: str | None = None,
) -> Fact:
    of = data.visit_id, data.mission_id, data.state, data.kind, data.body, stage(event), ends, modes, start, None
    unknown = isinstance(data, a.VisitCompleted) and data.report_unknown
    was_scheduled = isinstance(data, a.VisitCancelled) and data.was_scheduled
    return VISITS, VisitFact(event.id, event.id, *of, unknown, was_scheduled, *when(event, data))


def _project_assessment(event: Event[Any], data: a.AssessmentFact) -> Iterable[Fact]:
    at = when(event, data)
    of = data.assessment_id, data.state, data.kind, data.visit_id, data.opens_cycle
    yield ASSESSMENTS, AssessmentFact(event.id, event.id, *of, data.report_date, data.submitted_to_ctc_on, False, *at)
    whose = data.assessment_id, data.state
    yield build_disclosure(event, 0, "assessment", data.assessment_id, data, whose, at)
    for number, one in enumerate(data.recommendations, 1):
        yield build_recommendation(event, number, one, whose, at)
        yield build_disclosure(event, number, "recommendation", one.recommendation_id, one, whose, at)
    for number, finding in enumerate(data.findings, len(data.recommendations) + 1):
        yield _build_finding(event, number, finding, whose, at)
        yield build_disclosure(event, number, "finding", finding.finding_id, finding, whose, at)


def _build_finding(event: Event[Any], number: int, one: a.Finding, whose: tuple[str, str], at: When) -> Fact:
    of = one.finding_id, *whose, one.provision, one.result, one.good_practice is not None, one.shortfall is not None
    return FINDINGS, FindingFact(f"{event.id}/{number}", event.id, *of, *at)


def _project_withdrawal(event: Event[Any], data: a.AssessmentWithdrawn) -> Iterable[Fact]:
    of = data.assessment_id, data.state, None, None, False, None, None
    yield ASSESSMENTS, AssessmentFact(event.id, event.id, *of, True, *when(event, data))


def _project_disclosure(event: Event[Any], data: a.DisclosureChanged) -> Iterable[Fact]:
    at = when(event, data)
    whose = data.assessment_id, data.state
    if not data.in_part:
        yield build_disclosure(event, 0, data.of, data.id, data, whose, at)
    for number, part in enumerate(data.parts, 1):
        yield build_disclosure(event, number, "part", part.id, part, whose, at)


def _project_product(event: Event[Any], data: a.ProductAdopted) -> Iterable[Fact]:
    yield build_disclosure(event, 0, "product", data.product_id, data, (None, data.state), when(event, data))


def _project_request(event: Event[Any], data: a.AssistanceRequested) -> Iterable[Fact]:
    whose = data.assessment_id, data.state
    yield build_recommendation(event, 1, data.recommendation, whose, when(event, data), amends=True)


def build_recommendation(
    event: Event[Any], number: int, one: a.Recommendation, whose: tuple[str, str], at: When, amends: bool = False
) -> Fact:
    """A recommendation, the event's `number`th; `whose`: its assessment and State."""
    of = one.recommendation_id, *whose, one.themes, one.priority, one.pillar
    assistance = one.assistance_needed, one.assistance_requested
    row = f"{event.id}/{number}", event.id, *of, *assistance, amends, one.provision, one.made_by
    return RECOMMENDATIONS, RecommendationFact(*row, *at)


def build_disclosure(
    event: Event[Any], number: int, of: str, thing: str, to: Any, whose: tuple[str | None, str | None], at: When
) -> Fact:
    """Who may have a thing, the event's `number`th: the audience and parties of `to`."""
    row = f"{event.id}/{number}", event.id, thing, of
    return DISCLOSURES, DisclosureFact(*row, *whose, to.audience, to.parties, *at)


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    a.VisitPlanned: _project_plan,
    a.VisitAgreed: _project_plan,
    a.VisitCompleted: _project_visit,
    a.VisitCancelled: _project_cancellation,
    a.VisitMerged: _project_merger,
    a.VisitSeparated: _project_separation,
    a.VisitOverlapFlagged: _project_overlap,
    a.VisitOverlapResolved: _project_overlap,
    a.AssessmentCompleted: _project_assessment,
    a.AssessmentCorrected: _project_assessment,
    a.AssessmentWithdrawn: _project_withdrawal,
    a.AssistanceRequested: _project_request,
    a.DisclosureChanged: _project_disclosure,
    a.ProductAdopted: _project_product,
}
