"""Facts about duties whose clocks other services hold: follow-up reports, responses, observations.

Recommendations for which the CTC set a day of their own (rule 5) are among them. Each row has the day of the duty,
except `ended`, which no event dates. `services/council/calendar/duties.py` makes the present state from the rows.
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


def _project_schedule(event: Event[Any], data: f.FollowupScheduled) -> Iterable[Fact]:
    yield _build_report(event, data, "due", data.due_on, data.mandate, data.paragraph)
    yield from _build_expected_response(event, data, data.response_due_on)


def _project_reschedule(event: Event[Any], data: f.FollowupRescheduled) -> Iterable[Fact]:
    yield from _project_schedule(event, data)
    if data.response_due_on is None and data.previous_response_due_on is not None:
        yield _build_response(event, data, "ended", None)


def _project_pending(event: Event[Any], data: f.FollowupPending) -> Iterable[Fact]:
    yield _build_report(event, data, "pending", data.due_on)
    yield from _build_expected_response(event, data, data.response_due_on)


def _project_overdue(event: Event[Any], data: f.FollowupOverdue) -> Iterable[Fact]:
    yield _build_report(event, data, "overdue", data.due_on, data.mandate, data.paragraph)


def _project_report(event: Event[Any], data: f.FollowupReported) -> Iterable[Fact]:
    yield _build_report(event, data, "met", data.due_on)


def _project_response(event: Event[Any], data: f.FollowupResponseReceived) -> Iterable[Fact]:
    yield _build_response(event, data, "met", data.response_due_on)


def _project_no_answer(event: Event[Any], data: f.FollowupNotAnswered) -> Iterable[Fact]:
    yield _build_response(event, data, "not_answered", data.response_due_on)


def _project_reopening(event: Event[Any], data: f.FollowupReopened) -> Iterable[Fact]:
    yield _build_report(event, data, "due", data.due_on)
    yield from _build_expected_response(event, data, data.response_due_on)


def _project_end(event: Event[Any], data: f.FollowupClosed | f.FollowupCancelled) -> Iterable[Fact]:
    yield _build_report(event, data, "ended", None)
    yield _build_response(event, data, "ended", None)


def _build_report(
    event: Event[Any],
    data: f.FollowupFact,
    stage: Stage,
    due_on: date | None,
    mandate: str | None = None,
    paragraph: str | None = None,
) -> Fact:
    of = data.assessment_id, data.followup_id, data.sequence
    duty = f"{data.followup_id}/{data.sequence}", REPORT, data.state
    row = f"{event.id}/report", event.id, *duty, stage, due_on, *of, mandate, paragraph
    return DUTIES, DutyFact(*row, *when(event, data))


def _build_expected_response(event: Event[Any], data: f.FollowupFact, due_on: date | None) -> Iterable[Fact]:
    if due_on is not None:
        yield _build_response(event, data, "due", due_on)


def _build_response(event: Event[Any], data: f.FollowupFact, stage: Stage, due_on: date | None) -> Fact:
    """The response is the cycle's: further follow-ups ask for no other."""
    of = data.assessment_id, data.followup_id, data.sequence
    duty = f"{data.followup_id}/response", RESPONSE, data.state
    row = f"{event.id}/response", event.id, *duty, stage, due_on, *of, None, None
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
    of = duty, RECOMMENDATION, data.state, stage, due_on, data.assessment_id, data.followup_id, sequence, None, None
    return DUTIES, DutyFact(f"{event.id}/{duty}", event.id, *of, *when(event, data))


# ---- the State's observations on a draft --------------------------------------------------


def _project_draft(event: Event[Any], data: a.AssessmentDrafted) -> Iterable[Fact]:
    if data.observations_due_on is not None:
        yield _build_observations(event, data, "due", data.observations_due_on, data.mandate, data.paragraph)


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
    row = f"{event.id}/observations", event.id, *duty, stage, due_on, data.assessment_id, None, 1, mandate, paragraph
    return DUTIES, DutyFact(*row, *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    f.FollowupScheduled: _project_schedule,
    f.FollowupRescheduled: _project_reschedule,
    f.FollowupPending: _project_pending,
    f.FollowupOverdue: _project_overdue,
    f.FollowupReported: _project_report,
    f.FollowupResponseReceived: _project_response,
    f.FollowupNotAnswered: _project_no_answer,
    f.FollowupClosed: _project_end,
    f.FollowupCancelled: _project_end,
    f.FollowupReopened: _project_reopening,
    f.RecommendationAdded: _project_addition,
    f.RecommendationScheduled: _project_own_day,
    f.RecommendationAssessed: _project_status,
    f.RecommendationClosed: _project_closure,
    f.RecommendationSucceeded: _project_succession,
    a.AssessmentDrafted: _project_draft,
    a.ObservationsReceived: _project_observations,
    a.ObservationsLapsed: _project_lapse,
    a.AssessmentCompleted: _project_final,
    a.AssessmentWithdrawn: _project_final,
}
