"""What is answered of a State, for the OpenAPI document: one kind of thing a class, as the views show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

from pydantic import BaseModel, create_model

from contracts.assessments import Guest
from contracts.audiences import Audience
from contracts.vocabulary import PartStatus
from reference import MemberState
from services.council.lookups.calendar.shapes import CalendarItem
from shared.web.documents.shapes import Shape, list_of, shape

STATE = shape(
    "MemberState",
    MemberState,
    hidden={"iso2", "m49", "names", "formal_names"},
    always=("id", "name"),
    also={"name": str},
)
VISITED_STATE = shape(
    "VisitedState",
    MemberState,
    hidden={"iso2", "m49", "names", "formal_names"},
    always=("id", "name", "visits"),
    also={"name": str, "visits": int, "last_visited_on": date | None},
)


class Disclosed(BaseModel):
    """Who may have it."""

    audience: Audience | None
    parties: list[str] | None


class VisitOfState(BaseModel):
    """A visit; what was prepared and who came is for the Committee and the State."""

    id: str
    mission_id: str | None
    kind: str
    body: str
    stage: str
    synthetic: bool
    mode: str | None = None
    start: str | None = None
    end: str | None = None
    components: list[dict[str, Any]] | None = None
    source_url: str | None = None
    source: str | None = None
    reference: str | None = None
    purpose: str | None = None
    invited: list[str] | None = None
    guests: list[Guest] | None = None
    participants: list[str] | None = None
    note: str | None = None
    reason: str | None = None
    subject_to_renewal: bool | None = None
    """No mandate that is known covers its first day (rule 9)."""
    cancelled_on: date | None = None


class FindingOfState(BaseModel):
    """How far the State carries out a provision."""

    finding_id: str
    provision: str
    result: str
    text: str | None = None
    shortfall: str | None = None
    good_practice: str | None = None


class AssessmentOfState(BaseModel):
    """An assessment with those of its parts that the reader may see."""

    id: str
    kind: str
    submitted_to_ctc_on: date
    findings: list[FindingOfState]
    recommendation_ids: list[str]
    synthetic: bool
    report_date: date | None = None
    visit_id: str | None = None
    source: str | None = None
    reference: str | None = None
    opens_cycle: bool | None = None
    draft_shared_on: date | None = None
    received_by_state_on: date | None = None
    noted_on: date | None = None
    withdrawn: bool | None = None
    disclosure: Disclosed | None = None


class RecommendationOfState(BaseModel):
    """A recommendation; its status is for the Committee and the State."""

    id: str
    assessment_id: str
    themes: list[str]
    priority: str
    pillar: int | None
    assistance_needed: bool
    assistance_requested: bool
    synthetic: bool
    text: str | None = None
    provision: str | None = None
    made_by: str | None = None
    status: dict[str, Any] | None = None
    """By aspect: its value, and under `ASPECT_on` the day."""
    disclosure: Disclosed | None = None


class ResponseToAssessment(BaseModel):
    """The State's response, apart."""

    due_on: date | None
    received_on: date | None
    late: bool | None


class CycleOfState(BaseModel):
    """A cycle as council's facts have it."""

    id: str
    assessment_id: str
    sequence: int
    due_on: date | None
    mandate: str | None
    paragraph: str | None
    status: str
    reported_on: date | None
    late: bool | None
    response: ResponseToAssessment
    synthetic: bool


class PartOfCase(BaseModel):
    """What one body or project does about the need."""

    body: str | None
    project_id: str | None
    status: PartStatus
    delivered_on: date | None


class CaseOfState(BaseModel):
    """A case, and since when it stands so."""

    id: str
    recommendation_id: str
    stage: str
    since: date
    project_id: str | None
    parts: list[PartOfCase]
    """All of them, where several bodies or projects help."""
    synthetic: bool


class ConsentOfState(BaseModel):
    """A question for consent to a visit, and its answer."""

    id: str
    year: int
    kind: str | None
    stage: str
    asked_on: date | None
    since: date
    synthetic: bool


class ReportConsentOfState(BaseModel):
    """What the State was asked and said about the release of its report, or that it wants it kept confidential."""

    assessment_id: str
    stage: str
    asked_on: date | None
    since: date
    parts: list[str]
    document: str | None
    synthetic: bool


class RequestOfState(BaseModel):
    """The State's own request for a visit."""

    id: str
    requested_on: date
    kind: str | None
    year: int | None
    purpose: str | None
    synthetic: bool


class MeetingOfState(BaseModel):
    """A meeting to which the State was invited, and what it did."""

    id: str
    title: str
    kind: str
    stage: str
    held_on: date | None
    answered: bool
    declined: bool
    attended: bool
    assessment_id: str | None
    synthetic: bool


class CorrectionOfState(BaseModel):
    """That a record of the State's was put right: the original, the reason, the document (rule 4)."""

    id: str
    """Of the record."""
    thing: str
    number: int
    field: str
    before: str | None
    after: str | None
    reason: str
    document: str
    corrected_by: str
    corrected_on: date
    synthetic: bool


class ProductOfState(BaseModel):
    """A survey or an analytical product about the State."""

    id: str
    kind: str
    stage: str
    since: date
    synthetic: bool
    title: str | None = None
    summary: str | None = None
    themes: list[str] | None = None
    document: str | None = None
    disclosure: Disclosed | None = None


PARTS: Final[Mapping[str, Shape]] = {
    "visits": VisitOfState,
    "assessments": AssessmentOfState,
    "recommendations": RecommendationOfState,
    "cycles": CycleOfState,
    "cases": CaseOfState,
    "consents": ConsentOfState,
    "report_consents": ReportConsentOfState,
    "requests": RequestOfState,
    "meetings": MeetingOfState,
    "corrections": CorrectionOfState,
    "products": ProductOfState,
    "calendar": CalendarItem,
}
"""By the name of the section."""

_LISTS: Final = {name: list_of(one) for name, one in PARTS.items()}
_OF_A_STATE: dict[str, Any] = {"state": (STATE, ...), **{name: (one, ...) for name, one in _LISTS.items()}}
WHOLE_STATE: Final = create_model(
    "WholeState",
    __doc__="Everything about a State that the reader may see: of each kind of thing the newest.",
    **_OF_A_STATE,
)
PART_OF_STATE: Final[Any] = reduce(or_, _LISTS.values())
"""One of them, by the last part of the path."""
