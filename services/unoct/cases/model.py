"""What a case is, and the table in which cases are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import CaseStatus, PartStatus, Priority
from shared.engine.bounds import DayCount
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Part:
    """What one body does about a need, in one project where there is one (OP15)."""

    body: str | None
    """None: it was declined in nobody's name."""
    project_id: str | None
    status: PartStatus
    offered_on: date | None = None
    taken_up_on: date | None = None
    delivered_on: date | None = None
    ended_on: date | None = None
    """The day on which it ended without being delivered."""
    reason: str | None = None
    """Why it was declined."""
    note: str | None = None
    replaced_by: str | None = None
    """The project that goes on in its place, as was decided of a duplication (OP24)."""


@dataclass(frozen=True, slots=True)
class Case:
    """A need that the State asks to be helped with, and what came of it."""

    id: str
    recommendation_id: str
    assessment_id: str
    state: str
    themes: tuple[str, ...] | None
    priority: Priority | None
    pillar: int | None
    status: CaseStatus
    """What all its parts come to; `cancelled` whatever they are."""
    opened_on: date
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    offered_on: date | None = None
    taken_up_on: date | None = None
    delivered_on: date | None = None
    declined_on: date | None = None
    cancelled_on: date | None = None
    body: str | None = None
    """The body of the part that the status tells of: the one that offered, declined or delivered last, or goes on."""
    project_id: str | None = None
    """The project of that part."""
    reason: str | None = None
    """Why it was declined or cancelled."""
    note: str | None = None
    parts: tuple[Part, ...] = ()
    """In the order in which they came."""
    counts: tuple[DayCount, ...] = ()


CASES: Table[Case] = Table("cases", Case, is_heavy=True)
