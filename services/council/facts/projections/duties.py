"""Facts about duties whose clocks other services hold: follow-up reports, responses, observations.

Recommendations for which the CTC set a day of their own (rule 5) are among them. Each row has the day of the duty,
except `ended`. Of the duties of a cycle each row says all, since followup tells the whole cycle. Of the others
`services/council/lookups/calendar/duties.py` makes the present state from all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from contracts import assessments as a
from contracts import followup as f
from contracts.base import EventData
from services.council.facts import DUTIES, DutyFact, Stage
from services.council.facts.projections.rows import Fact, when
from shared.engine.rules import Event

REPORT, RESPONSE, OBSERVATIONS = "follow-up-report", "state-response", "factual-observations"
"""The obligations, by their ids in the mandates' files."""
RECOMMENDATION = "recommendation"
"""A report that is asked for on one recommendation alone: `REPORT` in the mandates' files."""


# ---- CTED's report (OP16) and the State's response ---------------------------------------


def _project_cycle(event: Event[Any], data: f.FollowupFact) -> Iterable[Fact]:
    """The duties of a cycle as followup tells them. An event of a version that did not carry the cycle tells none."""
    cycle = data.cycle
    if cycle is None:
        return
    for past in cycle.earlier:
        yield _build_report(event, data, past, "met")
    yield _build_report(event, data, cycle, _find_report_stage(cycle))
    yield _build_response(event, data, cycle)


def _find_report_stage(cycle: f.CycleContent) -> Stage:
    if cycle.reported_on is not None:
        return "met"
    if _is_ended(cycle):
        return "cancelled"
    return "pending" if cycle.pending_since else "overdue" if cycle.overdue_since else "due"


def _find_response_stage(cycle: f.CycleContent) -> Stage:
    response = cycle.response
    if response.received_on is not None:
        return "met"
    if response.not_answered_on is not None:
        return "not_answered"
    if response.due_on is None:
        return "ended"
    return "cancelled" if _is_ended(cycle) else "pending" if response.pending_since else "due"


def _is_ended(cycle: f.CycleContent) -> bool:
    return cycle.closed_on is not None or cycle.cancelled_on is not None


def _build_report(event: Event[Any], data: f.FollowupFact, one: f.FollowUpContent, stage: Stage) -> Fact:
    duty = f"{data.followup_id}/{one.sequence}", REPORT, data.state, stage, one.due_on
    of = data.assessment_id, data.followup_id, one.sequence, one.mandate, one.paragraph, one.reported_on
    row = f"{event.id}/{one.sequence}", event.id, *duty, *of
    return DUTIES, DutyFact(*row, *when(event, data))


def _build_response(event: Event[Any], data: f.FollowupFact, cycle: f.CycleContent) -> Fact:
    """The response is the cycle's: further follow-ups ask for no other."""
    due_on, met_on = cycle.response.due_on, cycle.response.received_on
    duty = f"{data.followup_id}/response", RESPONSE, data.state, _find_response_stage(cycle), due_on
    row = (
        f"{event.id}/response",
        event.id,
        *duty,
        data.assessment_id,
        data.followup_id,
        cycle.sequence,
        None,
        None,
        met_on,
    )
    return DUTIES, DutyFact(*row, *when(event, data))


# ---- recommendations with a day of their own (rule 5) -------------------------------------


def _project_addition(event: Event[Any], data: f.RecommendationAdded) -> Iterable[Fact]:
    if data.due_on is not None:
        yield _build_recommendation(event, data, data.recommendation.recommendation_id, "due", data.due_on)


def _project_own_day(event: Event[Any], data: f.RecommendationScheduled) -> Iterable[Fact]:
    yield _build_recommendation(event, data, data.recommendation_id, "due", data.due_on)


def _project_status(event: Event[Any], data: f.RecommendationAssessed) -> Iterable[Fact]:
    if data.due_on is not None:
        yield _build_recommendation(event, data, data.recommendation_id, "met", data.due_on)


def _project_closure(event: Event[Any], data: f.RecommendationClosed) -> Iterable[Fact]:
    if data.due_on is not None:
        yield _build_recommendation(event, data, data.recommendation_id, "ended", None)


def _project_succession(event: Event[Any], data: f.RecommendationSucceeded) -> Iterable[Fact]:
    """A successor that begins with a status was reported on (rule 7)."""
    for parent in data.parents:
        yield _build_recommendation(event, data, parent, "ended", None)
    for one in data.successors:
        if one.own_due_on is not None and one.assessed is None:
            yield _build_recommendation(event, data, one.recommendation.recommendation_id, "due", one.own_due_on)


def _build_recommendation(event: Event[Any], data: Any, duty: str, stage: Stage, due_on: date | None) -> Fact:
    sequence = data.sequence if "sequence" in type(data).model_fields else 1
    met_on = data.occurred_on if stage == "met" else None
    of = data.assessment_id, data.followup_id, sequence, None, None, met_on
    row = f"{event.id}/{duty}", event.id, duty, RECOMMENDATION, data.state, stage, due_on
    return DUTIES, DutyFact(*row, *of, *when(event, data))


# ---- the State's observations on a draft --------------------------------------------------


def _project_draft(event: Event[Any], data: a.AssessmentDrafted) -> Iterable[Fact]:
    if data.observations_due_on is not None:
        yield _build_observations(event, data, "due", data.observations_due_on, data.mandate, data.paragraph)


def _project_extension(event: Event[Any], data: a.ObservationsExtended) -> Iterable[Fact]:
    """The duty goes on, even if it had lapsed before the decision was recorded."""
    yield _build_observations(event, data, "due", data.observations_due_on)


def _project_observations(event: Event[Any], data: a.ObservationsReceived) -> Iterable[Fact]:
    yield _build_observations(event, data, "met", data.observations_due_on)


def _project_lapse(event: Event[Any], data: a.ObservationsLapsed) -> Iterable[Fact]:
    yield _build_observations(event, data, "not_answered", data.observations_due_on)


def _project_final(event: Event[Any], data: a.AssessmentCompleted | a.AssessmentWithdrawn) -> Iterable[Fact]:
    yield _build_observations(event, data, "ended", None)


def _build_observations(
    event: Event[Any],
    data: a.AboutAssessment | a.AssessmentFact,
    stage: Stage,
    due_on: date | None,
    mandate: str | None = None,
    paragraph: str | None = None,
) -> Fact:
    duty = f"{data.assessment_id}/observations", OBSERVATIONS, data.state
    met_on = data.occurred_on if stage == "met" else None
    of = data.assessment_id, None, 1, mandate, paragraph, met_on
    row = f"{event.id}/observations", event.id, *duty, stage, due_on, *of
    return DUTIES, DutyFact(*row, *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    **{
        model: _project_cycle
        for model in f.EVENTS
        if issubclass(model, f.FollowupFact) and model is not f.FollowupReminded
    },
    f.RecommendationAdded: _project_addition,
    f.RecommendationScheduled: _project_own_day,
    f.RecommendationAssessed: _project_status,
    f.RecommendationClosed: _project_closure,
    f.RecommendationSucceeded: _project_succession,
    a.AssessmentDrafted: _project_draft,
    a.ObservationsExtended: _project_extension,
    a.ObservationsReceived: _project_observations,
    a.ObservationsLapsed: _project_lapse,
    a.AssessmentCompleted: _project_final,
    a.AssessmentWithdrawn: _project_final,
}
