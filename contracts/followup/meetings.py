"""Meetings to which the Chair invites States (OP16, OP17)."""

from __future__ import annotations

from contracts.base import Fact
from contracts.vocabulary import Bodies, Day, Id, Line, MeetingKind, States, Text, Themes

TOPIC = "ctc.followup"


class MeetingPlanned(Fact):
    """The Chair invited States to a meeting."""

    type = "meeting.planned.v1"
    topic = TOPIC

    meeting_id: Id
    title: Line
    kind: MeetingKind = "other"
    held_on: Day | None = None
    """The day it is planned for, or took place."""
    invited: States = ()
    """The States whose senior officials the Chair invited (OP16)."""
    answered: States = ()
    """The invited States that answered."""
    declined: States = ()
    """The invited States that declined."""
    bodies: Bodies = ()
    themes: Themes = ()
    assessment_id: Id | None = None


class MeetingHeld(MeetingPlanned):
    """The meeting took place, on `occurred_on`."""

    type = "meeting.held.v1"

    attended: States = ()


class MeetingCancelled(MeetingPlanned):
    """The meeting does not take place, as was decided on `occurred_on`."""

    type = "meeting.cancelled.v1"

    reason: Text
