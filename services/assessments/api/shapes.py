"""What the addresses of assessments answer, for the OpenAPI document: rows as the views show them."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import BaseModel

from contracts.assessments import Guest
from contracts.released import (
    ReleasedAssessment,
    ReleasedFinding,
    ReleasedProduct,
    ReleasedRecommendation,
    ReleasedSchedule,
)
from services.assessments import views
from services.assessments.aging import Reached
from services.assessments.model import (
    Assessment,
    Correction,
    Finding,
    MergedVisit,
    Overlap,
    Product,
    Recommendation,
    Visit,
)
from services.assessments.programme_model import Consent, Programme, VisitRequest
from shared.web.documents.shapes import shape

_STATUS: Final = ("id", "status")

VISIT = shape(
    "Visit",
    Visit,
    hidden=views.INTERNAL,
    always=_STATUS,
    also={
        "guests": tuple[Guest, ...],
        "invited": tuple[str, ...],
        "participants": tuple[str, ...],
        "report_usual_by": date | None,
        "days_without_report": int | None,
    },
)
MERGER = shape("MergedVisit", MergedVisit)
OVERLAP = shape("Overlap", Overlap)
RECOMMENDATION = shape("Recommendation", Recommendation, hidden=views.INTERNAL)
_RELEASED = {name: field.annotation for name, field in ReleasedFinding.model_fields.items()}
FINDING = shape("Finding", Finding, hidden=views.INTERNAL, always=("provision",), also=_RELEASED)
_ALSO = {"stages": tuple[Reached, ...]}
ASSESSMENT = shape("Assessment", Assessment, hidden=views.INTERNAL, always=_STATUS, also=_ALSO)
REPORT = shape(
    "AssessmentReport",
    Assessment,
    hidden=views.INTERNAL,
    always=_STATUS,
    also=_ALSO | {"findings": list[FINDING], "recommendations": list[RECOMMENDATION]},  # type: ignore[valid-type]
)
CORRECTION = shape("Correction", Correction, also={"original": REPORT})
PRODUCT = shape("Product", Product, always=_STATUS)
PROGRAMME = shape("Programme", Programme)
CONSENT = shape("Consent", Consent)
VISIT_REQUEST = shape("VisitRequest", VisitRequest)


class ReleasedThing(BaseModel):
    """A copy, as it was published."""

    type: str
    subject: str
    data: ReleasedAssessment | ReleasedRecommendation | ReleasedProduct | ReleasedSchedule
