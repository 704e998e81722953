"""Builds council's events about its obligations. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.council import ObligationDue, ObligationMet, ObligationOverdue, ObligationPending
from services.council.obligations.model import Occurrence
from shared.engine.rules import Emit

NO_MANDATE = "the mandate that asked for it has ended, and no mandate in force renews it"


def build_due_event(one: Occurrence, today: date) -> Emit:
    """It stands in the calendar from now on."""
    return Emit(ObligationDue(**_fields_of(one), occurred_on=today), one.id)


def build_met_event(one: Occurrence, on: date, by: str) -> Emit:
    """It was met. A periodic one is met each time that it is held."""
    return Emit(ObligationMet(**_fields_of(one), occurred_on=on, met_by=by), one.id)


def build_overdue_event(one: Occurrence, on: date) -> Emit:
    """It was not met by its day."""
    return Emit(ObligationOverdue(**_fields_of(one), occurred_on=on), one.id)


def build_pending_event(one: Occurrence, today: date) -> Emit:
    """No mandate in force asks for it: it is listed for decision."""
    return Emit(ObligationPending(**_fields_of(one), reason=NO_MANDATE, occurred_on=today), one.id)


def _fields_of(one: Occurrence) -> dict[str, Any]:
    """What all events about it have."""
    return {
        "obligation_id": one.id, "mandate": one.mandate, "paragraph": one.paragraph, "title": one.title,
        "owner": one.owner, "recipient": one.recipient, "period": one.period, "due_on": one.due_on,
        "count": one.count, "synthetic": one.synthetic,
    }  # fmt: skip
