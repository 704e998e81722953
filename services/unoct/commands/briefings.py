"""Briefings by UNOCT, follow-up meetings to them (OP25), and meetings of the heads (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from contracts.ids import briefing_id
from contracts.unoct import BriefingCancelled, BriefingHeld, BriefingInvited
from contracts.vocabulary import BriefingKind, Day, Line, Reference, Speaker, Text
from services.unoct.commands.principals import OF_THE_TWO, UNOCT, OnlyTheChairInvites, check_of_the_two
from services.unoct.model import Briefing
from services.unoct.tables import BRIEFINGS
from shared.engine.answering import answered
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, NotFound, Put, Refusal, Rule
from shared.engine.time.days import not_ahead, not_too_early, not_too_far


class BriefingKnownOtherwise(Refusal):
    """Something else is known of this briefing or meeting, and stands: give another one its own reference."""


class BeforeItsInvitation(Refusal):
    """A briefing is planned, held or cancelled on the day of its invitation, or later: correct one of the dates."""

    paragraph = "OP25"
    status = 422


class BriefingOver(Refusal):
    """It was held or cancelled, and that stands: give another one its own reference."""

    paragraph = "OP25"


# ---- bodies and commands ---------------------------------------------------------------------


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
    """Absent from an invitation: today; from what was held: nobody was invited."""
    planned_for: Day | None = None
    held_on: Day | None = None
    speaker: Speaker | None = None
    """The level: of whom the Chair invites, or of who came."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """The body of `POST /briefings/{id}/holding`."""

    held_on: Day | None = None
    """Absent: today."""
    speaker: Speaker | None = None
    """The level of who came; absent: that of the invitation."""


@dataclass(frozen=True, slots=True)
class BriefingCancellation:
    """The body of `POST /briefings/{id}/cancellation`: what was planned does not take place."""

    cancelled_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class RecordBriefing:
    """UNOCT is invited, or something was held."""

    said: SaidBriefing


@dataclass(frozen=True, slots=True)
class HoldBriefing:
    """What was planned was held."""

    briefing_id: str
    said: Holding


@dataclass(frozen=True, slots=True)
class CancelBriefing:
    """An invitation is taken back."""

    briefing_id: str
    said: BriefingCancellation


# ---- rules -----------------------------------------------------------------------------------


def needs_of_record(command: Command[RecordBriefing]) -> Iterator[Need]:
    """What is known under its reference."""
    yield Need(BRIEFINGS, briefing_id(command.data.said.reference))


def record_briefing(command: Command[RecordBriefing], known: Known, context: Context) -> Iterator[Change]:
    """The Chair invites UNOCT (OP25), the heads arrange to meet (OP24), or what was held is recorded."""
    said = command.data.said
    _check_who(command.principal, said)
    briefing = briefing_id(said.reference)
    yield from answered(briefing, _recorded(known.get(BRIEFINGS, briefing), said, context.today))


def needs_of_holding(command: Command[HoldBriefing] | Command[CancelBriefing]) -> Iterator[Need]:
    """What was planned."""
    yield Need(BRIEFINGS, command.data.briefing_id)


def hold_briefing(command: Command[HoldBriefing], known: Known, context: Context) -> Iterator[Change]:
    """It was held, as either side records."""
    before = known.get(BRIEFINGS, command.data.briefing_id)
    if before is None:
        raise NotFound
    check_of_the_two(command.principal)
    held_on = command.data.said.held_on or before.held_on or context.today
    said = SaidBriefing(before.reference, before.kind, held_on=held_on, speaker=command.data.said.speaker)
    yield from answered(before.id, _recorded(before, said, context.today))


def cancel_briefing(command: Command[CancelBriefing], known: Known, context: Context) -> Iterator[Change]:
    """It does not take place, as whoever may invite says; the invitation stays on record."""
    before = known.get(BRIEFINGS, command.data.briefing_id)
    if before is None:
        raise NotFound
    _check_who(command.principal, SaidBriefing(before.reference, before.kind))
    yield from answered(before.id, _cancelled(before, command.data.said, context.today))


def _cancelled(before: Briefing, said: BriefingCancellation, today: date) -> Iterator[Change]:
    after = replace(before, cancelled_on=said.cancelled_on, cancelled_because=said.reason)
    if after == before:
        return
    if before.held_on or before.cancelled_on:
        raise BriefingOver
    _check_days(after, today)
    yield Put(BRIEFINGS, after)
    yield Emit(BriefingCancelled(**_of(after) | {"occurred_on": said.cancelled_on, "reason": said.reason}), after.id)


def _check_who(principal: Principal, said: SaidBriefing) -> None:
    check_of_the_two(principal)
    invites = said.kind != "heads_meeting" and (said.held_on is None or said.invited_on is not None)
    if invites and not principal.sees(OF_THE_TWO):
        raise OnlyTheChairInvites


def _after(before: Briefing | None, said: SaidBriefing, today: date) -> Briefing:
    """It as it is now said to be; what is not said stays."""
    if before is None:
        invited_on = said.invited_on or (None if said.held_on else today)
        before = Briefing(
            id=briefing_id(said.reference),
            reference=said.reference,
            kind=said.kind,
            title=None,
            invited_on=invited_on,
            planned_for=None,
            held_on=None,
            speaker=None,
            year=today.year,
            synthetic=said.synthetic,
            audience=OF_THE_TWO,
            parties=(UNOCT,),
        )
    names = ("kind", "title", "invited_on", "planned_for", "held_on", "speaker")
    told = {name: getattr(said, name) for name in names if getattr(said, name) is not None}
    after = replace(before, **told)
    return replace(after, year=(after.held_on or after.planned_for or after.invited_on or today).year)


def _recorded(before: Briefing | None, said: SaidBriefing, today: date) -> Iterator[Change]:
    after = _after(before, said, today)
    _check_days(after, today)
    if before is not None and (before.held_on or before.kind != after.kind):
        _check_same(before, after, said)
    elif after != before:
        if after.cancelled_on:
            raise BriefingOver
        yield Put(BRIEFINGS, after)
        if _invites(before, after):
            yield Emit(_invitation(after), after.id)
        if after.held_on:
            yield Emit(BriefingHeld(**_of(after), occurred_on=after.held_on), after.id)


def _check_same(before: Briefing, after: Briefing, said: SaidBriefing) -> None:
    """What was held stands. An invitation that comes again is no news of who came."""
    names = ("kind", "title", "invited_on", "planned_for", *(("held_on", "speaker") if said.held_on else ()))
    differ = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    if differ:
        raise BriefingKnownOtherwise(fields=differ)


def _check_days(one: Briefing, today: date) -> None:
    not_too_early(invited_on=one.invited_on, planned_for=one.planned_for, held_on=one.held_on)
    not_too_far(today, planned_for=one.planned_for)
    not_ahead(today, invited_on=one.invited_on, held_on=one.held_on, cancelled_on=one.cancelled_on)
    for name in ("planned_for", "held_on", "cancelled_on"):
        day = getattr(one, name)
        if day is not None and one.invited_on is not None and day < one.invited_on:
            raise BeforeItsInvitation(fields=("invited_on", name))


def _invites(before: Briefing | None, after: Briefing) -> bool:
    """Whether it is an invitation, or a changed one. Who came is no part of it."""
    if after.invited_on is None:
        return False
    names = ("title", "invited_on", "planned_for", *(() if after.held_on else ("speaker",)))
    return before is None or any(getattr(before, name) != getattr(after, name) for name in names)


def _invitation(one: Briefing) -> BriefingInvited:
    speaker = None if one.held_on else one.speaker
    return BriefingInvited(**_of(one) | {"occurred_on": one.invited_on, "speaker": speaker})


def _of(one: Briefing) -> dict[str, Any]:
    """What both events say."""
    return {
        "synthetic": one.synthetic, "briefing_id": one.id, "kind": one.kind, "invited_on": one.invited_on,
        "planned_for": one.planned_for, "speaker": one.speaker, "title": one.title,
    }  # fmt: skip


COMMANDS: Final[dict[type, Rule[Any]]] = {
    RecordBriefing: Rule(needs_of_record, record_briefing),
    HoldBriefing: Rule(needs_of_holding, hold_briefing),
    CancelBriefing: Rule(needs_of_holding, cancel_briefing),
}
