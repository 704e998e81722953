"""A State answers the Chair's invitation: its officials come, or do not (OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from contracts.followup import MeetingPlanned
from contracts.vocabulary import Day, StateId, Text
from services.followup.meetings.events import emit_meeting, meeting_fields
from services.followup.meetings.model import MEETINGS, Invitation, Meeting
from services.followup.meetings.needs import check_after_invitation, check_invited, check_planned
from services.followup.meetings.views import show_meeting
from shared.engine.bounds import count_today
from shared.engine.corrections.arrival import check_arrival
from shared.engine.finding import find_visible
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Answer, Change, Command, Context, Known, Put, Refusal


class OnlyItsOwnAnswer(Refusal):
    """A State answers for itself alone; an officer of the Committee may enter the answer of any."""

    paragraph = "OP16"
    status = 403


class AnsweredSince(Refusal):
    """The State gave a later answer, which stands: date a new one by its own day."""

    paragraph = "OP16"


class AnswerChangesTooOften(Refusal):
    """The State's answer changed too often today: give tomorrow the one that holds then."""

    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A State's answer to an invitation."""

    state: StateId
    coming: bool
    answered_on: Day | None = None
    """Absent: today. A State dates its own by no earlier day."""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class AnswerInvitation:
    """A State says whether its officials come. An officer may record it, or the State itself."""

    meeting_id: str
    given: GivenAnswer


def answer_invitation(command: Command[AnswerInvitation], known: Known, context: Context) -> Iterable[Change]:
    """The last answer holds; that none came is a normal state."""
    principal, given = command.principal, command.data.given
    meeting = find_visible(MEETINGS, command.data.meeting_id, principal, known)
    state = state_id(context.reference, given.state)
    if not principal.insider(state):
        raise OnlyItsOwnAnswer(fields=("state",))
    check_invited(meeting, (state,), "state")
    day = given.answered_on or context.today
    answered = _with_answer(meeting, state, given, day, context)
    if answered != meeting:
        check_arrival(principal, context.today, "OP16", answered_on=day)
        yield Put(MEETINGS, answered)
        yield emit_meeting(MeetingPlanned(**meeting_fields(answered, day)))
    yield Answer(show_meeting(answered, principal))


def _with_answer(meeting: Meeting, state: str, given: GivenAnswer, day: date, context: Context) -> Meeting:
    before = next(one for one in meeting.invitations if one.state == state)
    said = Invitation(state, "coming" if given.coming else "declined", day, given.note, before.attended)
    known_day = day if given.answered_on else before.answered_on
    if replace(said, answered_on=known_day) == before:
        return meeting
    check_planned(meeting)
    check_after_invitation(meeting, day, "answered_on", context)
    if before.answered_on is not None and day < before.answered_on:
        raise AnsweredSince(fields=("answered_on",))
    most = context.reference.practice.most_changes_of_answer  # each change tells all who are invited
    meeting = count_today(meeting, most, AnswerChangesTooOften(fields=("coming",)), context.today, state)
    return replace(meeting, invitations=tuple(said if one.state == state else one for one in meeting.invitations))
