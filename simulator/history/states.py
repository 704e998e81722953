"""What is kept of each thing while the journals are read. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from contracts.audiences import Audience
from shared.engine.time.dates import civil_date

Data = dict[str, Any]
"""An event's data."""


@dataclass(frozen=True, slots=True)
class Told:
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
        """On which it was recorded."""
        return civil_date(self.time)


Fold = Callable[[Any, Told, Data], None]
"""What an event changes in a history."""


@dataclass(slots=True)
class AssessmentState:
    """An assessment as its events leave it."""

    submitted_on: str
    received_on: str | None
    opens_cycle: bool
    ever_opened: bool
    audience: Audience
    recommendations: dict[str, Audience]
    """Of each that it makes, or that follows from its follow-up, its audience."""
    always: frozenset[str]
    """Those that it has made in every version of it."""
    withdrawn: bool = False


@dataclass(slots=True)
class FollowupState:
    """A cycle as its events leave it."""

    sequence: int = 1
    first_anchor_on: str = ""
    """From which its first report was counted before any correction (rule 4)."""
    due_on: str | None = None
    response_due_on: str | None = None
    scheduled: int = 0
    """How often its first follow-up was scheduled or listed as pending from its beginning."""
    reported: bool = False
    overdue: bool = False
    pending: bool = False
    responded: bool = False
    ended: str = ""
    reminded: set[tuple[str, str, int]] = field(default_factory=set)
    """Reminders given since the dates were last set."""


@dataclass(slots=True)
class DutyState:
    """One follow-up of a cycle, for its punctuality."""

    dates: list[tuple[str, str, str]] = field(default_factory=list)
    """What was told of its date, in order: the day since when, the stage, and the date; empty where none is due."""
    reported_on: str = ""
    """When it was reported first."""

    def due_on(self, day: str) -> str:
        """When it was due, as told of up to that day; empty if nothing was."""
        told = [(stage, due_on) for since, stage, due_on in self.dates if since <= day]
        return told[-1][1] if told and told[-1][0] != "pending" else ""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as its events leave it."""

    status: str = "planned"
    kind: str = ""
    told_on: str = ""
    day: str | None = None
    invited: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    attended: frozenset[str] = frozenset()


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
    """What became of one State's consent to a visit from one year's list."""

    state: str
    year: int
    asked_on: str
    status: str = "asked"
    answered: bool = False
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class PlannedState:
    """A visit that is planned or agreed, as last told."""

    state: str
    body: str
    first: str
    last: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class AgreedState:
    """A visit to which the State agreed, as last told."""

    body: str
    start: str


@dataclass(frozen=True, slots=True)
class VisitState:
    """A visit of CTED that took place, as last told: it counts once (rule 13)."""

    state: str
    mission: str
    ended_on: str
    components: int


@dataclass(frozen=True, slots=True)
class VisitChange:
    """What an event said of CTED's visits that took place."""

    at: datetime
    """When it was recorded."""
    visit: str
    now: VisitState | None
    """None: it is part of another one, or was called off, and counts no more."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project or programme as last told."""

    kind: str
    status: str
    cites: bool
    """A survey or an analytical product."""


@dataclass(slots=True)
class ProductState:
    """A survey or an analytical product as its events leave it."""

    status: str
    told_on: str
    audience: Audience
