"""What is on record of a meeting, and of each State's part in it, is put right (rule 4; OP16, OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from contracts.corrections import Replaced
from contracts.followup import TOPIC, MeetingCancelled, MeetingHeld, MeetingPlanned
from contracts.vocabulary import Day, Line
from services.followup.meetings.events import emit_meeting, meeting_fields
from services.followup.meetings.model import MEETINGS, Meeting, party_of
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.corrections.model import RecordCorrection
from shared.engine.principals import Principal
from shared.engine.rules import Change, Context, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(MEETINGS, key)


def _order(meeting: Meeting, _known: Known) -> Iterator[Days]:
    """All follow the invitation."""
    invited = "invited_on", meeting.invited_on
    yield invited, ("day", meeting.day)
    yield invited, ("cancelled_on", meeting.cancelled_on)
    for place, one in enumerate(meeting.invitations):
        yield invited, (f"invitations.{place}.answered_on", one.answered_on)


def _list_replaced(meeting: Meeting, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("planned", "held", "cancelled"):
        yield Replaced(type=f"meeting.{name}.v1", id=meeting.id)


def _apply(_before: Meeting, after: Meeting, _known: Known, _context: Context) -> Iterator[Change]:
    """The meeting is told again as it stands: planned, and held or cancelled."""
    yield Put(MEETINGS, after)
    yield emit_meeting(MeetingPlanned(**meeting_fields(after, after.invited_on)))
    if after.status == "held" and after.day is not None:
        attended = tuple(one.state for one in after.invitations if one.attended)
        yield emit_meeting(MeetingHeld(**meeting_fields(after, after.day), attended=attended))
    if after.status == "cancelled" and after.cancelled_on is not None:
        reason = after.cancelled_because or ""
        yield emit_meeting(MeetingCancelled(**meeting_fields(after, after.cancelled_on), reason=reason))


def _is_on_record(meeting: Meeting, path: str) -> bool:
    """The day of a plan is changed with the plan. An answer that never came is no record."""
    if path.startswith("invitations."):
        one = meeting.invitations[int(path.split(".")[1])]
        return (one.attended if path.endswith("attended") else one.answer) is not None
    return path != "day" or meeting.status == "held"


def _find_whose(meeting: Meeting, path: str) -> Whose:
    """A State's part is its own matter; the meeting's days are those of all who are invited."""
    if path.startswith("invitations."):
        return Whose(meeting.invitations[int(path.split(".")[1])].state)
    return Whose(parties=meeting.parties)


def _spell(meeting: Meeting, correction: RecordCorrection, principal: Principal) -> str:
    """A State sees its own invitation alone: the place is that in what it sees."""
    listed, _, rest = correction.field.partition(".")
    if listed != "invitations" or principal.sees("committee"):
        return correction.field
    own = [party_of(one.state) for one in meeting.invitations if principal.insider(one.state)]
    place = next((place for place, party in enumerate(own) if party in correction.parties), 0)
    return f"{listed}.{place}.{rest.partition('.')[2]}"


CORRECTABLE: Correctable[Meeting] = Correctable(
    name="meeting",
    table=MEETINGS,
    topic=TOPIC,
    paragraph="OP16",
    fields={
        "invited_on": Day,
        "day": Day,
        "cancelled_on": Day,
        "title": Line,
        "invitations.*.answered_on": Day,
        "invitations.*.answer": Literal["coming", "declined"],
        "invitations.*.attended": bool,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=_find_whose,
    subject=lambda meeting: meeting.id,
    has=_is_on_record,
    spell=_spell,
)
