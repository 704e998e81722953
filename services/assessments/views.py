"""Visits, assessments, recommendations and products as each reader may see them. Pure.

The Committee sees everything, and a State all of its own. Others see what their released copies have.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import fields
from datetime import date
from typing import Any

from contracts.assessments import AssessmentCompleted
from contracts.redaction import redact_assessment
from contracts.released import ReleasedAssessment, ReleasedProduct, ReleasedRecommendation, ReleasedSchedule
from reference import Reference
from services.assessments import aging, telling
from services.assessments.model import Assessment, Correction, Finding, Overlap, Product, Recommendation, Report, Visit
from services.assessments.overlaps import parties
from shared.engine.principals import Principal

View = dict[str, Any]

INTERNAL = {
    "stated_audience", "own_audience", "stated_assistance_requested", "state_year", "recommendation_ids", "finding_ids",
    "followed_up_on", "responded_on",
}  # fmt: skip
"""Fields that nobody is shown."""
_PLAN = {"planned_start", "planned_end", "mission_id", "agreed_on", "year"}
_OF_VISIT = {"id", "status", *_PLAN, *ReleasedSchedule.model_fields}
_OF_ASSESSMENT = {"id", "status", *ReleasedAssessment.model_fields}
_OF_RECOMMENDATION = {"id", *ReleasedRecommendation.model_fields}
_OF_PRODUCT = {"id", "status", *ReleasedProduct.model_fields}
"""What others may know is what their copies say."""


def visit(row: Visit, principal: Principal, reference: Reference) -> View:
    """A visit; for others than the Committee and the State without purpose, guests and notes."""
    if principal.insider(row.state):
        guests: View = {"guests": [one.model_dump(mode="json") for one in row.guests]}
        guests |= {"invited": row.invited, "participants": row.participants}
        return _all(row) | guests | {"report_usual_by": aging.usual_by(row, reference)}
    shown = {name: value for name, value in _all(row).items() if name in _OF_VISIT}
    return shown | {"components": [{"mode": c.mode, "start": c.start, "end": c.end} for c in row.components]}


def overlap(row: Overlap, principal: Principal, seen: Set[str]) -> View:
    """An overlap. `seen` are those of its visits that the reader may see.

    Of a visit of another body that the State has not agreed to, a body learns whose it is, and can ask that body.
    Its dates are the Committee's until then (OP12).
    """
    shown = _all(row)
    if principal.sees("committee"):
        return shown
    sides = (("visit_id", row.body, "start"), ("other_visit_id", row.other_body, "other_start"))
    for visit, body, start in sides:
        if shown[visit] not in seen and principal.parties.isdisjoint(parties([body])):
            for name in (visit, start, "resolved_because"):
                shown.pop(name, None)
    return shown


def listed_visit(row: Visit, principal: Principal, reference: Reference, today: date) -> View:
    """A visit in a list: who sees all sees too since how many days it has waited for its report."""
    shown, since = visit(row, principal, reference), row.awaits_report_since
    if not principal.insider(row.state):
        return shown
    return shown | {"days_without_report": None if since is None else (today - since).days}


def assessment(row: Assessment, principal: Principal) -> View:
    """An assessment in a list, without its parts; its stages and their durations for those who see all."""
    shown = _all(row) | {"visit": row.visit.model_dump() if row.visit else None}
    if principal.insider(row.state):
        return shown | {"stages": aging.stages(row)}
    return {name: value for name, value in shown.items() if name in _OF_ASSESSMENT}


def product(row: Product, principal: Principal) -> View:
    """A survey or an analytical product that the reader may see."""
    shown = _all(row)
    if principal.insider(row.state):
        return shown
    return {name: value for name, value in shown.items() if name in _OF_PRODUCT}


def report(whole: Report, principal: Principal) -> View:
    """An assessment with those of its parts that the reader may see."""
    row = whole.assessment
    parts = [
        recommendation(one, principal) for one in whole.recommendations if principal.sees(one.audience, one.parties)
    ]
    if principal.insider(row.state):
        findings = [_all(one) for one in whole.findings if principal.sees(one.audience, one.parties)]
        return assessment(row, principal) | {"recommendations": parts, "findings": findings}
    fact = telling.fact(whole, AssessmentCompleted)
    copy = redact_assessment(fact, date.min, principal.audience, principal.parties)
    shown = copy.model_dump(exclude={"released_on", "assessment_id", "recommendation_ids"}) if copy else {}
    return {"id": row.id, "status": row.status, **shown, "recommendations": parts}


def recommendation(row: Recommendation, principal: Principal) -> View:
    """A recommendation that the reader may see."""
    if principal.insider(row.state):
        return _all(row)
    return {name: value for name, value in _all(row).items() if name in _OF_RECOMMENDATION}


def correction(row: Correction) -> View:
    """A correction with the original, for those who see all."""
    return _all(row) | {"original": report(row.original, _COMMITTEE)}


_COMMITTEE = Principal("committee", "committee")


def _all(row: Visit | Assessment | Recommendation | Finding | Correction | Product | Overlap) -> View:
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in INTERNAL}
