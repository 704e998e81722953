"""What the pages read of assessments, their recommendations, and how these are followed."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class Recommendation(BaseModel):
    """A recommendation, from council or from assessments."""

    id: str
    assessment_id: str = ""
    state: str = ""
    reference: str = ""
    text: str | None = None
    themes: list[str] = []
    priority: str = ""
    pillar: int | None = None
    provision: str | None = None
    made_by: str | None = None
    assistance_needed: bool = False
    assistance_requested: bool = False
    status: dict[str, str | None] | None = None
    synthetic: bool = False


class AssessedOnDay(BaseModel):
    """What CTED assessed on an earlier day."""

    assessed_on: date
    implementation: str
    steps: str | None = None


class CarriedOver(BaseModel):
    """That a later cycle went on with a recommendation."""

    from_cycle: str


class Status(BaseModel):
    """How a recommendation stands: three words that are kept apart (rule 6)."""

    id: str
    cycle_id: str | None = None
    assessment_id: str = ""
    lifecycle: str = ""
    closed_on: date | None = None
    due_on: date | None = None
    position: str | None = None
    position_on: date | None = None
    reported: str | None = None
    reported_on: date | None = None
    reported_steps: str | None = None
    assessed: str | None = None
    assessed_on: date | None = None
    assessed_steps: str | None = None
    assessed_before: list[AssessedOnDay] = []
    carried_over: list[CarriedOver] = []


class Statement(BaseModel):
    """What a State said of one recommendation."""

    recommendation_id: str
    position: str | None = None
    implementation: str | None = None
    steps: str | None = None


class StateResponse(BaseModel):
    """What arrived from a State on one day."""

    received_on: date
    said: list[Statement] = []


class Assessment(BaseModel):
    """An assessment of a State."""

    id: str
    kind: str = ""
    submitted_to_ctc_on: date | None = None
    synthetic: bool = False


class Response(BaseModel):
    """The State's response, apart."""

    due_on: date | None = None
    received_on: date | None = None
    late: bool | None = None


class Cycle(BaseModel):
    """The follow-up of an assessment."""

    id: str
    assessment_id: str = ""
    sequence: int = 1
    due_on: date | None = None
    mandate: str | None = None
    paragraph: str | None = None
    status: str = ""
    reported_on: date | None = None
    late: bool | None = None
    response: Response = Field(default_factory=Response)
    synthetic: bool = False
