"""What is asked of council: to follow the mandates' files, to note a request, to record what was held. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contracts.ids import uuid5
from contracts.vocabulary import Day, Id, Line
from reference import DateInRequest
from services.council.drafts.schedule import schedule_drafts
from services.council.obligations.mandates import apply_mandates_in_force, is_asked_for, make_pending, watch_mandates
from services.council.obligations.model import OBLIGATIONS, Occurrence
from services.council.obligations.occurrences import build_occurrence
from services.council.obligations.rules import begin_to_ask, count_performance, days_of, put_on_calendar, set_nudges
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal, Rule
from shared.engine.time.days import check_not_too_early, check_not_too_far

# ---- the mandates' files --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ApplyMandates:
    """The mandates' files are new or have changed: the calendar follows, once for each digest."""

    occurrences: tuple[Occurrence, ...]


def needs_occurrences(command: Command[ApplyMandates]) -> Iterable[Need]:
    """What stands in the calendar already."""
    for one in command.data.occurrences:
        yield Need(OBLIGATIONS, one.id)


def apply_mandates(command: Command[ApplyMandates], known: Known, context: Context) -> Iterable[Change]:
    """Puts into the calendar what is new or has moved; what was met stays met."""
    for wanted in command.data.occurrences:
        before = known.get(OBLIGATIONS, wanted.id)
        yield from _begin(wanted, context) if before is None else _revise(before, wanted, context)
    yield from watch_mandates(context)
    yield from schedule_drafts(context)


def _begin(one: Occurrence, context: Context) -> Iterable[Change]:
    if one.due_on is not None and one.due_on < context.today:
        # What was due before this system began is listed, not accused.
        yield Put(OBLIGATIONS, replace(one, state="before_records"))
    elif not one.in_mandate:
        yield Put(OBLIGATIONS, one)
    elif is_asked_for(one, context):
        yield from put_on_calendar(one, context)
    else:
        yield from make_pending(one, context)


def _revise(before: Occurrence, wanted: Occurrence, context: Context) -> Iterable[Change]:
    """The occurrence as the files now have it, with what has become of it."""
    after = replace(
        wanted, state=before.state, held_by=before.held_by, held_on=before.held_on,
        last_held_on=before.last_held_on, nudged_on=before.nudged_on,
    )  # fmt: skip
    if after.state != "met" and after.in_mandate != before.in_mandate:
        yield from _begin_or_end(after, context)
        return
    if after.state in ("due", "overdue") and after.due_on != before.due_on:
        after = replace(after, state="due")
        yield from put_on_calendar(after, context)
    elif after != before:
        yield Put(OBLIGATIONS, after)
    yield from apply_mandates_in_force(after, context)
    yield from set_nudges(after, context)


def _begin_or_end(one: Occurrence, context: Context) -> Iterable[Change]:
    """A mandate covers its day now, or none does any more: then it is nobody's, and leaves the calendar (rule 9)."""
    if one.in_mandate:
        yield from begin_to_ask(replace(one, state="due"), context)
    else:
        yield from make_pending(one, context)


# ---- requests (OP17) ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskFor:
    """The CTC asks for what the mandate leaves to its request, such as a briefing by CTED (OP17)."""

    obligation: Id
    """Its id in the mandate's file, such as `requested-briefing`."""
    due_on: Day
    document: Line
    """The request, known by it: sent again with another day, it moves the day."""


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """Notes a request, such as the CTC's for a briefing (OP17): it is due on the day that it names."""

    given: AskFor


class NotOnRequest(Refusal):
    """No mandate in force leaves the day of this obligation to a request."""

    rule = "9"
    paragraph = "OP17"
    status = 422


class AskedForInThePast(Refusal):
    """What is asked for cannot be due on a day gone by: name today or a later day."""

    rule = "4"
    status = 422


def needs_request(command: Command[NoteRequest]) -> Iterable[Need]:
    """What was asked for in the same document."""
    yield Need(OBLIGATIONS, _request_id(command.data.given))


