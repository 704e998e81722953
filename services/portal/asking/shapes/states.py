"""What the pages read of a State, and of the calendar."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.recommendations import Assessment, Cycle, Recommendation


class CalendarItem(BaseModel):
    """What is due when."""

    id: str
    what: str
    obligation: str = ""
    owner: str | None = None
    recipient: str | None = None
    paragraph: str | None = None
    wording: str | None = None
    subject: str | None = None
    due_on: date | None = None
    state: str = ""
    met_on: date | None = None
    late: bool | None = None
    assessment_id: str | None = None
    followup_id: str | None = None
    period: str | None = None
    synthetic: bool = False

    @property
    def report(self) -> str | None:
        """The kind of report whose draft this is: council names it in the id, as in `report_draft/annual/2025`."""
        parts = self.id.split("/")
        return parts[1] if self.obligation == "report-drafted" and len(parts) == 3 else None


class MemberState(BaseModel):
    """A State in the list of all."""

    id: str
    name: str
    region: str = ""
    subregion: str = ""
    regional_group: str = ""
    ended_on: date | None = None
    visits: int = 0
    last_visited_on: date | None = None


class Component(BaseModel):
    """A part of a visit."""

    mode: str | None = None
    start: str | None = None
    end: str | None = None


class Visit(BaseModel):
    """A visit to a State."""

    id: str
    kind: str = ""
    body: str = ""
    stage: str = ""
    components: list[Component] | None = None
    start: str | None = None
    end: str | None = None
    mode: str | None = None
    synthetic: bool = False
    subject_to_renewal: bool = False
    cancelled_on: date | None = None

    @property
    def parts(self) -> list[Component]:
        """Its components; a visit that names none is one."""
        return self.components or [Component(mode=self.mode, start=self.start, end=self.end)]


class Consent(BaseModel):
    """A question for consent to a visit."""

    id: str
    year: int = 0
    stage: str = ""
    asked_on: date | None = None
    since: date | None = None
    synthetic: bool = False


class Meeting(BaseModel):
    """A meeting to which a State was invited."""

    id: str
    title: str = ""
    kind: str = ""
    stage: str = ""
    held_on: date | None = None
    attended: bool = False
    synthetic: bool = False


class Product(BaseModel):
    """A survey or analytical product on a State."""

    id: str
    kind: str = ""
    stage: str = ""
    since: date | None = None
    title: str | None = None
    synthetic: bool = False


class WholeState(BaseModel):
    """All of a State that its reader may see."""

    state: MemberState
    visits: Listed[Visit] = Field(default_factory=Listed)
    assessments: Listed[Assessment] = Field(default_factory=Listed)
    recommendations: Listed[Recommendation] = Field(default_factory=Listed)
    cycles: Listed[Cycle] = Field(default_factory=Listed)
    consents: Listed[Consent] = Field(default_factory=Listed)
    meetings: Listed[Meeting] = Field(default_factory=Listed)
    products: Listed[Product] = Field(default_factory=Listed)
    calendar: Listed[CalendarItem] = Field(default_factory=Listed)
