"""Meetings to which the Chair invites States (OP16, OP17): what they are, and how they are told and shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypedDict

from contracts.audiences import Audience
from contracts.followup import MeetingPlanned
from contracts.ids import slug
from contracts.vocabulary import MeetingKind
from shared.engine.principals import Principal
from shared.engine.rules import Emit

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


def party_of(state: str) -> str:
    """Who speaks for the State, beside the Committee."""
    return f"state:{state}"


def parties(invitations: Iterable[Invitation], bodies: Iterable[str]) -> tuple[str, ...]:
    """Who sees it beside the Committee: the States that it invites, and the bodies that take part (OP25, OP35)."""
    named = (slug(body)[:90] for body in bodies)  # one without a Latin letter has no token
    return (*(party_of(one.state) for one in invitations), *(f"body:{name}" for name in named if name))


class OfMeeting(TypedDict):
    """What every event about a meeting says."""

    occurred_on: date
    synthetic: bool
    meeting_id: str
    title: str
    kind: MeetingKind
    held_on: date | None
    invited: tuple[str, ...]
    answered: tuple[str, ...]
    declined: tuple[str, ...]
    bodies: tuple[str, ...]
    themes: tuple[str, ...]
    assessment_id: str | None


def of_meeting(meeting: Meeting, occurred_on: date) -> OfMeeting:
    """The whole meeting as it now stands."""
    invitations = meeting.invitations
    return {
        "occurred_on": occurred_on,
        "synthetic": meeting.synthetic,
        "meeting_id": meeting.id,
        "title": meeting.title,
        "kind": meeting.kind,
        "held_on": meeting.day,
        "invited": tuple(one.state for one in invitations),
        "answered": tuple(one.state for one in invitations if one.answer is not None),
        "declined": tuple(one.state for one in invitations if one.answer == "declined"),
        "bodies": meeting.bodies,
        "themes": meeting.themes,
        "assessment_id": meeting.assessment_id,
    }


def told(data: MeetingPlanned) -> Emit:
    """By the meeting's id, so that what is told of one stays in order, however many States it concerns."""
    return Emit(data, data.meeting_id)


def shown_meeting(meeting: Meeting, principal: Principal) -> Mapping[str, Any]:
    """A meeting as this reader may see it: a State its own part, a body none, the Committee each State's."""
    return {
        "id": meeting.id,
        "reference": meeting.reference,
        "title": meeting.title,
        "kind": meeting.kind,
        "status": meeting.status,
        "invited_on": meeting.invited_on,
        "day": meeting.day,
        "invitations": [one for one in meeting.invitations if principal.insider(one.state)],
        "bodies": meeting.bodies,
        "themes": meeting.themes,
        "assessment_id": meeting.assessment_id if principal.insider(meeting.concerns) else None,
        "cancelled_on": meeting.cancelled_on,
        "cancelled_because": meeting.cancelled_because,
        "synthetic": meeting.synthetic,
    }
