"""The clocks of a cycle: what is due when, derived from the row and nothing else. Pure.

A rule changes the row, and `became` brings the deadlines in line with it, so that no rule can
forget one. There are three: CTED's report (OP16), the State's response (practice), and the end of
the mandate, on the day after which each open cycle is looked at again (rule 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from reference import Mandate
from services.followup.model import Cycle, ended, with_status
from services.followup.tables import CYCLES
from shared.deadlines import Deadline
from shared.duties import carrier, carriers, lapsed_on, next_carrier
from shared.rules import Change, Context, Put, Schedule, Settle

FOLLOW_UP, RESPONSE, MANDATE = "follow_up", "response", "mandate"
"""The kinds of deadlines; the subject of each is the cycle."""
REPORT_DUTY, RESPONSE_DUTY = "follow-up-report", "state-response"
"""The obligations in a mandate's file that say the periods."""

DAY = timedelta(days=1)


def became(old: Cycle | None, new: Cycle, context: Context) -> Iterator[Change]:
    """The cycle as it is now, and the deadlines that it therefore has."""
    if new == old:
        return
    yield Put(CYCLES, new)
    for kind, deadline_of in _CLOCKS:
        before = None if old is None else deadline_of(old, context)
        now = deadline_of(new, context)
        if now is not None and now != before:
            yield Schedule(now)
        elif now is None and before is not None:
            yield from _settled(kind, new)


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
    """The last day of what holds now: on the next one a mandate has ended, or its successor begins.

    A mandate that outlasts the due date is watched only once the report is overdue.
    """
    if cycle.mandate is None or cycle.due_on is None or cycle.reported_on is not None or ended(cycle):
        return None
    if cycle.pending_since is not None:
        successor = next_carrier(_carriers(cycle, context), context.today)
        return None if successor is None else _watch(cycle, successor, successor.in_force_from - DAY)
    governing = _governing(cycle, context)
    if governing is None or (governing.in_force_until >= cycle.due_on and cycle.overdue_since is None):
        return None
    return _watch(cycle, governing, governing.in_force_until)


_CLOCKS: tuple[tuple[str, Callable[[Cycle, Context], Deadline | None]], ...] = (
    (FOLLOW_UP, report_deadline),
    (RESPONSE, response_deadline),
    (MANDATE, mandate_watch),
)


def awaits_report(cycle: Cycle) -> bool:
    """Whether CTED's report on the present follow-up is still to come, and a mandate asks for it."""
    return cycle.reported_on is None and cycle.pending_since is None and not ended(cycle)


def awaits_response(cycle: Cycle) -> bool:
    """Whether the State's response is still to come, and nothing has stopped its clock.

    A cycle that never had a due date is pending from its beginning; its response has a mandate of its own.
    """
    stopped = cycle.pending_since is not None and cycle.due_on is not None
    return cycle.responded_on is None and not stopped and not ended(cycle)


def governed(cycle: Cycle, context: Context) -> Cycle:
    """The cycle as the mandates of today have it: pending since one ended with no successor, or not (rule 9).

    What was reported, or has ended, is no longer anybody's to decide.
    """
    if cycle.reported_on is not None or ended(cycle):
        return with_status(cycle)
    since = pending_since(cycle.mandate, cycle.due_on, cycle.anchor_on, context)
    return with_status(cycle if since == cycle.pending_since else replace(cycle, pending_since=since))


def pending_since(mandate_id: str | None, due_on: date | None, anchor_on: date, context: Context) -> date | None:
    """Since when no mandate governs what fell due under this one; None while one does."""
    if mandate_id is None or due_on is None:
        return anchor_on
    mandate = context.reference.mandate(mandate_id)
    if mandate is not None and context.today <= mandate.in_force_until:
        return None
    return lapsed_on(carriers(context.reference, mandate_id, REPORT_DUTY), context.today)


def first_late_day(mandate_id: str | None, duty: str, due_on: date, context: Context) -> date:
    """The day after, or the first one later on which a mandate governs: nothing is late without one (rule 9)."""
    day = due_on + DAY
    found = carriers(context.reference, mandate_id or "", duty)
    if carrier(found, day) is not None:
        return day
    successor = next_carrier(found, day)
    return day if successor is None else successor.in_force_from


def _carriers(cycle: Cycle, context: Context) -> list[Mandate]:
    return carriers(context.reference, cycle.mandate or "", REPORT_DUTY)


def _governing(cycle: Cycle, context: Context) -> Mandate | None:
    """The mandate itself while it lasts, else the one that carries its duty on."""
    own = context.reference.mandate(cycle.mandate or "")
    if own is not None and context.today <= own.in_force_until:
        return own
    return carrier(_carriers(cycle, context), context.today)


def _watch(cycle: Cycle, mandate: Mandate, last_day: date) -> Deadline:
    return Deadline(MANDATE, cycle.id, last_day, "mandate", mandate.adopted, mandate.id)


def _settled(kind: str, cycle: Cycle) -> Iterator[Settle]:
    """Why a clock stopped; none where the deadline itself has just acted."""
    if kind == MANDATE:
        yield Settle(kind, cycle.id, "met")
        return
    met, late = (
        (cycle.reported_on, cycle.overdue_since) if kind == FOLLOW_UP else (cycle.responded_on, cycle.not_answered_on)
    )
    state: Literal["met", "cancelled", "pending_mandate"] = "cancelled"
    if met is not None:
        state = "met"
    elif not ended(cycle) and cycle.pending_since is not None:
        state = "pending_mandate"
    elif not ended(cycle) and late is not None:
        return
    yield Settle(kind, cycle.id, state)
