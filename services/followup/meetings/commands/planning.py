"""The Chair invites States to a meeting, and may change the plan until it is held (OP16, OP17). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from contracts.followup import MeetingPlanned
from contracts.ids import cycle_id, meeting_id
from contracts.vocabulary import Bodies, Day, Id, Line, MeetingKind, Reference, States, Themes
from services.followup.cycles.model import CYCLES
from services.followup.meetings.events import emit_meeting, meeting_fields
from services.followup.meetings.model import MEETINGS, Invitation, Meeting, parties
from services.followup.meetings.needs import check_chair, check_plan_days, check_planned, find_meeting_for_chair
from services.followup.meetings.views import show_meeting
from shared.engine.notices.known_codes import check_themes, state_id
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal

NOT_COMPARED: Final = ("invited", "all_member_states", "synthetic")
"""Fields of a plan that are compared by the States that they invite, or not at all."""


class OtherMeeting(Refusal):
    """There is a meeting with this reference that says something else: change its plan, or give yours another one."""

    paragraph = "OP16"


class UnknownAssessment(Refusal):
    """No assessment with this id has a follow-up: name one of `/cycles`, or leave it out."""

    paragraph = "OP16"
    status = 422


class ItsStateNotInvited(Refusal):
    """A meeting about the follow-up of an assessment invites the State that was assessed."""

    paragraph = "OP16"
    status = 422


class NobodyInvited(Refusal):
    """A meeting invites the States in `invited`, or all with `all_member_states`: send one of the two."""

    paragraph = "OP16"
    status = 422


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """A meeting as it is planned."""

    title: Line
    kind: MeetingKind
    invited_on: Day
    """When the Chair invited, or when the plan was changed."""
    invited: States = ()
    """Whose senior officials are invited."""
    day: Day | None = None
    """For which it is planned; absent: not fixed yet."""
    bodies: Bodies = ()
    """That take part, such as UNOCT (OP25), the council's other bodies (OP35), experts (OP21): they see the meeting."""
    themes: Themes = ()
    assessment_id: Id | None = None
    """The one whose follow-up it is about."""
    synthetic: bool = False
    all_member_states: bool = False
    """Invites every State that is a Member on that day, in the place of `invited`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting(GivenPlan):
    """A meeting to which the Chair invites."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """The Chair invites senior officials of States (OP16), or calls a regional or thematic meeting (OP17)."""

    given: NewMeeting


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The plan as it now is. A State that is still invited keeps its answer."""

    meeting_id: str
    given: GivenPlan


def needs_of_plan(command: Command[PlanMeeting]) -> Iterator[Need]:
    """The meeting, if it is known, and the cycle that it is about."""
    given = command.data.given
    yield Need(MEETINGS, meeting_id(given.reference))
    yield from _cycle(given)


def needs_of_change(command: Command[ChangePlan]) -> Iterator[Need]:
    """The meeting and the cycle that it is about."""
    yield Need(MEETINGS, command.data.meeting_id)
    yield from _cycle(command.data.given)


def _cycle(given: GivenPlan) -> Iterator[Need]:
    if given.assessment_id is not None:
        yield Need(CYCLES, cycle_id(given.assessment_id))


def plan_meeting(command: Command[PlanMeeting], known: Known, context: Context) -> Iterable[Change]:
    """The Chair invites States' senior officials (OP16), or calls a regional or thematic meeting (OP17)."""
    check_chair(command.principal)
    given = command.data.given
    before = known.get(MEETINGS, meeting_id(given.reference))
    planned = _build_meeting(given, given.reference, known, context)
    if before is not None:
        _check_same(before, planned)
        yield Answer(show_meeting(before, command.principal))
        return
    check_plan_days(given.invited_on, given.day, context)
    yield from _keep_plan(planned, given, command.principal)


def change_plan(command: Command[ChangePlan], known: Known, context: Context) -> Iterable[Change]:
    """The plan as it now is; who is still invited keeps its answer. The first invitation's day stays."""
    before = find_meeting_for_chair(command.principal, command.data.meeting_id, known)
    given = command.data.given
    check_planned(before)
    check_plan_days(given.invited_on, given.day, context)
    new = _build_meeting(given, before.reference, known, context)
    answers = {one.state: one for one in before.invitations}
    kept = tuple(answers.get(one.state, one) for one in new.invitations)
    new = replace(
        new,
        invited_on=min(before.invited_on, given.invited_on),
        invitations=kept,
        counts=before.counts,
        synthetic=before.synthetic or new.synthetic,
    )
    if new == before:
        yield Answer(show_meeting(before, command.principal))
    else:
        yield from _keep_plan(new, given, command.principal)


def _keep_plan(meeting: Meeting, given: GivenPlan, principal: Principal) -> Iterator[Change]:
    yield Put(MEETINGS, meeting)
    yield emit_meeting(MeetingPlanned(**meeting_fields(meeting, given.invited_on)))
    yield Answer(show_meeting(meeting, principal))


def _build_meeting(given: GivenPlan, reference: str, known: Known, context: Context) -> Meeting:
    """The meeting that this plans. Raises UnknownTheme, UnknownAssessment or ItsStateNotInvited."""
    invited = _list_invited(given, context)
    check_themes(context.reference, given.themes)
    invitations = tuple(Invitation(state) for state in invited)
    cycle = known.get(CYCLES, cycle_id(given.assessment_id)) if given.assessment_id is not None else None
    if given.assessment_id is not None and cycle is None:
        raise UnknownAssessment(fields=("assessment_id",))
    if cycle is not None and cycle.state not in invited:
        raise ItsStateNotInvited(fields=("invited",))
    return Meeting(
        id=meeting_id(reference),
        reference=reference,
        title=given.title,
        kind=given.kind,
        status="planned",
        invited_on=given.invited_on,
        day=given.day,
        invitations=invitations,
        bodies=given.bodies,
        themes=given.themes,
        assessment_id=given.assessment_id,
        concerns=cycle.state if cycle else None,
        cancelled_on=None,
        cancelled_because=None,
        synthetic=given.synthetic or (cycle is not None and cycle.synthetic),
        audience="committee",
        parties=parties(invitations, given.bodies),
    )


def _list_invited(given: GivenPlan, context: Context) -> list[str]:
    """The ids of the invited States, in order. Raises NobodyInvited or NotAMemberState."""
    if bool(given.invited) == given.all_member_states:
        raise NobodyInvited(fields=("invited", "all_member_states"))
    if given.all_member_states:
        return [state.id for state in context.reference.states if state.member_on(given.invited_on)]
    return sorted({state_id(context.reference, code, "invited", given.invited_on) for code in given.invited})


def _check_same(before: Meeting, planned: Meeting) -> None:
    """Raises OtherMeeting, naming the fields that differ; who answered or attended since is no difference."""
    names = [field.name for field in fields(GivenPlan) if field.name not in NOT_COMPARED]
    differing = [name for name in names if getattr(before, name) != getattr(planned, name)]
    if [one.state for one in before.invitations] != [one.state for one in planned.invitations]:
        differing.append("invited")
    if differing:
        raise OtherMeeting(fields=tuple(differing))
