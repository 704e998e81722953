"""Event -> facts. Pure: a rebuild runs the same functions over the same events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts import assessments as a
from contracts import followup as f
from contracts import unoct as u
from contracts.base import EventData
from services.council.facts import (
    ASSESSMENTS,
    CASES,
    DISCLOSURES,
    EVENTS,
    FOLLOWUPS,
    RECOMMENDATIONS,
    STATUSES,
    VISITS,
    AssessmentFact,
    CaseFact,
    DisclosureFact,
    EventFact,
    FollowupFact,
    RecommendationFact,
    StatusFact,
    VisitFact,
)
from shared.rules import Change, Context, Event, Known, Need, Put, Table

Fact = tuple[Table[Any], Any]


def needs_event(event: Event[Any]) -> Iterable[Need]:
    """Whether this event is known already."""
    yield Need(EVENTS, event.id)


def keep_facts(event: Event[Any], known: Known, _context: Context) -> Iterable[Change]:
    """What an event says is kept once."""
    if known.get(EVENTS, event.id) is None:
        for table, row in facts_of(event):
            yield Put(table, row)


def facts_of(event: Event[Any]) -> Iterable[Fact]:
    """All rows that an event makes: itself, and what it says of each thing."""
    yield EVENTS, event_fact(event)
    project = PROJECTIONS.get(type(event.data))
    if project is not None:
        yield from project(event, event.data)


def event_fact(event: Event[Any]) -> EventFact:
    """The event itself."""
    message, data = event.message, event.data
    assert message is not None, "only what a transport brought is projected"
    return EventFact(
        id=event.id,
        source=event.source,
        type=event.type,
        topic=message.topic,
        subject=event.subject,
        time=event.time,
        occurred_on=getattr(data, "occurred_on", None),
        correlationid=event.correlation_id,
        causationid=event.causation_id,
        position=message.offset,
        synthetic=getattr(data, "synthetic", False),
        data=message.data or b"",
    )


def _when(event: Event[Any], data: Any) -> tuple[Any, ...]:
    """The last four columns of every fact: occurred, recorded, position, synthetic."""
    position = event.message.offset if event.message else 0
    return data.occurred_on, event.time, position, data.synthetic


# ---- visits -------------------------------------------------------------------------------


def _planned(event: Event[Any], data: a.VisitPlanned) -> Iterable[Fact]:
    stage = event.type.removeprefix("visit.").removesuffix(".v1")
    yield _visit(event, data, stage, (), ())


def _visited(event: Event[Any], data: a.VisitCompleted) -> Iterable[Fact]:
    ends = tuple(component.end or component.start or "" for component in data.components)
    yield _visit(event, data, "completed", ends, tuple(component.mode for component in data.components))


def _visit(event: Event[Any], data: a.VisitFact, stage: str, ends: tuple[str, ...], modes: tuple[str, ...]) -> Fact:
    of = data.visit_id, data.mission_id, data.state, data.kind, data.body
    return VISITS, VisitFact(event.id, event.id, *of, stage, ends, modes, *_when(event, data))


# ---- assessments, their recommendations, who may have them --------------------------------


def _assessed(event: Event[Any], data: a.AssessmentFact) -> Iterable[Fact]:
    when = _when(event, data)
    of = data.assessment_id, data.state, data.kind, data.visit_id, data.opens_cycle, data.submitted_to_ctc_on
    yield ASSESSMENTS, AssessmentFact(event.id, event.id, *of, False, *when)
    yield _disclosed(event, 0, "assessment", data.assessment_id, data, data, when)
    for number, one in enumerate(data.recommendations, 1):
        yield _recommendation(event, number, one, data.assessment_id, data.state, when)
        yield _disclosed(event, number, "recommendation", one.recommendation_id, one, data, when)
    for number, finding in enumerate(data.findings, len(data.recommendations) + 1):
        yield _disclosed(event, number, "finding", finding.finding_id, finding, data, when)


def _withdrawn(event: Event[Any], data: a.AssessmentWithdrawn) -> Iterable[Fact]:
    of = data.assessment_id, data.state, None, None, False, None
    yield ASSESSMENTS, AssessmentFact(event.id, event.id, *of, True, *_when(event, data))


def _recommendation(
    event: Event[Any], number: int, one: a.Recommendation, assessment_id: str, state: str, when: tuple[Any, ...]
) -> Fact:
    return RECOMMENDATIONS, RecommendationFact(
        f"{event.id}/{number}",
        event.id,
        one.recommendation_id,
        assessment_id,
        state,
        one.themes,
        one.priority,
        one.pillar,
        one.assistance_needed,
        one.assistance_requested,
        *when,
    )


def _disclosed(
    event: Event[Any], number: int, of: str, thing: str, disclosed: Any, data: Any, when: tuple[Any, ...]
) -> Fact:
    whose = data.assessment_id, data.state
    to = disclosed.audience, disclosed.parties
    return DISCLOSURES, DisclosureFact(f"{event.id}/{number}", event.id, thing, of, *whose, *to, *when)


def _disclosure_changed(event: Event[Any], data: a.DisclosureChanged) -> Iterable[Fact]:
    when = _when(event, data)
    if not data.in_part:
        yield _disclosed(event, 0, data.of, data.id, data, data, when)
    for number, part in enumerate(data.parts, 1):
        yield _disclosed(event, number, "part", part.id, part, data, when)


def _product(event: Event[Any], data: a.ProductAdopted) -> Iterable[Fact]:
    whose = None, data.state
    to = data.audience, data.parties
    row = DisclosureFact(event.id, event.id, data.product_id, "product", *whose, *to, *_when(event, data))
    yield DISCLOSURES, row


# ---- follow-up and status -----------------------------------------------------------------


def _followup(event: Event[Any], data: f.FollowupFact) -> Iterable[Fact]:
    stage = event.type.removeprefix("followup.").removesuffix(".v1")
    of = data.followup_id, data.sequence, data.assessment_id, data.state, stage
    due = getattr(data, "due_on", None), getattr(data, "response_due_on", None)
    under = getattr(data, "mandate", None), getattr(data, "paragraph", None)
    yield FOLLOWUPS, FollowupFact(event.id, event.id, *of, *due, *under, *_when(event, data))


def _added(event: Event[Any], data: f.RecommendationAdded) -> Iterable[Fact]:
    when = _when(event, data)
    yield _recommendation(event, 0, data.recommendation, data.assessment_id, data.state, when)
    one = data.recommendation
    yield _disclosed(event, 0, "recommendation", one.recommendation_id, one, data, when)


def _stated(event: Event[Any], data: f.RecommendationPositionStated) -> Iterable[Fact]:
    yield _status(event, 0, data.recommendation_id, "position", data.position, data.sequence, data)


def _reported(event: Event[Any], data: f.RecommendationReported) -> Iterable[Fact]:
    yield _status(event, 0, data.recommendation_id, "reported", data.implementation, data.sequence, data)


def _status_assessed(event: Event[Any], data: f.RecommendationAssessed) -> Iterable[Fact]:
    yield _status(event, 0, data.recommendation_id, "assessed", data.implementation, data.sequence, data)


def _closed(event: Event[Any], data: f.RecommendationClosed) -> Iterable[Fact]:
    yield _status(event, 0, data.recommendation_id, "closed", data.reason, data.sequence, data)


def _succeeded(event: Event[Any], data: f.RecommendationSucceeded) -> Iterable[Fact]:
    """Only live leaves count: parents are closed, successors begin with the status they inherit (rule 7)."""
    when = _when(event, data)
    for number, parent in enumerate(data.parents, 1):
        yield _status(event, number, parent, "closed", "superseded", 1, data)
    for number, successor in enumerate(data.successors, len(data.parents) + 1):
        one = successor.recommendation
        yield _recommendation(event, number, one, data.assessment_id, data.state, when)
        yield _disclosed(event, number, "recommendation", one.recommendation_id, one, data, when)
        if successor.assessed is not None:
            yield _status(event, number, one.recommendation_id, "assessed", successor.assessed, 1, data)


def _status(
    event: Event[Any], number: int, recommendation: str, aspect: str, value: str, sequence: int, data: Any
) -> Fact:
    of = recommendation, data.state, aspect, value, sequence
    return STATUSES, StatusFact(f"{event.id}/{number}", event.id, *of, *_when(event, data))


# ---- assistance ---------------------------------------------------------------------------


def _case(event: Event[Any], data: u.CaseFact) -> Iterable[Fact]:
    stage = event.type.removeprefix("case.").removesuffix(".v1")
    of = data.case_id, data.recommendation_id, data.state, stage, getattr(data, "project_id", None)
    yield CASES, CaseFact(event.id, event.id, *of, *_when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    a.VisitPlanned: _planned,
    a.VisitAgreed: _planned,
    a.VisitCompleted: _visited,
    a.AssessmentCompleted: _assessed,
    a.AssessmentCorrected: _assessed,
    a.AssessmentWithdrawn: _withdrawn,
    a.DisclosureChanged: _disclosure_changed,
    a.ProductAdopted: _product,
    f.RecommendationAdded: _added,
    f.RecommendationPositionStated: _stated,
    f.RecommendationReported: _reported,
    f.RecommendationAssessed: _status_assessed,
    f.RecommendationClosed: _closed,
    f.RecommendationSucceeded: _succeeded,
    **{model: _followup for model in f.EVENTS if issubclass(model, f.FollowupFact)},
    **{model: _case for model in u.EVENTS if issubclass(model, u.CaseFact)},
}
"""What each type of event says; all others are kept as events only."""
