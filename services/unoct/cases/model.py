"""What a case is, and the table in which cases are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from contracts.audiences import Audience
from contracts.vocabulary import Priority
from shared.engine.rules import Table

CaseStatus = Literal["open", "offered", "taken_up", "delivered", "declined", "cancelled"]
CAN_BE_TAKEN_UP: Final[frozenset[CaseStatus]] = frozenset({"open", "offered", "declined"})
"""If one body declined, another one may still take the need up."""


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
    """The body that offered, took up, delivered or declined last."""
    project_id: str | None = None
    """The project in which it was taken up, or is offered."""
    reason: str | None = None
    """Why it was declined or cancelled."""
    note: str | None = None


CASES: Table[Case] = Table("cases", Case)
