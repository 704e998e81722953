"""Builds the events about assessments. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from contracts import assessments as facts
from contracts.assessments import AboutAssessment, AssessmentFact
from services.assessments.assessments.model import Assessment, Finding, Recommendation, Report

About = TypeVar("About", bound=AboutAssessment)


Fact = TypeVar("Fact", bound=AssessmentFact)


def build_event(assessment: Assessment, event: type[About], on: date, **more: Any) -> About:
    """The event of this type about an assessment, which occurred on this day."""
    return event(
        occurred_on=on,
        synthetic=assessment.synthetic,
        state=assessment.state,
        assessment_id=assessment.id,
        source=assessment.source,
        reference=assessment.reference,
        **more,
    )


def build_fact(report: Report, event: type[Fact], **more: Any) -> Fact:
    """The event of this type about a final report. It holds the whole state of the report, and the fields in `more`.

    It occurred on the day of submission, unless `more` says otherwise.
    """
    assessment = report.assessment
    assert assessment.report_date is not None
    assert assessment.submitted_to_ctc_on is not None
    more.setdefault("occurred_on", assessment.submitted_to_ctc_on)
    return event(
        state=assessment.state,
        synthetic=assessment.synthetic,
        assessment_id=assessment.id,
        source=assessment.source,
        reference=assessment.reference,
        kind=assessment.kind,
        visit_id=assessment.visit_id,
        visit=assessment.visit,
        report_date=assessment.report_date,
        submitted_to_ctc_on=assessment.submitted_to_ctc_on,
        received_by_state_on=assessment.received_by_state_on,
        opens_cycle=assessment.opens_cycle,
        recommendations=tuple(build_recommendation(one) for one in report.recommendations),
        findings=tuple(_build_finding(one) for one in report.findings),
        audience=assessment.audience,
        parties=assessment.parties,
        **more,
    )


def build_recommendation(one: Recommendation) -> facts.Recommendation:
    """A recommendation as events have it."""
    return facts.Recommendation(
        recommendation_id=one.id,
        **facts.RecommendationContent.fields_of(one),
        assistance_requested=one.assistance_requested,
        audience=one.audience,
        parties=one.parties,
    )


def _build_finding(one: Finding) -> facts.Finding:
    return facts.Finding(
        finding_id=one.id,
        **facts.FindingContent.fields_of(one),
        audience=one.audience,
        parties=one.parties,
    )
