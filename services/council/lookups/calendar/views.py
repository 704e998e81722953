"""What the calendar shows of a duty that another service times. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from reference import Obligation, Reference
from services.council.facts import DutyFact
from services.council.facts.projections.duties import RECOMMENDATION, REPORT
from services.council.lookups.calendar.duties import DutyNow, sum_up_duty


def show_duty(rows: Sequence[DutyFact], reference: Reference, today: date) -> dict[str, Any]:
    """A duty as an item of the calendar."""
    last = rows[-1]
    now = _as_of_today(sum_up_duty(rows), last.obligation, reference, today)
    obligation = REPORT if last.obligation == RECOMMENDATION else last.obligation
    asks = _find_obligation(reference, now.mandate, obligation)
    return {
        "id": last.duty_id,
        "what": asks.title if asks else obligation,
        "obligation": obligation,
        "owner": asks.owner if asks else None,
        "recipient": asks.recipient if asks else None,
        "mandate": now.mandate,
        "paragraph": now.paragraph or (asks.paragraph if asks else None),
        "wording": asks.wording if asks and obligation == last.obligation else None,
        "subject": last.state,
        "assessment_id": last.assessment_id,
        "followup_id": last.followup_id,
        "recommendation_id": last.duty_id if last.obligation == RECOMMENDATION else None,
        "sequence": last.sequence,
        "due_on": now.due_on,
        "state": now.state,
        "met_on": now.met_on,
        "late": now.late,
        "service": asks.timed_by if asks else None,
        "synthetic": last.synthetic,
    }


def _as_of_today(now: DutyNow, obligation: str, reference: Reference, today: date) -> DutyNow:
    """What no event tells of a recommendation: its clock stands still (rule 9), or its own day has gone (rule 5)."""
    if now.state != "due" or obligation != RECOMMENDATION:
        return now
    late = now.due_on is not None and now.due_on < today
    fell_due = late and now.due_on is not None and reference.mandate_on(now.due_on) is not None
    if reference.mandate_on(today) is None and not fell_due:
        return replace(now, state="pending_mandate")
    return replace(now, state="overdue") if late else now


def _find_obligation(reference: Reference, mandate_id: str | None, obligation_id: str) -> Obligation | None:
    """As the mandate's file has it, or else the first that has it: the words are the same in a renewal."""
    first = reference.mandate(mandate_id) if mandate_id else None
    every = ([first] if first else []) + list(reference.mandates)
    return next((obligation for one in every if (obligation := one.obligation(obligation_id))), None)
