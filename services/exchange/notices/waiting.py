"""The receipt of a notice that waits: what it waits for, and until when at most. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from reference import Reference
from services.exchange.notices.model import SentNotice
from services.exchange.receipts.model import Receipt
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
"""What each type of notice may wait for, by its owner's rule."""


def build_waiting_receipt(row: SentNotice, reference: Reference) -> Receipt:
    """The receipt before the owner has answered. The notice waits if its subject is not known yet."""
    reason = "Whoever owns such notices has not answered yet."
    what = WAITS_FOR.get(row.notice_type)
    if row.refused_on is not None:
        known = f"It waits for {what or 'something that it names'}, which is not known here yet."
        reason = f"{known} What is not known by then is refused."
        return Receipt("waiting", row.received_at, reason=reason, refused_on=row.refused_on)
    if what is None:
        return Receipt("waiting", row.received_at, reason=reason)
    last_day = add_period(civil_date(row.received_at), reference.practice.waiting_notices)
    refused_on = last_day + timedelta(days=1)
    return Receipt(
        "waiting",
        row.received_at,
        reason=f"{reason} It waits for {what}, if that is not known here; what is not known by then is refused.",
        refused_on=refused_on,
    )
