"""What happens on a day: an obligation is overdue, or people are nudged; a mandate begins or ends. Pure.

Rules 9 and 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from services.council.obligations.events import build_overdue_event
from services.council.obligations.mandates import MANDATE_BEGIN, MANDATE_END, apply_mandates_in_force, find_renewal
from services.council.obligations.model import DEADLINE, OBLIGATIONS
from services.council.obligations.rules import count_performance
from shared.engine.rules import Change, Context, Due, Known, Need, Put, Rule
from shared.engine.time.duties import carriers, first_late_day

OPEN = ("due", "overdue", "pending_mandate", "periodic")
"""States in which the mandates decide."""


def needs_due_occurrence(due: Due) -> Iterable[Need]:
    """The one that is due."""
    yield Need(OBLIGATIONS, due.deadline.subject)


def act_on_due_day(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """A nudge when too little was held by its day; overdue the day after the last (rule 10)."""
    one = known.get(OBLIGATIONS, due.deadline.subject)
    if one is None or one.state != "due":
        return
    if due.step == "overdue" and (mandate := find_renewal(one, context)) is not None:
        yield from count_performance(one, mandate.adopted_by, mandate.id)
    elif due.step == "overdue":
        after = replace(one, state="overdue")
        late_on = first_late_day(carriers(context.reference, one.mandate, one.obligation), due.deadline.due_on)
        yield Put(OBLIGATIONS, after)
        yield build_overdue_event(after, late_on)
    elif any(
        nudge.obligation == one.obligation and len(one.held_by) < nudge.fewer_than
        for nudge in context.reference.practice.nudges
    ):
        yield Put(OBLIGATIONS, replace(one, nudged_on=context.today))


def needs_all_open(_due: Due) -> Iterable[Need]:
    """All that a mandate may carry on, or leave."""
    return (Need(OBLIGATIONS, state, by="state") for state in OPEN)


def act_on_change_of_mandate(_due: Due, known: Known, context: Context) -> Iterable[Change]:
    """A mandate began or ended: what is open is pending, goes on, or is revived (rule 9)."""
    for state in OPEN:
        for one in known.all(OBLIGATIONS, "state", state):
            yield from apply_mandates_in_force(one, context)


DEADLINES: Mapping[str, Rule[Any]] = {
    DEADLINE: Rule(needs_due_occurrence, act_on_due_day),
    MANDATE_BEGIN: Rule(needs_all_open, act_on_change_of_mandate),
    MANDATE_END: Rule(needs_all_open, act_on_change_of_mandate),
}
