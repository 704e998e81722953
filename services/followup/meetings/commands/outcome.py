"""A meeting was held, with who attended, or was cancelled (OP16, OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from contracts.followup import MeetingCancelled, MeetingHeld
from contracts.vocabulary import Day, States, Text
from services.followup.meetings.events import emit_meeting, meeting_fields
from services.followup.meetings.model import MEETINGS
from services.followup.meetings.needs import (
    check_after_invitation,
    check_invited,
    check_not_cancelled,
    check_planned,
    find_meeting_for_chair,
)
from services.followup.meetings.views import show_meeting
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Answer, Change, Command, Context, Known, Put, Refusal


class MeetingOnAnotherDay(Refusal):
    """The meeting is known to have been held on another day: put that day right by a correction."""

    rule = "4"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """That a meeting was held, and who came."""

    held_on: Day
    attended: States = ()
    """Of the invited States: one that came without is invited in the plan first, so that none is left out."""


@dataclass(frozen=True, slots=True)
class RecordMeeting:
    """The meeting was held, and these invited States attended."""

    meeting_id: str
    given: GivenRecord


@dataclass(frozen=True, slots=True)
class GivenCancellation:
    """That a meeting does not take place."""

    cancelled_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """The meeting does not take place. The invited States may read the reason."""

    meeting_id: str
    given: GivenCancellation


def record_meeting(command: Command[RecordMeeting], known: Known, context: Context) -> Iterable[Change]:
    """Who attended is recorded apart from who said so; only invited States attend, so that none is counted twice.

    Who attended is put right by another record, and the last one holds (OP16); the day, by a correction (rule 4).
    """
    meeting = find_meeting_for_chair(command.principal, command.data.meeting_id, known)
    given = command.data.given
    attended = {state_id(context.reference, code, "attended") for code in given.attended}
    check_invited(meeting, attended, "attended")
    invitations = tuple(replace(one, attended=one.state in attended) for one in meeting.invitations)
    after = replace(meeting, status="held", day=given.held_on, invitations=invitations)
    if after != meeting:
        check_not_cancelled(meeting)
        if meeting.status == "held" and meeting.day != given.held_on:
            raise MeetingOnAnotherDay(fields=("held_on",))
        check_after_invitation(meeting, given.held_on, "held_on", context)
        yield Put(MEETINGS, after)
        yield emit_meeting(MeetingHeld(**meeting_fields(after, given.held_on), attended=tuple(sorted(attended))))
    yield Answer(show_meeting(after, command.principal))


def cancel_meeting(command: Command[CancelMeeting], known: Known, context: Context) -> Iterable[Change]:
    """It does not take place, with the reason; the invitations and answers stay on record."""
    meeting = find_meeting_for_chair(command.principal, command.data.meeting_id, known)
    given = command.data.given
    cancelled = replace(meeting, status="cancelled", cancelled_on=given.cancelled_on, cancelled_because=given.reason)
    if cancelled != meeting:
        check_planned(meeting)
        check_after_invitation(meeting, given.cancelled_on, "cancelled_on", context)
        yield Put(MEETINGS, cancelled)
        yield emit_meeting(MeetingCancelled(**meeting_fields(cancelled, given.cancelled_on), reason=given.reason))
    yield Answer(show_meeting(cancelled, command.principal))
