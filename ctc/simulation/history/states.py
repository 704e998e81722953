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