def note_request(command: Command[NoteRequest], known: Known, context: Context) -> Iterable[Change]:
    """The day in the request is the day on which it is due; the mandate in force today asks for it."""
    asked = command.data.given
    mandate = context.reference.mandate_on(context.today)
    obligation = mandate.obligation(asked.obligation) if mandate else None
    if mandate is None or obligation is None or not isinstance(obligation.rule, DateInRequest):
        raise NotOnRequest(fields=("obligation",))
    if asked.due_on < context.today:
        raise AskedForInThePast(fields=("due_on",))
    check_not_too_far(context.today, due_on=asked.due_on)
    id_ = _request_id(asked)
    before = known.get(OBLIGATIONS, id_) or replace(build_occurrence(mandate, obligation, None, None), id=id_)
    if before.state != "met" and before.due_on != asked.due_on:
        yield from put_on_calendar(replace(before, due_on=asked.due_on, state="due"), context)
    yield Answer({"id": id_})


def _request_id(asked: AskFor) -> str:
    return f"{asked.obligation}-{uuid5('request', asked.obligation, asked.document)}"


# ---- what people record ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Performance:
    """It was held or delivered, as people say: for what no event of this system tells."""

    held_on: Day
    document: Line
    """What shows it, such as the record of a meeting: `DRAFT/...`. The same one counts once. It is public, as the
    obligation is."""


@dataclass(frozen=True, slots=True)
class RecordPerformance:
    """Records that it was held or delivered, for what no event of this system tells."""

    obligation_id: str
    given: Performance


class HeldInTheFuture(Refusal):
    """What is recorded as held must have been held: the day lies in the future."""

    rule = "10"
    status = 422


class HeldBeforeItsYear(Refusal):
    """What was held before the obligation's year counts for an earlier one."""

    rule = "10"
    status = 422


class HeldBeforeItsMandate(Refusal):
    """The mandate that asks for this did not govern yet: what was done before is no answer to it."""

    rule = "9"
    paragraph = "OP2"
    status = 422


class HeldOnAnotherDay(Refusal):
    """By this document it is known to have been held on another day: put that day right by a correction."""

    rule = "4"


class CountsElsewhere(Refusal):
    """This is met by what is recorded elsewhere, such as a briefing or the next mandate: here it would count twice."""

    rule = "10"


def needs_occurrence(command: Command[RecordPerformance]) -> Iterable[Need]:
    """The one that was held."""
    yield Need(OBLIGATIONS, command.data.obligation_id)


def record_performance(command: Command[RecordPerformance], known: Known, context: Context) -> Iterable[Change]:
    """A person records what no event tells."""
    recorded = command.data.given
    one = known.get(OBLIGATIONS, command.data.obligation_id)
    if one is None:
        raise NotFound
    check_not_too_early(held_on=recorded.held_on)
    if recorded.held_on > context.today:
        raise HeldInTheFuture(fields=("held_on",))
    if one.period is not None and recorded.held_on.year < int(one.period):
        raise HeldBeforeItsYear(fields=("held_on",))
    check_mandate(one, recorded.held_on, context)
    known_day = days_of(one).get(recorded.document)
    if known_day not in (None, recorded.held_on):
        raise HeldOnAnotherDay(fields=("held_on",), paragraph=one.paragraph)
    yield from count_performance(one, recorded.held_on, recorded.document)
    yield Answer({"id": one.id})


def check_mandate(one: Occurrence, held_on: date, context: Context) -> None:
    """Raises CountsElsewhere, or HeldBeforeItsMandate of what is owed by a day; when else it was held may be shown."""
    mandate = context.reference.mandate(one.mandate)
    obligation = mandate.obligation(one.obligation) if mandate else None
    if (one.count > 1 and one.met_by_event) or (obligation and obligation.met_by_renewal):
        raise CountsElsewhere(fields=("obligation_id",))
    if mandate and one.due_on is not None and held_on < mandate.adopted_by:
        raise HeldBeforeItsMandate(fields=("held_on",))


COMMANDS: Mapping[type, Rule[Any]] = {ApplyMandates: Rule(needs_occurrences, apply_mandates)}
"""Those that are given without HTTP."""
