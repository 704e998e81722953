"""Under which mandate a cycle's duties run, and what its end and a successor's beginning mean (rule 9). Pure."""

from __future__ import annotations

from datetime import date, timedelta

from reference import Mandate
from services.followup.cycles.model import Cycle, is_ended, with_status
from shared.engine.rules import Context, Refusal
from shared.engine.time.duties import carrier, carriers, find_lapsed_on, first_late_day, next_carrier

REPORT_DUTY, RESPONSE_DUTY = "follow-up-report", "state-response"
"""The obligations in a mandate's file that say the periods."""

DAY = timedelta(days=1)


def apply_mandates(cycle: Cycle, context: Context) -> Cycle:
    """The cycle as the mandates of today have it: pending since one ended with no successor, or not.

    What was reported or answered, or has ended, is no longer anybody's to decide.
    """
    report, response = cycle.pending_since, None
    if cycle.reported_on is None and not is_ended(cycle):
        report = find_pending_since(cycle.mandate, cycle.due_on, cycle.anchor_on, context)
    if cycle.response_mandate is not None and is_unanswered(cycle) and not is_ended(cycle):
        response = find_lapsed_since(cycle.response_mandate, RESPONSE_DUTY, cycle.response_due_on, context)
    return with_status(cycle._replace(pending_since=report, response_pending_since=response))


def without_end(cycle: Cycle, context: Context) -> Cycle:
    """The cycle as if it had not ended: whatever is due in it runs again (rule 1)."""
    return apply_mandates(cycle._replace(closed_on=None, cancelled_on=None, ended_because=None), context)


def find_pending_since(mandate_id: str | None, due_on: date | None, anchor_on: date, context: Context) -> date | None:
    """Since when no mandate governs the report: from its anchor on if none gave a period; None while one does."""
    if mandate_id is None or due_on is None:
        return anchor_on
    return find_lapsed_since(mandate_id, REPORT_DUTY, due_on, context)


def find_lapsed_since(mandate_id: str, duty: str, due_on: date | None, context: Context) -> date | None:
    """Since when no mandate carries on a duty that came from this one; None while one does, or once it fell due."""
    own = context.reference.mandate(mandate_id)
    if own is not None and context.today <= own.in_force_until:
        return None
    return find_lapsed_on(carriers(context.reference, mandate_id, duty), context.today, due_on)


def is_unanswered(cycle: Cycle) -> bool:
    """Whether the State has neither responded nor let its time pass."""
    return cycle.responded_on is None and cycle.not_answered_on is None


def late_from(mandate_id: str | None, duty: str, due_on: date, context: Context) -> date:
    """The first day on which a duty that came from this mandate is late."""
    return first_late_day(carriers(context.reference, mandate_id or "", duty), due_on)


def last_day_as_it_is(cycle: Cycle, context: Context) -> date | None:
    """The last day before something changes for a duty that is awaited; None if nothing does, as far as is known.

    The end of a mandate that outlasts the due date does not matter: what fell due by then stays so.
    """
    if is_ended(cycle):
        return None
    report = response = None
    if cycle.mandate is not None and cycle.due_on is not None and cycle.reported_on is None:
        report = _last_day(cycle.mandate, REPORT_DUTY, cycle.pending_since, cycle.due_on, context)
    if cycle.response_mandate is not None and cycle.response_due_on is not None and is_unanswered(cycle):
        since, until = cycle.response_pending_since, cycle.response_due_on
        response = _last_day(cycle.response_mandate, RESPONSE_DUTY, since, until, context)
    return response if report is None else min(report, response or report)


def _last_day(mandate_id: str, duty: str, pending: date | None, until: date, context: Context) -> date | None:
    """Of one duty, that is awaited until the day `until`."""
    own = context.reference.mandate(mandate_id)
    if pending is None and own is not None and until <= own.in_force_until:
        return None
    found = carriers(context.reference, mandate_id, duty)
    if pending is not None:
        successor = next_carrier(found, context.today)
        return None if successor is None else successor.in_force_from - DAY
    governing = carrier(found, context.today)
    return None if governing is None or until <= governing.in_force_until else governing.in_force_until


class NoMandate(Refusal):
    """On the day of the decision no mandate was in force that asks for this, so that nothing can fall due by it."""

    rule = "9"
    paragraph = "OP16"


def find_mandate_of_decision(mandate_id: str | None, duty: str, decided_on: date, context: Context) -> Mandate:
    """The mandate that governs it already, if that lasts or is renewed; else the one in force. Raises NoMandate."""
    reference = context.reference
    own = reference.mandate(mandate_id or "")
    if own is not None and carrier(carriers(reference, own.id, duty), decided_on) is not None:
        return own
    mandate = reference.mandate_on(decided_on)
    if mandate is None or mandate.obligation(duty) is None:
        raise NoMandate(fields=("decided_on",))
    return mandate


def paragraph_of(mandate: Mandate) -> str | None:
    """The paragraph by which the mandate asks for the report."""
    obligation = mandate.obligation(REPORT_DUTY)
    return obligation.paragraph if obligation else None
