"""Due -> overdue or nudged; a mandate begins or ends (rules 9 and 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contracts.council import ObligationOverdue
from services.council.mandates import governed, renewal
from services.council.obligations import OBLIGATIONS, hold, said
from shared.engine.rules import Change, Context, Due, Emit, Known, Need, Put
from shared.engine.time.duties import carriers, first_late_day

OPEN = ("due", "overdue", "pending_mandate", "periodic")
"""States in which the mandates decide."""


def needs_due_occurrence(due: Due) -> Iterable[Need]:
    """The one that is due."""
    yield Need(OBLIGATIONS, due.deadline.subject)


def obligation_due(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """A nudge when too little was held by its day; overdue the day after the last (rule 10)."""
    one = known.get(OBLIGATIONS, due.deadline.subject)
    if one is None or one.state != "due":
        return
    if due.step == "overdue" and (decided := renewal(one, context)) is not None:
        yield from hold(one, decided.adopted_by, decided.id)
    elif due.step == "overdue":
        after = replace(one, state="overdue")
        late_on = first_late_day(carriers(context.reference, one.mandate, one.obligation), due.deadline.due_on)
        yield Put(OBLIGATIONS, after)
        yield Emit(ObligationOverdue(**said(after), occurred_on=late_on), one.id)
    elif any(
        nudge.obligation == one.obligation and len(one.held_by) < nudge.fewer_than
        for nudge in context.reference.practice.nudges
    ):
        yield Put(OBLIGATIONS, replace(one, nudged_on=context.today))


def needs_all_open(_due: Due) -> Iterable[Need]:
    """All that a mandate may carry on, or leave."""
    return (Need(OBLIGATIONS, state, by="state") for state in OPEN)


def mandates_changed(_due: Due, known: Known, context: Context) -> Iterable[Change]:
    """A mandate began or ended: what is open is pending, goes on, or is revived (rule 9)."""
    for state in OPEN:
        for one in known.all(OBLIGATIONS, "state", state):
            yield from governed(one, context)
