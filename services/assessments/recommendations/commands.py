"""It is decided who may have a recommendation (OP19); the State asks for assistance with it (OP39). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.vocabulary import Day
from services.assessments.assessments.consent_model import REPORT_CONSENTS
from services.assessments.assessments.disclosing import disclose_report
from services.assessments.assessments.needs import get_report, needs_of_report
from services.assessments.disclosure import Decision
from services.assessments.recommendations.assistance import record_assistance_request
from shared.engine.answering import add_answer
from shared.engine.corrections.arrival import check_arrival
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class DiscloseRecommendation:
    """Who may have it from now on (OP19). `If-Match` takes the `ETag` of its assessment."""

    assessment_id: str
    recommendation_id: str
    given: Decision


@dataclass(frozen=True, slots=True)
class AssistanceRequest:
    """The body of `POST /recommendations/{id}/assistance-request`: the State's word on assistance (OP39)."""

    requested: bool
    """False: the State takes its request back."""
    requested_on: Day | None = None
    """Absent: today. A State dates its own by no earlier day."""


@dataclass(frozen=True, slots=True)
class RequestAssistance:
    """The State asks for assistance with it, or takes its request back (OP39): the State itself, or the Committee.

    `If-Match` takes the `ETag` of its assessment.
    """

    assessment_id: str
    recommendation_id: str
    given: AssistanceRequest


def needs_of_recommendation(command: Command[DiscloseRecommendation] | Command[RequestAssistance]) -> Iterable[Need]:
    """The whole report, what was released of it, and what the State said about that."""
    return needs_of_report(command.data.assessment_id)


def disclose_recommendation(
    command: Command[DiscloseRecommendation], known: Known, context: Context
) -> Iterable[Change]:
    """The decision narrows or widens who may have this recommendation alone."""
    data = command.data
    report = get_report(data.assessment_id, known)
    consent = known.get(REPORT_CONSENTS, report.assessment.id)
    changes = disclose_report(report, consent, data.given, context, data.recommendation_id)
    return add_answer(report.assessment.id, changes)


def request_assistance(command: Command[RequestAssistance], known: Known, context: Context) -> Iterable[Change]:
    """The latest word of the State stands. What it says itself is dated by its arrival (rule 4)."""
    data = command.data
    report = get_report(data.assessment_id, known)
    requested, day = data.given.requested, data.given.requested_on or context.today
    changes = [*record_assistance_request(report, data.recommendation_id, requested, day, context)]
    if changes:
        check_arrival(command.principal, context.today, "OP39", requested_on=day)
    return add_answer(report.assessment.id, changes)
