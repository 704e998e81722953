"""What the beginning and the end of mandates do to obligations (rule 9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from reference import Mandate
from services.council.obligations.events import build_pending_event
from services.council.obligations.model import DEADLINE, OBLIGATIONS, Occurrence
from services.council.obligations.rules import count_performance, put_on_calendar
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Put, Schedule, Settle
from shared.engine.time.duties import carriers, find_lapsed_on

MANDATE_BEGIN, MANDATE_END = "mandate_begin", "mandate_end"
"""The kinds of the two deadlines of a mandate; its id is their subject."""

DAY = timedelta(days=1)


def watch_mandates(context: Context) -> Iterable[Change]:
    """Looks at the calendar again on the first day of each mandate and on the day after its last."""
    for mandate in context.reference.mandates:
        for kind, eve in ((MANDATE_BEGIN, mandate.in_force_from - DAY), (MANDATE_END, mandate.in_force_until)):
            if eve >= context.today:
                yield Schedule(Deadline(kind, mandate.id, eve, mandate=mandate.id))
            else:
                yield Settle(kind, mandate.id, "cancelled")


def apply_mandates_in_force(one: Occurrence, context: Context) -> Iterable[Change]:
    """Without a successor of its mandate, an open one is pending: listed for decision, not overdue.

    A successor revives it, or meets it.
    """
    if not one.in_mandate:
        return
    if one.state in ("due", "overdue", "pending_mandate") and (mandate := find_renewal(one, context)) is not None:
        yield from count_performance(one, mandate.adopted_by, mandate.id)
        return
    asked_for = is_asked_for(one, context)
    if one.state in ("due", "overdue", "periodic") and not asked_for:
        yield from make_pending(one, context)
    elif one.state == "pending_mandate" and asked_for:
        yield from put_on_calendar(replace(one, state="periodic" if one.due_on is None else "due"), context)


def find_renewal(one: Occurrence, context: Context) -> Mandate | None:
    """The mandate by which the Council decided what follows its own (OP2), where the file says that this meets it."""
    own = context.reference.mandate(one.mandate)
    obligation = own.obligation(one.obligation) if own else None
    if obligation is None or not obligation.met_by_renewal:
        return None
    renewing = (each for each in context.reference.mandates if each.renews == one.mandate)
    adopted = (each for each in renewing if each.adopted_by <= context.today)
    return min(adopted, key=lambda each: each.adopted_by, default=None)


def is_asked_for(one: Occurrence, context: Context) -> bool:
    """Whether a mandate asks for it: its own, or one that renews it; or it fell due while one did (rule 9).

    No mandate renews a one-off one.
    """
    return find_lapsed_on(carriers(context.reference, one.mandate, one.obligation), context.today, one.due_on) is None


def make_pending(one: Occurrence, context: Context) -> Iterable[Change]:
    """It is listed for decision, and its clock stands still."""
    after = replace(one, state="pending_mandate")
    yield Put(OBLIGATIONS, after)
    yield Settle(DEADLINE, one.id, "pending_mandate")
    yield build_pending_event(after, context.today)
