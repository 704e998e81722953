"""What a sender is told while its notice waits: what for, and until when at most. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from reference import Reference
from services.exchange.model import Receipt, SentNotice
from shared.engine.time.dates import add_period, civil_date

WAITS_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "notice.assessment.corrected": "the assessment that it corrects",
        "notice.assessment.received": "the assessment that it names",
        "notice.assessment.withdrawn": "the assessment that it names",
        "notice.response.received": "the assessment and the recommendations that it names",
        "notice.project.registered": "the recommendations and products that it cites",
    }
)
"""Of each type of notice that may wait for something, as its owner's rule has it."""


def still_waiting(row: SentNotice, reference: Reference) -> Receipt:
    """What can be said before the owner has answered: if what it speaks of is not known, the notice waits for that."""
    reason = "Whoever owns such notices has not answered yet."
    awaited = WAITS_FOR.get(row.notice_type)
    if awaited is None:
        return Receipt("waiting", row.received_at, reason=reason)
    last_day = add_period(civil_date(row.received_at), reference.practice.waiting_notices)
    refused_on = last_day + timedelta(days=1)
    return Receipt(
        "waiting",
        row.received_at,
        reason=f"{reason} It waits for {awaited}, if that is not known here; what is not known by then is refused.",
        refused_on=refused_on,
    )
