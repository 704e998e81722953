"""What a notice is, and the table in which notices are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from contracts.ids import uuid5
from services.exchange.receipts.model import Receipt
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A notice, identified by the source and the id that its sender gave it."""

    id: str
    source: str
    notice_id: str
    notice_type: str
    """The type, such as `notice.visit.planned`; empty while only unreadable events came under this id."""
    received_at: datetime
    content: dict[str, str]
    """A digest of each field that is not its default: enough to name, without content, fields that differ later."""
    sendings: tuple[str, ...]
    """The sendings that were handled, so that a repeated delivery is not answered again."""
    standing: Receipt | None = None
    """The decision on the notice; None while its owner has not answered."""
    last: Receipt | None = None
    """The answer to the last sending, which is shown. None while the owner has not answered."""
    deferred: tuple[Receipt, ...] = ()
    """The answers to later sendings, in order. They are sent after the owner has answered the first one.
    A receipt that waits stands for the owner's answer."""
    sender: str = ""
    """Whose lane it takes; empty before it is taken in."""
    places: int = 1
    """How many it takes there."""
    has_place: bool = False
    """Whether it has a place in that lane, or waits for one. Its owner's answer frees the place."""
    refused_on: date | None = None
    """The day on which its owner refuses it, if what it waits for is still unknown. None: it does not wait."""


NOTICES: Table[SentNotice] = Table("notices", SentNotice)


def notice_key(source: str, notice_id: str) -> str:
    """The key of the row of a notice."""
    return uuid5("notice", source, notice_id)
