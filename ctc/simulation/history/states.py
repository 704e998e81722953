"""What is kept of each thing while the journals are read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from contracts.audiences import Audience
from shared.dates import civil_date


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


@dataclass(slots=True)
class AssessmentState:
    """An assessment as its events leave it."""

    submitted_on: str
    opens_cycle: bool
    ever_opened: bool
    audience: Audience
    recommendations: dict[str, Audience]
    """Of each that it makes, its audience."""
    needs: frozenset[str]
    """Those that need assistance which the State requests."""
    withdrawn: bool = False


@dataclass(slots=True)
class FollowupState:
    """A cycle as its events leave it."""

    sequence: int = 1
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
