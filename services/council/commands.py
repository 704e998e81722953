"""What is asked of council: to follow the mandates' files, to record what was held. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from contracts.council import ObligationDue
from reference import Mandate, Reference
from services.council.obligations import (
    DEADLINE,
    MANDATE_END,
    OBLIGATIONS,
    Occurrence,
    hold,
    next_day,
    said,
)
from shared.deadlines import Deadline
from shared.rules import (
    Answer,
    Change,
    Command,
    Context,
    Emit,
    Known,
    Need,
    NotFound,
    Put,
    Refusal,
    Schedule,
    Settle,
)


@dataclass(frozen=True, slots=True)
class ApplyMandates:
    """The mandates' files are new or have changed: the calendar follows, once for each digest."""

    occurrences: tuple[Occurrence, ...]


def needs_occurrences(command: Command[ApplyMandates]) -> Iterable[Need]:
    """What stands in the calendar already."""
    return (Need(OBLIGATIONS, one.id) for one in command.data.occurrences)


def apply_mandates(command: Command[ApplyMandates], known: Known, context: Context) -> Iterable[Change]:
    """Puts into the calendar what is new or has moved; what was met stays met."""
    for wanted in command.data.occurrences:
        before = known.get(OBLIGATIONS, wanted.id)
        if (before is not None and before.state == "met") or _same(before, wanted):
            continue
        yield from _stand(_kept(before, wanted), context)
    for mandate in context.reference.mandates:
        if _ends_for_good(context.reference, mandate) and mandate.in_force_until >= context.today:
            yield Schedule(Deadline(MANDATE_END, mandate.id, mandate.in_force_until, mandate=mandate.id))
        else:
            yield Settle(MANDATE_END, mandate.id, "cancelled")


def _same(before: Occurrence | None, wanted: Occurrence) -> bool:
    return before is not None and before.state != "pending_mandate" and _kept(before, wanted) == before


def _kept(before: Occurrence | None, wanted: Occurrence) -> Occurrence:
    """The occurrence as wanted, with what has become of it."""
    if before is None:
        return wanted
    state = wanted.state if before.state == "pending_mandate" else before.state
    return replace(
        wanted, state=state, held=before.held, last_held_on=before.last_held_on, met_by=before.met_by,
        nudged_on=before.nudged_on,
    )  # fmt: skip


def _stand(one: Occurrence, context: Context) -> Iterable[Change]:
    if one.due_on is not None and one.due_on < context.today and one.state == "due":
        # What was due before this system began is listed, not accused.
        yield Put(OBLIGATIONS, replace(one, state="before_records"))
        return
    yield Put(OBLIGATIONS, one)
    yield Emit(ObligationDue(**said(one), occurred_on=context.today), one.id)
    if one.due_on is not None and one.state == "due":
        yield Schedule(
            Deadline(
                DEADLINE, one.id, one.due_on, mandate=one.mandate, paragraph=one.paragraph,
                reminders=_nudges(one, context.reference),
            )
        )  # fmt: skip


def _nudges(one: Occurrence, reference: Reference) -> tuple[int, ...]:
    """Days before the due date on which to look whether enough was held (rule 10: 30 June)."""
    if one.due_on is None:
        return ()
    nudges = [nudge for nudge in reference.practice.nudges if nudge.obligation == one.obligation]
    return tuple((one.due_on - date(one.due_on.year, nudge.month, nudge.day)).days for nudge in nudges)


def _ends_for_good(reference: Reference, mandate: Mandate) -> bool:
    """Whether no other mandate is in force on the day after its last."""
    last = mandate.in_force_until
    return not any(other.in_force_from <= next_day(last) <= other.in_force_until for other in reference.mandates)


@dataclass(frozen=True, slots=True)
class RecordHeld:
    """It was held or delivered, as people say: for what no event of this system tells."""

    obligation_id: str
    held_on: date
    document: str
    """What shows it, such as a record of the meeting: `DRAFT/...`."""


class HeldInTheFuture(Refusal):
    """What is recorded as held must have been held: the day lies in the future."""

    rule = "10"
    status = 422


def needs_occurrence(command: Command[RecordHeld]) -> Iterable[Need]:
    """The one that was held."""
    yield Need(OBLIGATIONS, command.data.obligation_id)


def record_held(command: Command[RecordHeld], known: Known, context: Context) -> Iterable[Change]:
    """A person records what no event tells."""
    one = known.get(OBLIGATIONS, command.data.obligation_id)
    if one is None:
        raise NotFound
    if command.data.held_on > context.today:
        raise HeldInTheFuture(fields=("held_on",))
    yield from hold(one, command.data.held_on, command.data.document)
    yield Answer({"id": one.id})
