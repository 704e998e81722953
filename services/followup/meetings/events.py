"""What every event about a meeting has. Pure."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from contracts.followup import MeetingPlanned
from contracts.vocabulary import MeetingKind
from services.followup.meetings.model import Meeting
from shared.engine.rules import Emit


class MeetingFields(TypedDict):
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


def meeting_fields(meeting: Meeting, occurred_on: date) -> MeetingFields:
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


def emit_meeting(data: MeetingPlanned) -> Emit:
    """The key is the meeting's id. So all events about one meeting stay in order, whatever States it concerns."""
    return Emit(data, data.meeting_id)
