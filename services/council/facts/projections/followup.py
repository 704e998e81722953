"""Facts about follow-ups, about the status of recommendations (rule 6), and about assistance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts import followup as f
from contracts import unoct as u
from contracts.base import EventData
from services.council.facts import CASES, FOLLOWUPS, STATUSES, CaseFact, FollowupFact, StatusFact
from services.council.facts.projections.assessments import build_disclosure, build_recommendation
from services.council.facts.projections.rows import Fact, stage, when
from shared.engine.rules import Event


def _project_followup(event: Event[Any], data: f.FollowupFact) -> Iterable[Fact]:
    of = data.followup_id, data.sequence, data.assessment_id, data.state, stage(event)
    field = data.__dict__.get
    terms = field("due_on"), field("response_due_on"), field("mandate"), field("paragraph")
    status = data.cycle.status if data.cycle else None
    yield FOLLOWUPS, FollowupFact(event.id, event.id, *of, *terms, status, *when(event, data))


def _project_addition(event: Event[Any], data: f.RecommendationAdded) -> Iterable[Fact]:
    at, one, whose = when(event, data), data.recommendation, (data.assessment_id, data.state)
    yield build_recommendation(event, 0, one, whose, at)
    yield build_disclosure(event, 0, "recommendation", one.recommendation_id, one, whose, at)


def _project_position(event: Event[Any], data: f.RecommendationPositionStated) -> Iterable[Fact]:
    yield _build_status(event, 0, data.recommendation_id, "position", data.position, data.sequence, data)


def _project_report(event: Event[Any], data: f.RecommendationReported) -> Iterable[Fact]:
    yield _build_status(event, 0, data.recommendation_id, "reported", data.implementation, data.sequence, data)


def _project_status(event: Event[Any], data: f.RecommendationAssessed) -> Iterable[Fact]:
    yield _build_status(event, 0, data.recommendation_id, "assessed", data.implementation, data.sequence, data)


def _project_closure(event: Event[Any], data: f.RecommendationClosed) -> Iterable[Fact]:
    yield _build_status(event, 0, data.recommendation_id, "closed", data.reason, data.sequence, data)


def _project_carry_over(event: Event[Any], data: f.RecommendationCarriedOver) -> Iterable[Fact]:
    """It goes on in another cycle, and is the same one (rule 1)."""
    yield _build_status(event, 0, data.recommendation_id, "carried_over", data.to_followup_id, data.sequence, data)


def _project_succession(event: Event[Any], data: f.RecommendationSucceeded) -> Iterable[Fact]:
    """Only live leaves count: parents are closed, successors begin with the status they inherit (rule 7)."""
    at, whose = when(event, data), (data.assessment_id, data.state)
    for number, parent in enumerate(data.parents, 1):
        yield _build_status(event, number, parent, "closed", "superseded", 1, data)
    for number, successor in enumerate(data.successors, len(data.parents) + 1):
        one = successor.recommendation
        yield build_recommendation(event, number, one, whose, at)
        yield build_disclosure(event, number, "recommendation", one.recommendation_id, one, whose, at)
        if successor.assessed is not None:
            yield _build_status(event, number, one.recommendation_id, "assessed", successor.assessed, 1, data)


def _build_status(event: Event[Any], number: int, of: str, aspect: str, value: str, sequence: int, data: Any) -> Fact:
    row = f"{event.id}/{number}", event.id, of, data.state, aspect, value, sequence
    return STATUSES, StatusFact(*row, *when(event, data))


def _project_case(event: Event[Any], data: u.CaseFact) -> Iterable[Fact]:
    of = data.case_id, data.recommendation_id, data.state, stage(event), data.__dict__.get("project_id")
    yield CASES, CaseFact(event.id, event.id, *of, *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    f.RecommendationAdded: _project_addition,
    f.RecommendationPositionStated: _project_position,
    f.RecommendationReported: _project_report,
    f.RecommendationAssessed: _project_status,
    f.RecommendationClosed: _project_closure,
    f.RecommendationCarriedOver: _project_carry_over,
    f.RecommendationSucceeded: _project_succession,
    **{model: _project_followup for model in f.EVENTS if issubclass(model, f.FollowupFact)},
    **{model: _project_case for model in u.EVENTS if issubclass(model, u.CaseFact) and model is not u.CasePartsChanged},
}
