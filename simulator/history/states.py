"""The state of each thing while the journals are read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from contracts.audiences import Audience
from shared.engine.time.dates import civil_date

Data = dict[str, Any]
"""An event's data."""


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """An event of a journal."""

    service: str
    position: int
    id: str
    type: str
    topic: str
    subject: str
    time: datetime
    data: bytes

    @property
    def day(self) -> date:
        """The day on which it was recorded."""
        return civil_date(self.time)


@dataclass(slots=True)
class AssessmentState:
    """An assessment as its events leave it."""

    submitted_on: str
    received_on: str | None
    opens_cycle: bool
    has_opened_cycle: bool
    audience: Audience
    recommendations: dict[str, Audience]
    """The audience of each recommendation of it or of its follow-up."""
    always: frozenset[str]
    """The recommendations that every version of it has."""
    is_withdrawn: bool = False


@dataclass(slots=True)
class ReportConsentState:
    """What a State was asked and said about the release of one report."""

    asked_on: str
    answer: str = "silent"
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class FollowupState:
    """A cycle as its events leave it."""

    sequence: int = 1
    first_anchor_on: str = ""
    """The day from which its first report was counted before any correction (rule 4)."""
    due_on: str | None = None
    response_due_on: str | None = None
    times_scheduled: int = 0
    """How often its first follow-up was scheduled or listed as pending from its beginning."""
    is_reported: bool = False
    is_overdue: bool = False
    is_pending: bool = False
    has_response: bool = False
    ended_as: str = ""
    reminders: set[tuple[str, str, int]] = field(default_factory=set)
    """Reminders given since the dates were last set."""


@dataclass(slots=True)
class DutyState:
    """One follow-up of a cycle, as far as its punctuality needs it."""

    dates: list[tuple[str, str, str]] = field(default_factory=list)
    """The events about its date, in order: day, stage, and due date; the date is empty if nothing is due."""
    reported_on: str = ""
    """The day of its first report."""

    def due_on(self, day: str) -> str:
        """The due date that held on that day; empty if nothing was due."""
        dates = [(stage, due_on) for since, stage, due_on in self.dates if since <= day]
        return dates[-1][1] if dates and dates[-1][0] != "pending" else ""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as its events leave it."""

    status: str = "planned"
    kind: str = ""
    told_on: str = ""
    day: str | None = None
    guests: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BriefingState:
    """A briefing or a meeting of heads as its events leave it."""

    kind: str
    held_on: str
    """Empty: not yet."""
    invited_on: str | None
    planned_for: str | None
    speaker: str | None
    cancelled_on: str = ""


@dataclass(frozen=True, slots=True)
class StepState:
    """A practical step as its events leave it."""

    due_on: str
    owner: str
    done_on: str
    """Empty: not yet."""


@dataclass(slots=True)
class ConsentState:
    """One State's consent to a visit from one year's list, as its events leave it."""

    state: str
    year: int
    asked_on: str
    status: str = "asked"
    has_answer: bool = False
    has_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class PlannedState:
    """A visit that is planned or agreed, as its last event says."""

    state: str
    body: str
    first: str
    last: str
    has_agreement: bool


@dataclass(frozen=True, slots=True)
class AgreedState:
    """A visit to which the State agreed, as its last event says."""

    body: str
    start: str


@dataclass(frozen=True, slots=True)
class VisitState:
    """A visit of CTED that took place, as its last event says. It counts once (rule 13)."""

    state: str
    mission: str
    ended_on: str
    components: int
    report_unknown: bool


@dataclass(frozen=True, slots=True)
class VisitChange:
    """A change of a visit of CTED that took place."""

    at: datetime
    """The time of its recording."""
    visit: str
    now: VisitState | None
    """None: it no longer counts, since it was merged or cancelled."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project or programme as its last event says."""

    kind: str
    status: str
    cites: bool
    """Whether it cites a survey or an analytical product."""


@dataclass(slots=True)
class ProductState:
    """A survey or an analytical product as its events leave it."""

    status: str
    told_on: str
    audience: Audience
