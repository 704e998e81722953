"""What an unreadable event is, and the table in which such events are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.engine.rules import Table, Unreadable


@dataclass(frozen=True, slots=True)
class UnreadableEvent:
    """An unreadable event as it arrived, or a notice whose intake failed. Only the newest are kept."""

    id: str
    """The place from which it was read: topic, partition, offset; and a digest of what was read."""
    received_at: datetime
    source: str | None
    """The source, as far as it could be read, like the next two fields."""
    notice_id: str | None
    notice_type: str | None
    reason: str
    code: str | None
    """What is wrong, for programs."""
    attributes: dict[str, str]
    size: int
    """The number of bytes that arrived."""
    data: bytes
    """The first of these bytes."""
    sent_by: str | None
    """Who sent it (`Principal.itself`), as HTTP or a publisher's own topic proved it; None: nobody knows."""


UNREADABLE_EVENTS: Table[UnreadableEvent] = Table("unreadable", UnreadableEvent)


def place_of(event: Unreadable) -> str:
    """The place of a message, as the row's id. Repeated reads of one message have the same place."""
    return f"{event.message.topic}/{event.message.partition}/{event.id}"
