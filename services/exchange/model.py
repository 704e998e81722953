"""Notices that other systems sent, and their receipts. Pure."""

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
    """An answer to a sender. It holds ids, names and reasons, never content."""

    status: Status
    at: datetime
    outcome: Outcome | None = None
    """For an accepted notice: whether it took effect now or before."""
    caused: tuple[str, ...] = ()
    """Ids of the things that the notice made or changed."""
    reason: str = ""
    code: str = ""
    rule: str = ""
    paragraph: str = ""
    fields: tuple[str, ...] = ()
    """Names of the fields that contradict what is known."""
    refused_on: date | None = None
    """For a waiting notice: the day on which it is refused, if what it waits for is still unknown."""


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
    """A digest of each field: enough to name fields that differ in a repeated notice, without content."""
    sendings: tuple[str, ...]
    """The sendings that were handled, so that a repeated delivery is not answered again."""
    standing: Receipt | None = None
    """The decision on the notice; None while its owner has not answered."""
    last: Receipt | None = None
    """The answer to the last sending, which is shown. None while the owner has not answered."""
    deferred: tuple[Receipt, ...] = ()
    """The answers to later sendings, in order. They are sent after the owner has answered the first one.
    A receipt that waits stands for the owner's answer."""


@dataclass(frozen=True, slots=True)
class UnreadableEvent:
    """An unreadable event as it arrived, for operators. Only the newest are kept."""

    id: str
    """The place from which it was read: topic, partition, offset."""
    received_at: datetime
    source: str | None
    """The source, as far as it could be read, like the next two fields."""
    notice_id: str | None
    notice_type: str | None
    reason: str
    attributes: dict[str, str]
    size: int
    """The number of bytes that arrived."""
    data: bytes
    """The first of these bytes."""


def notice_key(source: str, notice_id: str) -> str:
    """The key of the row of a notice."""
    return uuid5("notice", source, notice_id)


def place_of(message: Message) -> str:
    """The place of a message. Repeated reads of one message have the same place."""
    return f"{message.topic}/{message.partition}/{message.offset}"
