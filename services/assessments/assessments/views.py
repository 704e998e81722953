"""Assessments and their parts as each reader may see them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.assessments import AssessmentCompleted
from contracts.redaction import redact_assessment
from contracts.released import ReleasedAssessment, ReleasedFinding, ReleasedRecommendation
from services.assessments.assessments.consent_model import REPORT_CONSENTS, ReportConsent
from services.assessments.assessments.events import build_fact
from services.assessments.assessments.model import (
    ASSESSMENTS,
    CORRECTIONS,
    FINDINGS,
    RECOMMENDATIONS,
    Assessment,
    Correction,
    Finding,
    Recommendation,
    Report,
)
from services.assessments.assessments.needs import find_report
from services.assessments.assessments.stages import Reached, list_stages
from services.assessments.showing import INTERNAL, JsonObject, show_fields
from shared.engine.declarations import View, for_all
from shared.engine.principals import Principal
from shared.engine.rules import Known
from shared.web.documents.shapes import shape

_OF_ASSESSMENT = {"id", "status", *ReleasedAssessment.model_fields}
_OF_RECOMMENDATION = {"id", *ReleasedRecommendation.model_fields}


@dataclass(frozen=True, slots=True)
class ReportWithConsent:
    """A report, and what the State said about its release."""

    report: Report
    consent: ReportConsent | None


def view_assessment(row: Assessment, principal: Principal) -> JsonObject:
    """An assessment in a list, without its parts; its stages and their durations for those who see all."""
    view = show_fields(row) | {"visit": row.visit.model_dump() if row.visit else None}
    if principal.insider(row.state):
        return view | {"stages": list_stages(row)}
    return {name: value for name, value in view.items() if name in _OF_ASSESSMENT}


def view_report(whole: Report, principal: Principal) -> JsonObject:
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
    view = copy.model_dump(exclude={"released_on", "assessment_id", "recommendation_ids"}) if copy else {}
    return {"id": row.id, "status": row.status, **view, "recommendations": parts}


def view_with_consent(whole: ReportWithConsent, principal: Principal) -> JsonObject:
    """The same, for those who see all with the State's consent to its release."""
    view = view_report(whole.report, principal)
    return view | {"consent": whole.consent} if principal.insider(whole.report.assessment.state) else view


def _find_with_consent(known: Known, assessment_id: str) -> ReportWithConsent | None:
    report = find_report(known, assessment_id)
    return None if report is None else ReportWithConsent(report, known.get(REPORT_CONSENTS, assessment_id))


def view_recommendation(row: Recommendation, principal: Principal) -> JsonObject:
    """A recommendation that the reader may see."""
    if principal.insider(row.state):
        return show_fields(row)
    return {name: value for name, value in show_fields(row).items() if name in _OF_RECOMMENDATION}


def view_correction(row: Correction) -> JsonObject:
    """A correction with the original, for those who see all."""
    return show_fields(row) | {"original": view_report(row.original, _COMMITTEE)}


_COMMITTEE = Principal("committee", "committee")


# ---- for the declarations of lists and commands ---------------------------------------------

_ALWAYS = ("id", "status")
_STAGES = {"stages": tuple[Reached, ...]}
_RECOMMENDATION = shape("Recommendation", Recommendation, hidden=INTERNAL)
_RELEASED_FINDING = {name: field.annotation for name, field in ReleasedFinding.model_fields.items()}
_FINDING = shape("Finding", Finding, hidden=INTERNAL, always=("provision",), also=_RELEASED_FINDING)
_ASSESSMENT = shape("Assessment", Assessment, hidden=INTERNAL, always=_ALWAYS, also=_STAGES)
_PARTS = {"findings": list[_FINDING], "recommendations": list[_RECOMMENDATION]}  # type: ignore[valid-type]
_CONSENT = {"consent": ReportConsent | None}
_REPORT = shape("AssessmentReport", Assessment, hidden=INTERNAL, always=_ALWAYS, also=_STAGES | _PARTS | _CONSENT)

ASSESSMENT: View[Assessment] = View(
    ASSESSMENTS, lambda row, viewer: view_assessment(row, viewer.principal), _ASSESSMENT
)
REPORT: View[ReportWithConsent] = View(
    ASSESSMENTS,
    lambda report, viewer: view_with_consent(report, viewer.principal),
    _REPORT,
    parts=(
        (ASSESSMENTS, "id"),
        (RECOMMENDATIONS, "assessment_id"),
        (FINDINGS, "assessment_id"),
        (REPORT_CONSENTS, "id"),
    ),
    gather=_find_with_consent,
)
RECOMMENDATION: View[Recommendation] = View(
    RECOMMENDATIONS, lambda row, viewer: view_recommendation(row, viewer.principal), _RECOMMENDATION
)
CORRECTION: View[Correction] = View(
    CORRECTIONS, for_all(view_correction), shape("Correction", Correction, also={"original": _REPORT})
)
