"""A meeting to which the Chair invites States (OP16, OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from contracts.ids import slug
from contracts.vocabulary import MeetingKind
from shared.engine.bounds import DayCount
from shared.engine.rules import Table

MeetingStatus = Literal["planned", "held", "cancelled"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """One State's: invited, answered, attended, each for itself (OP16)."""

    state: str
    answer: Literal["coming", "declined"] | None = None
    """None: none yet."""
    answered_on: date | None = None
    note: str | None = None
    attended: bool | None = None
    """None: it has not been held."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, known by the Committee's reference for it."""

    id: str
    reference: str
    title: str
    kind: MeetingKind
    status: MeetingStatus
    invited_on: date
    day: date | None
    """For which it is planned, or on which it was held; None: not fixed yet."""
    invitations: tuple[Invitation, ...]
    """In order of State."""
    bodies: tuple[str, ...]
    themes: tuple[str, ...]
    assessment_id: str | None
    """The one whose follow-up it is about."""
    concerns: str | None
    """The State of that assessment."""
    cancelled_on: date | None
    cancelled_because: str | None
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    """The invited States, each of which sees the meeting and its own part in it; and the bodies, which see no part."""
    counts: tuple[DayCount, ...] = ()


MEETINGS: Table[Meeting] = Table("meetings", Meeting)


def party_of(state: str) -> str:
    """Who speaks for the State, beside the Committee."""
    return f"state:{state}"


def parties(invitations: Iterable[Invitation], bodies: Iterable[str]) -> tuple[str, ...]:
    """Who sees it beside the Committee: the States that it invites, and the bodies that take part (OP25, OP35)."""
    named = (slug(body)[:90] for body in bodies)  # one without a Latin letter has no token
    return (*(party_of(one.state) for one in invitations), *(f"body:{name}" for name in named if name))
