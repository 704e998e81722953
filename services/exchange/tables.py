"""The tables of exchange, in lock order."""

from __future__ import annotations

from services.exchange.model import SentNotice, UnreadableEvent
from shared.engine.rules import Table

NOTICES: Table[SentNotice] = Table("notices", SentNotice)
UNREADABLE: Table[UnreadableEvent] = Table("unreadable", UnreadableEvent)
