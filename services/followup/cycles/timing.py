"""The deadlines of a cycle, which follow from its row alone. Pure.

A rule changes the row, and `change_cycle` sets the deadlines to match it. So no rule can forget one. There are
three: CTED's report (OP16), the State's response (practice), and the last day of its mandates. After that day
the cycle is looked at again (rule 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from services.followup.cycles.mandates import last_day_as_it_is
from services.followup.cycles.model import CYCLES, Cycle, is_ended
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Put, Schedule, Settle

FOLLOW_UP, RESPONSE, MANDATE = "follow_up", "response", "mandate"
"""The kinds of deadlines; the subject of each is the cycle."""


def change_cycle(old: Cycle | None, new: Cycle, context: Context) -> Iterator[Change]:
    """Writes the cycle, and sets or ends its deadlines to match."""
    if new == old:
        return
    yield Put(CYCLES, new)
    for kind, deadline_of in _CLOCKS:
        before = None if old is None else deadline_of(old, context)
        now = deadline_of(new, context)
        if now is not None and (before is None or _moves(before, now)):
            yield Schedule(now)
        elif now is None and before is not None:
            yield from _settle_clock(kind, new)


def _moves(before: Deadline, now: Deadline) -> bool:
    """Whether the deadline must be set again. A new anchor date alone does not move it (rule 4).

    If the same deadline were set again, the reminders of today would be repeated.
    """
    return replace(before, anchor_on=now.anchor_on) != now


def report_deadline(cycle: Cycle, context: Context) -> Deadline | None:
    """CTED's report, while it is awaited and not yet overdue."""
    if cycle.due_on is None or cycle.overdue_since is not None or not awaits_report(cycle):
        return None
    return Deadline(
        FOLLOW_UP,
        cycle.id,
        cycle.due_on,
        cycle.anchor,
        cycle.anchor_on,
        cycle.mandate or "",
        cycle.paragraph or "",
        context.reference.practice.reminders,
    )


def response_deadline(cycle: Cycle, context: Context) -> Deadline | None:
    """The State's response, while it is awaited and its time has not ended."""
    if cycle.response_due_on is None or cycle.not_answered_on is not None or not awaits_response(cycle):
        return None
    return Deadline(
        RESPONSE,
        cycle.id,
        cycle.response_due_on,
        "received_by_state_on",
        cycle.received_by_state_on,
        cycle.response_mandate or "",
        "practice",
        context.reference.practice.reminders,
    )


def mandate_watch(cycle: Cycle, context: Context) -> Deadline | None:
    """The last day of the mandates that the cycle runs under."""
    day = last_day_as_it_is(cycle, context)
    return None if day is None else Deadline(MANDATE, cycle.id, day, "mandate", mandate=cycle.mandate or "")


_CLOCKS: tuple[tuple[str, Callable[[Cycle, Context], Deadline | None]], ...] = (
    (FOLLOW_UP, report_deadline),
    (RESPONSE, response_deadline),
    (MANDATE, mandate_watch),
)


def awaits_report(cycle: Cycle) -> bool:
    """Whether CTED's report on the present follow-up is still to come, and a mandate asks for it."""
    return cycle.reported_on is None and cycle.pending_since is None and not is_ended(cycle)


def awaits_response(cycle: Cycle) -> bool:
    """Whether the State's response is still to come, and nothing has stopped its clock."""
    return cycle.responded_on is None and cycle.response_pending_since is None and not is_ended(cycle)


def _settle_clock(kind: str, cycle: Cycle) -> Iterator[Settle]:
    """Ends a deadline and says why. If the deadline itself has just acted, there is nothing to end."""
    met, pending, late = {
        FOLLOW_UP: (cycle.reported_on, cycle.pending_since, cycle.overdue_since),
        RESPONSE: (cycle.responded_on, cycle.response_pending_since, cycle.not_answered_on),
        MANDATE: (cycle.opened_on, None, None),
    }[kind]
    if met is not None:
        yield Settle(kind, cycle.id, "met")
    elif is_ended(cycle) or (pending is None and late is None):
        yield Settle(kind, cycle.id, "cancelled")
    elif pending is not None:
        yield Settle(kind, cycle.id, "pending_mandate")
