"""Keeps what arrived: as much of it as a row holds. Pure."""

from __future__ import annotations

from typing import Final

from contracts.cloudevents import cut_text
from services.exchange.quarantine.model import UNREADABLE_EVENTS, UnreadableEvent, place_of
from services.exchange.receipts.model import Receipt
from shared.engine.rules import Put, Unreadable

LARGEST_KEPT: Final = 1_048_576
"""Bytes kept of an unreadable event: Kafka's default limit."""
LONGEST_KEPT: Final = 1_000
"""Characters kept of an attribute, and of its name. One that can be read is far shorter."""
Sender = tuple[str | None, str | None, str | None]
"""Source, id and type of notice, as far as each is known."""


def keep_event(event: Unreadable, sender: Sender, answer: Receipt) -> Put:
    """Keeps what arrived, with the answer that its sender got."""
    source, notice_id, notice_type = sender
    data = event.message.data or b""
    row = UnreadableEvent(
        id=place_of(event),
        received_at=answer.at,
        source=source,
        notice_id=notice_id,
        notice_type=notice_type,
        reason=answer.reason,
        code=answer.code or None,
        attributes={_cut(name): _cut(value) for name, value in event.message.attributes.items()},
        size=len(data),
        data=data[:LARGEST_KEPT],
        sent_by=next((one.itself for one in event.proved), None),
    )
    return Put(UNREADABLE_EVENTS, row)


def _cut(text: str) -> str:
    return cut_text(as_storable(text), LONGEST_KEPT)


def as_storable(text: str) -> str:
    """The text without NUL, which PostgreSQL cannot hold."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
