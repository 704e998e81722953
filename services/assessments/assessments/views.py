"""Assessments and their parts as each reader may see them. Pure."""

from __future__ import annotations

from datetime import date

from contracts.assessments import AssessmentCompleted
from contracts.redaction import redact_assessment
from contracts.released import ReleasedAssessment, ReleasedRecommendation
from services.assessments.assessments.events import build_fact
from services.assessments.assessments.model import Assessment, Correction, Recommendation, Report
from services.assessments.assessments.stages import list_stages
from services.assessments.showing import View, show_fields
from shared.engine.principals import Principal

_OF_ASSESSMENT = {"id", "status", *ReleasedAssessment.model_fields}


_OF_RECOMMENDATION = {"id", *ReleasedRecommendation.model_fields}


def view_assessment(row: Assessment, principal: Principal) -> View:
    """An assessment in a list, without its parts; its stages and their durations for those who see all."""
    shown = show_fields(row) | {"visit": row.visit.model_dump() if row.visit else None}
    if principal.insider(row.state):
        return shown | {"stages": list_stages(row)}
    return {name: value for name, value in shown.items() if name in _OF_ASSESSMENT}


def view_report(whole: Report, principal: Principal) -> View:
    """An assessment with those of its parts that the reader may see."""
    row = whole.assessment
    parts = [
        view_recommendation(one, principal)
        for one in whole.recommendations
        if principal.sees(one.audience, one.parties)
    ]
    if principal.insider(row.state):
        findings = [show_fields(one) for one in whole.findings if principal.sees(one.audience, one.parties)]
        return view_assessment(row, principal) | {"recommendations": parts, "findings": findings}
    fact = build_fact(whole, AssessmentCompleted)
    copy = redact_assessment(fact, date.min, principal.audience, principal.parties)
    shown = copy.model_dump(exclude={"released_on", "assessment_id", "recommendation_ids"}) if copy else {}
    return {"id": row.id, "status": row.status, **shown, "recommendations": parts}


def view_recommendation(row: Recommendation, principal: Principal) -> View:
    """A recommendation that the reader may see."""
    if principal.insider(row.state):
        return show_fields(row)
    return {name: value for name, value in show_fields(row).items() if name in _OF_RECOMMENDATION}


def view_correction(row: Correction) -> View:
    """A correction with the original, for those who see all."""
    return show_fields(row) | {"original": view_report(row.original, _COMMITTEE)}


_COMMITTEE = Principal("committee", "committee")
