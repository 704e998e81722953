"""Due -> overdue, nudged, or pending a mandate (rules 9 and 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contracts.council import ObligationOverdue, ObligationPending
from services.council.obligations import (
    DEADLINE,
    OBLIGATIONS,
    next_day,
    said,
)
from shared.rules import (
    Change,
    Context,
    Due,
    Emit,
    Known,
    Need,
    Put,
    Settle,
)


def needs_due_occurrence(due: Due) -> Iterable[Need]:
    """The one that is due."""
    yield Need(OBLIGATIONS, due.deadline.subject)


def obligation_due(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """A nudge when too little was held by its day; overdue the day after the last (rule 10)."""
    one = known.get(OBLIGATIONS, due.deadline.subject)
    if one is None or one.state != "due":
        return
    if due.step == "overdue":
        after = replace(one, state="overdue")
        yield Put(OBLIGATIONS, after)
        yield Emit(ObligationOverdue(**said(after), occurred_on=next_day(due.deadline.due_on)), one.id)
    elif any(one.obligation == n.obligation and one.held < n.fewer_than for n in context.reference.practice.nudges):
        yield Put(OBLIGATIONS, replace(one, nudged_on=context.today))


def needs_of_mandate(due: Due) -> Iterable[Need]:
    """All that hangs on the mandate."""
    yield Need(OBLIGATIONS, due.deadline.subject, by="mandate")


def mandate_ended(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """With no successor, open ones are pending: listed for decision, no reminders, not overdue (rule 9)."""
    for one in known.all(OBLIGATIONS, "mandate", due.deadline.subject):
        if one.state == "due" and one.due_on is not None and one.due_on > due.deadline.due_on:
            after = replace(one, state="pending_mandate")
            yield Put(OBLIGATIONS, after)
            yield Settle(DEADLINE, one.id, "pending_mandate")
            reason = "its mandate ended and no other is known"
            day = next_day(due.deadline.due_on)
            yield Emit(ObligationPending(**said(after), reason=reason, occurred_on=day), one.id)
