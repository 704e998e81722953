"""Where a command finds a meeting, who may change it, and what is refused of its days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from services.followup.meetings.model import MEETINGS, Meeting
from shared.engine.finding import find_visible
from shared.engine.principals import Principal
from shared.engine.rules import Command, Context, Known, Need, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early, check_not_too_far


class OnlyTheChairInvites(Refusal):
    """The Chair of the Committee plans, records and cancels meetings; a State answers its own invitation."""

    paragraph = "OP16"
    status = 403


class BeforeTheInvitation(Refusal):
    """This is said to have happened before States were invited: one of the two days is wrong."""

    rule = "2"
    paragraph = "OP16"
    status = 422


class NotInvited(Refusal):
    """Only a State that was invited answers or attends: add it to the plan first."""

    paragraph = "OP16"
    status = 422


class MeetingOver(Refusal):
    """The meeting was held or cancelled: its plan and the answers change no more; only a record is put right."""

    paragraph = "OP16"


class AboutMeeting(Protocol):
    """The data of a command about a meeting."""

    @property
    def meeting_id(self) -> str: ...


def needs_of_meeting(command: Command[AboutMeeting]) -> Iterator[Need]:
    """The meeting alone."""
    yield Need(MEETINGS, command.data.meeting_id)


def find_meeting_for_chair(principal: Principal, meeting_id: str, known: Known) -> Meeting:
    """The meeting, for the Committee. Raises NotFound or OnlyTheChairInvites."""
    meeting = find_visible(MEETINGS, meeting_id, principal, known)
    check_chair(principal)
    return meeting


def check_chair(principal: Principal) -> None:
    """Raises OnlyTheChairInvites."""
    if not principal.sees("committee"):
        raise OnlyTheChairInvites


def check_planned(meeting: Meeting) -> None:
    """Raises MeetingOver."""
    if meeting.status != "planned":
        raise MeetingOver


def check_not_cancelled(meeting: Meeting) -> None:
    """Raises MeetingOver."""
    if meeting.status == "cancelled":
        raise MeetingOver


def check_after_invitation(meeting: Meeting, day: date, field: str, context: Context) -> None:
    """Raises InTheFuture or BeforeTheInvitation."""
    check_not_ahead(context.today, **{field: day})
    if day < meeting.invited_on:
        raise BeforeTheInvitation(fields=(field,))


def check_plan_days(invited_on: date, day: date | None, context: Context) -> None:
    """Raises InTheFuture, BeforeTheUnitedNations, BeforeTheInvitation or TooFarAhead."""
    check_not_ahead(context.today, invited_on=invited_on)
    check_not_too_early(invited_on=invited_on)
    if day is not None:
        if day < invited_on:
            raise BeforeTheInvitation(fields=("day",))
        check_not_too_far(context.today, day=day)


def check_invited(meeting: Meeting, states: Iterable[str], field: str) -> None:
    """Raises NotInvited."""
    if not {one.state for one in meeting.invitations}.issuperset(states):
        raise NotInvited(fields=(field,))
