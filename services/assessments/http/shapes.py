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
from services.assessments.assessments.model import Assessment, Correction, Finding, Recommendation
from services.assessments.assessments.stages import Reached
from services.assessments.consents.model import Consent
from services.assessments.products.model import Product
from services.assessments.programmes.model import Programme
from services.assessments.showing import INTERNAL
from services.assessments.visit_requests.model import VisitRequest
from services.assessments.visits.model import MergedVisit, Overlap, Visit
from shared.web.documents.shapes import shape

_STATUS: Final = ("id", "status")

VISIT = shape(
    "Visit",
    Visit,
    hidden=INTERNAL,
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
RECOMMENDATION = shape("Recommendation", Recommendation, hidden=INTERNAL)
_RELEASED = {name: field.annotation for name, field in ReleasedFinding.model_fields.items()}
FINDING = shape("Finding", Finding, hidden=INTERNAL, always=("provision",), also=_RELEASED)
_ALSO = {"stages": tuple[Reached, ...]}
ASSESSMENT = shape("Assessment", Assessment, hidden=INTERNAL, always=_STATUS, also=_ALSO)
REPORT = shape(
    "AssessmentReport",
    Assessment,
    hidden=INTERNAL,
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
