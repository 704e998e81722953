"""What visits and assessments are: the rows that this service keeps. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from contracts.assessments import VisitDates
from contracts.audiences import Audience
from contracts.dates import first_day, last_day
from contracts.vocabulary import (
    AssessmentKind,
    DraftKind,
    FindingResult,
    MadeBy,
    Mode,
    Priority,
    VisitKind,
)

CTED = "CTED"
"""The body whose visits are the Committee's own."""

OWN_SOURCE = "/services/assessments"
"""The source of what is entered or imported here by somebody who names none."""


# ---- visits ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a visit that took place. An end without a start is a day known only by its end."""

    mode: Mode
    start: str | None = None
    end: str | None = None
    note: str | None = None
    source_url: str | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can have begun."""
        return first_day(self.start or self.end or "")

    @property
    def last(self) -> date:
        """The latest day that it can have ended."""
        return last_day(self.end or self.start or "")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a body to one State. A mission to several States is one visit each."""

    id: str
    source: str
    reference: str
    state: str
    state_year: str
    """State and year in which it counts, such as `KEN 2024`: how the visits near a date are found."""
    year: int
    body: str
    kind: VisitKind
    status: Literal["planned", "agreed", "completed"]
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool = False
    mode: Mode | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    mission_id: str | None = None
    purpose: str | None = None
    invited: tuple[str, ...] = ()
    """Bodies and experts: offices, never persons."""
    components: tuple[Component, ...] = ()
    """What took place, in order; it counts once, in the year its last component ends."""
    participants: tuple[str, ...] = ()
    agreed_on: date | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can begin."""
        return min(c.first for c in self.components) if self.components else first_day(self.began)

    @property
    def last(self) -> date:
        """The latest day that it can end."""
        return max(c.last for c in self.components) if self.components else last_day(self.planned_end or self.began)

    @property
    def began(self) -> str:
        """When it begins or began, as precise as known."""
        component = self.components[0] if self.components else None
        return (component and (component.start or component.end)) or self.planned_start or ""

    def near(self, other: Visit, days: timedelta) -> bool:
        """Whether so few days, or none, may lie between the two."""
        return self.near_days(other.first, other.last, days)

    def near_days(self, first: date, last: date, days: timedelta) -> bool:
        """Whether so few days, or none, may lie between it and these days."""
        return max(self.first, first) - min(self.last, last) <= days


@dataclass(frozen=True, slots=True)
class StateVisits:
    """One row a State. Who looks at several of its visits locks it, so that two plans see each other."""

    id: str


# ---- assessments ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment of one State, from the first draft on. Its parts are rows of their own."""

    id: str
    source: str
    reference: str
    state: str
    kind: AssessmentKind
    status: Literal["drafted", "completed", "withdrawn"]
    opens_cycle: bool
    """Whether a final one of this kind opens a cycle (rule 1)."""
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool = False
    draft: DraftKind | None = None
    draft_shared_on: date | None = None
    observations_due_on: date | None = None
    observations_received_on: date | None = None
    observations_lapsed_on: date | None = None
    visit_id: str | None = None
    visit: VisitDates | None = None
    report_date: date | None = None
    submitted_to_ctc_on: date | None = None
    received_by_state_on: date | None = None
    noted_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = None
    recommendation_ids: tuple[str, ...] = ()
    """In the order of the report."""
    finding_ids: tuple[str, ...] = ()
    corrections: int = 0
    """How often it was corrected; each original is kept."""

    @property
    def awaits_observations(self) -> bool:
        """Whether the State's time for observations on the draft runs."""
        ended = self.observations_received_on or self.observations_lapsed_on
        return self.status == "drafted" and self.observations_due_on is not None and ended is None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the State should do."""

    id: str
    assessment_id: str
    state: str
    reference: str
    text: str
    themes: tuple[str, ...]
    provision: str | None
    priority: Priority
    pillar: int | None
    made_by: MadeBy
    assistance_needed: bool
    assistance_requested: bool
    stated_audience: Audience | None
    """As it was submitted; None: the report's."""
    own_audience: Audience | None
    """The furthest it may reach, as submitted or decided since; None: as far as the report, whatever that becomes."""
    audience: Audience
    """Who may have it now."""
    parties: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """How far the State carries out one provision."""

    id: str
    assessment_id: str
    state: str
    provision: str
    result: FindingResult
    text: str | None
    stated_audience: Audience | None
    own_audience: Audience | None
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Report:
    """An assessment with its parts: what rules decide on."""

    assessment: Assessment
    recommendations: tuple[Recommendation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def parts(self) -> tuple[Recommendation | Finding, ...]:
        """All that has an audience of its own."""
        return (*self.recommendations, *self.findings)


@dataclass(frozen=True, slots=True)
class Correction:
    """That a completed assessment was corrected, and the whole of it as it was before."""

    id: str
    """Of the assessment, and the number of the correction."""
    assessment_id: str
    state: str
    number: int
    corrected_on: date
    recorded_at: datetime
    changed: tuple[str, ...]
    reason: str | None
    document: str | None
    original: Report
    audience: Audience
    parties: tuple[str, ...]


# ---- what was said to others ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReleasedCopy:
    """What an audience has of one thing, as it was published."""

    id: str
    """Audience and thing."""
    audience: Audience
    thing_id: str
    root_id: str
    """Of the assessment or visit that it belongs to."""
    state: str
    type: str
    """Of the event that published it, such as `released.recommendation.v1`."""
    data: str
    """That event's data: JSON."""


@dataclass(frozen=True, slots=True)
class JudgedNotice:
    """A notice that was judged: it is never judged twice, however often its topic is replayed."""

    id: str
    """Source and id of the notice."""
