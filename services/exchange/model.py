"""What other systems sent, and what they were told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from contracts.ids import uuid5
from contracts.vocabulary import Outcome
from shared.engine.port import Message

Status = Literal["waiting", "accepted", "refused", "unreadable"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer to a sender: ids, names and reasons, never content."""

    status: Status
    at: datetime
    outcome: Outcome | None = None
    """Of an accepted one: whether it took effect, or had done so before."""
    caused: tuple[str, ...] = ()
    """Ids of the things that the notice made or changed."""
    reason: str = ""
    code: str = ""
    rule: str = ""
    paragraph: str = ""
    fields: tuple[str, ...] = ()
    """Names of the fields that contradict what is known."""
    refused_on: date | None = None
    """Of a waiting one: the day on which it is refused, if what it waits for has not become known by then."""


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A notice, known by the source and the id that its sender gave it."""

    id: str
    source: str
    notice_id: str
    notice_type: str
    """Such as `notice.visit.planned`; empty while only unreadable ones came under this id."""
    received_at: datetime
    content: dict[str, str]
    """A digest of each field: enough to name those that differ when it comes again, and nothing to leak."""
    sendings: tuple[str, ...]
    """Which sendings of it were handled, so that one that is delivered again is not answered again."""
    standing: Receipt | None = None
    """What was decided of the notice; None while its owner has not answered."""
    last: Receipt | None = None
    """What the last sending was told: the receipt that is shown. None while that is the owner's answer to come."""
    deferred: tuple[Receipt, ...] = ()
    """What later sendings are told once the owner has answered the first: in order, and not before it. One that
    `waits` is told what stands."""


@dataclass(frozen=True, slots=True)
class UnreadableEvent:
    """What nobody could read, as it came: for an operator to look at. Only the newest are kept."""

    id: str
    """Where it was read: topic, partition, offset."""
    received_at: datetime
    source: str | None
    """The sender's, as far as it could be read; so are the next two."""
    notice_id: str | None
    notice_type: str | None
    reason: str
    attributes: dict[str, str]
    size: int
    """Bytes that came."""
    data: bytes
    """The first of them."""


def notice_key(source: str, notice_id: str) -> str:
    """Of the row of a notice."""
    return uuid5("notice", source, notice_id)


def place_of(message: Message) -> str:
    """Where a message was read: two reads of the same have the same."""
    return f"{message.topic}/{message.partition}/{message.offset}"
