"""Handles the deadlines of a cycle: reminders, an overdue report, a missing response, the end of a mandate. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from contracts.followup import TOPIC, FollowupNotAnswered, FollowupOverdue, FollowupReminded
from services.followup.cycles.dates import count_due_date, with_receipt
from services.followup.cycles.events import (
    add_restated_event,
    build_moved_events,
    build_pending_event,
    build_restated_event,
    cycle_fields,
)
from services.followup.cycles.mandates import REPORT_DUTY, RESPONSE_DUTY, apply_mandates, late_from
from services.followup.cycles.model import CYCLES, Cycle, with_status
from services.followup.cycles.timing import (
    FOLLOW_UP,
    MANDATE,
    RESPONSE,
    awaits_report,
    awaits_response,
    change_cycle,
    mandate_watch,
)
from shared.engine.notices.judging import DEADLINE as WAITING_NOTICE
from shared.engine.notices.waking import build_lapse_rule, needs_of_lapse
from shared.engine.rules import Change, Context, Due, Emit, Known, Need, Rule, Schedule, Settle
from shared.engine.time.duties import carrier, carriers


def needs_of_cycle(due: Due) -> Iterable[Need]:
    """The cycle whose deadline it is."""
    yield Need(CYCLES, due.deadline.subject)


# ---- the report and the response --------------------------------------------------------


def act_on_report_deadline(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Reminds of CTED's report, or marks it overdue (OP16). If its mandate has ended, neither happens (rule 9)."""
    cycle = known.get(CYCLES, due.deadline.subject)
    if cycle is None or cycle.due_on is None or not awaits_report(cycle):
        return
    if apply_mandates(cycle, context).pending_since is not None:
        yield from look_again(cycle, context)
    elif due.step == "reminder":
        yield _build_reminder(cycle, "report", cycle.due_on, due.days_before or 0, context)
    else:
        late_on = late_from(cycle.mandate, REPORT_DUTY, cycle.due_on, context)
        overdue = with_status(cycle._replace(overdue_since=late_on))
        yield from change_cycle(cycle, overdue, context)
        yield Emit(
            FollowupOverdue(
                **cycle_fields(overdue, late_on),
                due_on=cycle.due_on,
                mandate=cycle.mandate or "",
                paragraph=cycle.paragraph or "",
            ),
            cycle.state,
        )


def act_on_response_deadline(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Reminds of the State's response, or notes that its time ended without one, which is normal (rule 6)."""
    cycle = known.get(CYCLES, due.deadline.subject)
    if cycle is None or cycle.response_due_on is None or not awaits_response(cycle):
        return
    if apply_mandates(cycle, context).response_pending_since is not None:
        yield from look_again(cycle, context)
    elif due.step == "reminder":
        yield _build_reminder(cycle, "response", cycle.response_due_on, due.days_before or 0, context)
    else:
        since = late_from(cycle.response_mandate, RESPONSE_DUTY, cycle.response_due_on, context)
        silent = with_status(cycle._replace(not_answered_on=since))
        yield from change_cycle(cycle, silent, context)
        data = FollowupNotAnswered(**cycle_fields(silent, since), response_due_on=cycle.response_due_on)
        yield Emit(data, cycle.state)


def _build_reminder(
    cycle: Cycle, duty: Literal["report", "response"], due_on: date, days_before: int, context: Context
) -> Emit:
    data = FollowupReminded(**cycle_fields(cycle, context.today), duty=duty, due_on=due_on, days_before=days_before)
    return Emit(data, cycle.state)


def act_on_restating(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Tells a cycle of an earlier version once again, whole: its events of that time did not carry it."""
    cycle = known.get(CYCLES, due.deadline.subject)
    if cycle is not None:
        yield Settle(RESTATING, cycle.id, "met")
        yield build_restated_event(cycle, context.today)


# ---- mandates that end and begin (rule 9) -----------------------------------------------


def act_on_mandate_deadline(due: Due, known: Known, context: Context) -> Iterable[Change]:
    """Looks at the cycle again, since a mandate ended yesterday or begins today."""
    cycle = known.get(CYCLES, due.deadline.subject)
    if cycle is not None:
        yield from look_again(cycle, context)


def look_again(cycle: Cycle, context: Context) -> Iterator[Change]:
    """Makes the cycle pending if no mandate governs it any more, and ends that if one does again. Its dates stay.

    A duty that never had a due date gets one if a mandate for its anchor date has become known since.
    """
    new = apply_mandates(_count_at_last(cycle, context), context)
    yield from change_cycle(cycle, new, context)
    watch = mandate_watch(new, context)
    if watch is not None:  # this deadline itself may just have acted, so the next look is always set
        yield Schedule(watch)
    yield from add_restated_event(build_mandate_events(cycle, new, context), cycle, new, context.today)


def build_mandate_events(old: Cycle, new: Cycle, context: Context) -> list[Emit]:
    """What to say where a mandate ended or began, and the cycle is pending, or goes on, or has its first date."""
    if new.pending_since is not None and old.pending_since is None:
        return [build_pending_event(new, new.pending_since, context.reference)]
    if any(getattr(new, name) != getattr(old, name) for name in ("pending_since", "due_on", "response_due_on")):
        return build_moved_events(old, new, *_explain_revival(new, context), context.reference)
    return []


def _count_at_last(cycle: Cycle, context: Context) -> Cycle:
    if cycle.due_on is None and cycle.reported_on is None:
        cycle = count_due_date(cycle, context)
    if cycle.response_due_on is None and cycle.received_by_state_on is not None:
        cycle = with_receipt(cycle, cycle.received_by_state_on, context)
    return cycle


def _explain_revival(cycle: Cycle, context: Context) -> tuple[date, str]:
    """Since when a mandate governs the cycle (again), and the sentence that says so."""
    found = carrier(carriers(context.reference, cycle.mandate or "", REPORT_DUTY), context.today)
    if found is None:
        return context.today, "A mandate that gives the period has become known."
    since = max(found.adopted_by, found.in_force_from)
    return min(since, context.today), f"{found.title} asks for it."


RESTATING = "restating"
"""A deadline of a cycle from before events carried it, set by `migrations/0004_restating.sql`."""

DEADLINES: Mapping[str, Rule[Any]] = {
    FOLLOW_UP: Rule(needs_of_cycle, act_on_report_deadline),
    RESPONSE: Rule(needs_of_cycle, act_on_response_deadline),
    MANDATE: Rule(needs_of_cycle, act_on_mandate_deadline),
    RESTATING: Rule(needs_of_cycle, act_on_restating),
    WAITING_NOTICE: Rule(needs_of_lapse, build_lapse_rule(TOPIC)),
}
