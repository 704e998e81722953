"""What happens when the year of a list is over (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.assessments.consents.model import CONSENTS
from services.assessments.consents.rules import DEADLINE, lapse_consent
from shared.engine.rules import Change, Context, Due, Known, Need, Rule


def needs_of_consent(due: Due) -> Iterator[Need]:
    """The consent that was asked for."""
    yield Need(CONSENTS, due.deadline.subject)


def handle_consent_due(due: Due, known: Known, _context: Context) -> Iterator[Change]:
    """The list's year is over (OP12)."""
    consent = known.get(CONSENTS, due.deadline.subject)
    if consent is not None and due.step == "overdue":
        yield from lapse_consent(consent)


DEADLINES: dict[str, Rule[Any]] = {DEADLINE: Rule(needs_of_consent, handle_consent_due)}
