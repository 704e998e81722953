"""What visits, assessments and products are: the rows that this service keeps. Pure."""

from typing import Final

from services.assessments.model.products import Product
from services.assessments.model.released import JudgedNotice, ReleasedCopy
from services.assessments.model.reports import Assessment, AssessmentStatus, Correction, Finding, Recommendation, Report
from services.assessments.model.visits import (
    CTED,
    Brought,
    Component,
    MergedVisit,
    Overlap,
    StateVisits,
    Visit,
    VisitStatus,
)

OWN_SOURCE: Final = "/services/assessments"
"""The source of what is entered or imported here by somebody who names none."""

__all__ = [
    "CTED",
    "OWN_SOURCE",
    "Assessment",
    "AssessmentStatus",
    "Brought",
    "Component",
    "Correction",
    "Finding",
    "JudgedNotice",
    "MergedVisit",
    "Overlap",
    "Product",
    "Recommendation",
    "ReleasedCopy",
    "Report",
    "StateVisits",
    "Visit",
    "VisitStatus",
]
