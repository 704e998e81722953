"""What the addresses of unoct answer, for the OpenAPI document: rows as the views show them."""

from __future__ import annotations

from pydantic import BaseModel

from contracts.vocabulary import Outcome
from services.unoct.model import Briefing, Case, CaseStatus, Duplication, Project, Recommendation, Step, StepStatus
from services.unoct.views import CALLED, INTERNAL
from shared.web.documents.shapes import shape, types_of

NEED = shape("Need", Recommendation, hidden=INTERNAL)
CASE = shape("Case", Case, hidden=INTERNAL)
PROJECT = shape(
    "Project",
    Project,
    hidden=INTERNAL | CALLED.keys(),
    also={shown: types_of(Project)[field] for field, shown in CALLED.items()},
)
DUPLICATION = shape("Duplication", Duplication, hidden=INTERNAL)
BRIEFING = shape("Briefing", Briefing, hidden=INTERNAL)
STEP = shape("Step", Step, hidden=INTERNAL, always=("id", "status"), also={"status": StepStatus})


class CaseChange(BaseModel):
    """How the case stands now."""

    id: str
    status: CaseStatus


class ProjectChange(BaseModel):
    """The project, and the cases that it took up by what was said."""

    id: str
    outcome: Outcome
    cases: list[str]


class DuplicationChange(BaseModel):
    """How the duplication stands now."""

    id: str
    status: str
