"""What the beginning and the end of mandates do to obligations (rule 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from contracts.council import ObligationPending
from reference import Mandate
from services.council.obligations import DEADLINE, OBLIGATIONS, Occurrence, hold, said, stand
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Emit, Put, Schedule, Settle
from shared.engine.time.duties import carriers, lapsed_on

MANDATE_BEGIN, MANDATE_END = "mandate_begin", "mandate_end"
"""The kinds of the two deadlines of a mandate; its id is their subject."""

DAY = timedelta(days=1)


def watch(context: Context) -> Iterable[Change]:
    """Looks at the calendar again on the first day of each mandate and on the day after its last."""
    for mandate in context.reference.mandates:
        for kind, eve in ((MANDATE_BEGIN, mandate.in_force_from - DAY), (MANDATE_END, mandate.in_force_until)):
            if eve >= context.today:
                yield Schedule(Deadline(kind, mandate.id, eve, mandate=mandate.id))
            else:
                yield Settle(kind, mandate.id, "cancelled")


def governed(one: Occurrence, context: Context) -> Iterable[Change]:
    """With no successor, an open one is pending: listed for decision, not overdue. A successor revives or meets it."""
    if one.state in ("due", "overdue", "pending_mandate") and (decided := renewal(one, context)) is not None:
        yield from hold(one, decided.adopted_by, decided.id)
        return
    asked_for = is_asked_for(one, context)
    if one.state in ("due", "overdue", "periodic") and not asked_for:
        yield from pend(one, context)
    elif one.state == "pending_mandate" and asked_for:
        yield from stand(replace(one, state="periodic" if one.due_on is None else "due"), context)


def renewal(one: Occurrence, context: Context) -> Mandate | None:
    """The mandate by which the Council decided what follows its own (OP2), where the file says that this meets it."""
    own = context.reference.mandate(one.mandate)
    asked = own.obligation(one.obligation) if own else None
    if asked is None or not asked.met_by_renewal:
        return None
    renewing = (each for each in context.reference.mandates if each.renews == one.mandate)
    adopted = (each for each in renewing if each.adopted_by <= context.today)
    return min(adopted, key=lambda each: each.adopted_by, default=None)


def is_asked_for(one: Occurrence, context: Context) -> bool:
    """Whether a mandate asks for it today: its own, or one that renews it, which none does with a one-off one."""
    if one.state != "pending_mandate" and one.due_on is not None and one.due_on < context.today:
        # Its day came while it was asked for, so it stays overdue as long as any mandate governs.
        return context.reference.mandate_on(context.today) is not None
    return lapsed_on(carriers(context.reference, one.mandate, one.obligation), context.today) is None


def pend(one: Occurrence, context: Context) -> Iterable[Change]:
    """It is listed for decision, and its clock stands still."""
    after = replace(one, state="pending_mandate")
    reason = "the mandate that asked for it has ended, and no mandate in force renews it"
    yield Put(OBLIGATIONS, after)
    yield Settle(DEADLINE, one.id, "pending_mandate")
    yield Emit(ObligationPending(**said(after), reason=reason, occurred_on=context.today), one.id)
