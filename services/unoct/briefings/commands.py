"""Commands on briefings and meetings: invited to, held, cancelled (OP24, OP25). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.ids import briefing_id
from contracts.vocabulary import BriefingKind, Day, Line, Reference, Speaker, Text
from services.unoct.access import OF_THE_TWO, UNOCT, OnlyTheChairInvites, check_of_the_two
from services.unoct.briefings.events import build_cancelled_event, build_held_event, build_invited_event
from services.unoct.briefings.model import BRIEFINGS, Briefing, is_arranged
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, Put, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early, check_not_too_far


class BriefingKnownOtherwise(Refusal):
    """Something else is known of this briefing or meeting, and stands: give another one its own reference."""


class BeforeItsInvitation(Refusal):
    """A briefing is planned, held or cancelled on the day of its invitation, or later: correct one of the dates."""

    paragraph = "OP25"
    status = 422


class BriefingOver(Refusal):
    """It was held or cancelled, and that stands: give another one its own reference."""

    paragraph = "OP25"


# ---- it is planned, or what was held is recorded ---------------------------------------------


@dataclass(frozen=True, slots=True)
class SaidBriefing:
    """The body of `POST /briefings`: an invitation; with `held_on`, what was held, invited to or not.

    Sent again with the same reference it is the plan as it now is, until it is held.
    """

    reference: Reference
    """What both sides call it, such as the Chair's letter: `DRAFT/...`."""
    kind: BriefingKind = "briefing"
    title: Line | None = None
    invited_on: Day | None = None
    """When the Chair invited; left out of a new plan: today.

    To what was held, and to a meeting of the heads, nobody need have been invited.
    """
    planned_for: Day | None = None
    """For which it is planned."""
    held_on: Day | None = None
    """On which it was held."""
    speaker: Speaker | None = None
    """The level: of whom the Chair invites, or of who came."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RecordBriefing:
    """The Chair invites UNOCT (OP25), or the heads arrange to meet (OP24).

    With `held_on` it was held. Somebody was invited to it, or nobody was.
    """

    given: SaidBriefing


def needs_of_record(command: Command[RecordBriefing]) -> Iterator[Need]:
    """What is known under its reference."""
    yield Need(BRIEFINGS, briefing_id(command.data.given.reference))


def record_briefing(command: Command[RecordBriefing], known: Known, context: Context) -> Iterator[Change]:
    """Saves a new briefing, or the present form of a known one."""
    given = command.data.given
    _check_may_say(command.principal, given)
    id_ = briefing_id(given.reference)
    before = known.get(BRIEFINGS, id_)
    if before is not None and not command.principal.sees(OF_THE_TWO):
        _check_keeps_invitation(before, given)
    yield from add_answer(id_, _change_briefing(before, given, context.today))


# ---- it was held -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Holding:
    """The body of `POST /briefings/{id}/holding`."""

    held_on: Day | None = None
    """Absent: today."""
    speaker: Speaker | None = None
    """The level of who came; absent: that of the invitation."""


@dataclass(frozen=True, slots=True)
class HoldBriefing:
    """The briefing or meeting was held, and who spoke."""

    briefing_id: str
    given: Holding


def needs_of_briefing(command: Command[HoldBriefing] | Command[CancelBriefing]) -> Iterator[Need]:
    """What was planned."""
    yield Need(BRIEFINGS, command.data.briefing_id)


def hold_briefing(command: Command[HoldBriefing], known: Known, context: Context) -> Iterator[Change]:
    """Either side may record that it was held."""
    before = find_row(BRIEFINGS, command.data.briefing_id, known)
    check_of_the_two(command.principal)
    given = command.data.given
    held_on = given.held_on or before.held_on or context.today
    as_recorded = SaidBriefing(before.reference, before.kind, held_on=held_on, speaker=given.speaker)
    yield from add_answer(before.id, _change_briefing(before, as_recorded, context.today))


# ---- it is cancelled -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BriefingCancellation:
    """The body of `POST /briefings/{id}/cancellation`: what was planned does not take place."""

    cancelled_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class CancelBriefing:
    """The briefing or meeting does not take place. The invitation stays on record."""

    briefing_id: str
    given: BriefingCancellation


def cancel_briefing(command: Command[CancelBriefing], known: Known, context: Context) -> Iterator[Change]:
    """Everybody who may invite to it may cancel it."""
    before = find_row(BRIEFINGS, command.data.briefing_id, known)
    _check_may_say(command.principal, SaidBriefing(before.reference, before.kind))
    yield from add_answer(before.id, _cancel_planned(before, command.data.given, context.today))


def _cancel_planned(before: Briefing, given: BriefingCancellation, today: date) -> Iterator[Change]:
    after = replace(before, cancelled_on=given.cancelled_on, cancelled_because=given.reason)
    if after == before:
        return
    if before.held_on or before.cancelled_on:
        raise BriefingOver
    _check_days(after, today)
    yield Put(BRIEFINGS, after)
    yield Emit(build_cancelled_event(after), after.id)


# ---- the briefing as it now is ---------------------------------------------------------------


def _change_briefing(before: Briefing | None, given: SaidBriefing, today: date) -> Iterator[Change]:
    after = _build_briefing(before, given, today)
    _check_days(after, today)
    if before is not None and (before.held_on or before.kind != after.kind):
        _check_same(before, after, given)
    elif after != before:
        if after.cancelled_on:
            raise BriefingOver
        yield Put(BRIEFINGS, after)
        if is_arranged(after) and _is_arranged_anew(before, after):
            yield Emit(build_invited_event(after, today), after.id)
        if after.held_on:
            yield Emit(build_held_event(after), after.id)


def _build_briefing(before: Briefing | None, given: SaidBriefing, today: date) -> Briefing:
    """The briefing with what is given. A field that is not given stays."""
    names = ("kind", "title", "invited_on", "planned_for", "held_on", "speaker")
    changes = {name: getattr(given, name) for name in names if getattr(given, name) is not None}
    after = replace(before or _build_new_briefing(given, today), **changes)
    return replace(after, year=(after.held_on or after.planned_for or after.invited_on or today).year)


def _build_new_briefing(given: SaidBriefing, today: date) -> Briefing:
    return Briefing(
        id=briefing_id(given.reference),
        reference=given.reference,
        kind=given.kind,
        title=None,
        invited_on=None if given.held_on or given.kind == "heads_meeting" else today,
        planned_for=None,
        held_on=None,
        speaker=None,
        year=today.year,
        synthetic=given.synthetic,
        audience=OF_THE_TWO,
        parties=(UNOCT,),
    )


def _is_arranged_anew(before: Briefing | None, after: Briefing) -> bool:
    """Whether the invitation or plan is new, or has changed. The level of whoever came is no part of it."""
    names = ("title", "invited_on", "planned_for", *(() if after.held_on else ("speaker",)))
    return before is None or any(getattr(before, name) != getattr(after, name) for name in names)


# ---- checks ----------------------------------------------------------------------------------


def _check_may_say(principal: Principal, given: SaidBriefing) -> None:
    """Raises OnlyForTheTwo, and OnlyTheChairInvites for an invitation by anybody else."""
    check_of_the_two(principal)
    invites = given.kind != "heads_meeting" and (given.held_on is None or given.invited_on is not None)
    if invites and not principal.sees(OF_THE_TWO):
        raise OnlyTheChairInvites


def _check_keeps_invitation(before: Briefing, given: SaidBriefing) -> None:
    """Raises OnlyTheChairInvites if UNOCT says otherwise to what, or for when, the Chair invited."""
    if before.invited_on is None or before.kind == "heads_meeting" or before.held_on is not None:
        return
    names = ("title", "planned_for")
    differing = tuple(name for name in names if getattr(given, name) not in (None, getattr(before, name)))
    if differing:
        raise OnlyTheChairInvites(fields=differing)


def _check_same(before: Briefing, after: Briefing, given: SaidBriefing) -> None:
    """What was held stands. An invitation that comes again does not say who came."""
    names = ("kind", "title", "invited_on", "planned_for", *(("held_on", "speaker") if given.held_on else ()))
    differing = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    if differing:
        raise BriefingKnownOtherwise(fields=differing)


def _check_days(briefing: Briefing, today: date) -> None:
    check_not_too_early(invited_on=briefing.invited_on, planned_for=briefing.planned_for, held_on=briefing.held_on)
    check_not_too_far(today, planned_for=briefing.planned_for)
    check_not_ahead(today, invited_on=briefing.invited_on, held_on=briefing.held_on, cancelled_on=briefing.cancelled_on)
    for name in ("planned_for", "held_on", "cancelled_on"):
        day = getattr(briefing, name)
        if day is not None and briefing.invited_on is not None and day < briefing.invited_on:
            raise BeforeItsInvitation(fields=("invited_on", name))
