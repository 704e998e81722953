"""Due dates: from which day each is counted, and what moves when that day changes (rules 2 to 4). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.followup.cycles.mandates import REPORT_DUTY, RESPONSE_DUTY, apply_mandates, late_from
from services.followup.cycles.model import Cycle, PastFollowUp
from shared.engine.rules import Context
from shared.engine.time.duties import duty_after


def move_anchor(cycle: Cycle, submitted_on: date, context: Context) -> Cycle:
    """Counts the first follow-up from another day. The original day stays on record (rule 4).

    A due date that was set by decision does not move. A further follow-up rests on a decision too, so it stays. The
    correction then changes only whether the first follow-up was in time.
    """
    if submitted_on == cycle.opened_on:
        return cycle
    cycle = cycle._replace(opened_on=submitted_on)
    if cycle.sequence > 1:
        first, *later = cycle.earlier
        return cycle._replace(earlier=(_move_past_anchor(first, submitted_on, context), *later))
    cycle = cycle._replace(anchor_on=submitted_on, original_anchor_on=cycle.original_anchor_on or cycle.anchor_on)
    return cycle if cycle.decision is not None else count_due_date(cycle, context)


def count_due_date(cycle: Cycle, context: Context) -> Cycle:
    """Counts when the report is due, by the mandate in force on the anchor date (OP16), and whether it is overdue."""
    duty = duty_after(context.reference, REPORT_DUTY, cycle.anchor_on)
    if duty is None:
        dated = cycle._replace(due_on=None, mandate=None, paragraph=None, overdue_since=None)
        return apply_mandates(dated, context)
    dated = cycle._replace(due_on=duty.due_on, mandate=duty.mandate.id, paragraph=duty.obligation.paragraph)
    return apply_mandates(dated._replace(overdue_since=find_overdue_since(dated, context)), context)


def with_receipt(cycle: Cycle, received_on: date | None, context: Context) -> Cycle:
    """The cycle with this day of receipt. Its response is due a period later, unless a decision says when (rule 4)."""
    cycle = cycle._replace(received_by_state_on=received_on)
    if cycle.response_decision is not None:
        return cycle
    duty = duty_after(context.reference, RESPONSE_DUTY, received_on) if received_on else None
    if duty is None:
        without = cycle._replace(response_due_on=None, response_mandate=None, not_answered_on=None)
        return apply_mandates(without, context)
    dated = cycle._replace(response_due_on=duty.due_on, response_mandate=duty.mandate.id)
    return apply_mandates(dated._replace(not_answered_on=find_not_answered_since(dated, context)), context)


def find_overdue_since(cycle: Cycle, context: Context) -> date | None:
    """Since when the report is overdue by its new due date. Only the deadline marks it overdue for the first time."""
    if cycle.overdue_since is None or cycle.due_on is None:
        return None
    late_on = late_from(cycle.mandate, REPORT_DUTY, cycle.due_on, context)
    return late_on if late_on <= (cycle.reported_on or context.today) else None


def find_not_answered_since(cycle: Cycle, context: Context) -> date | None:
    """Since when the response is late by its new day. Only the deadline marks it so for the first time."""
    if cycle.not_answered_on is None or cycle.response_due_on is None:
        return None
    late_on = late_from(cycle.response_mandate, RESPONSE_DUTY, cycle.response_due_on, context)
    return late_on if late_on <= (cycle.responded_on or context.today) else None


def _move_past_anchor(past: PastFollowUp, submitted_on: date, context: Context) -> PastFollowUp:
    past = replace(past, anchor_on=submitted_on, original_anchor_on=past.original_anchor_on or past.anchor_on)
    if past.decision is not None:
        return past
    duty = duty_after(context.reference, REPORT_DUTY, submitted_on)
    if duty is None:
        return replace(past, due_on=None, mandate=None, paragraph=None)
    return replace(past, due_on=duty.due_on, mandate=duty.mandate.id, paragraph=duty.obligation.paragraph)
