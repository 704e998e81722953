"""What exchange does with what nobody can read: it is answered, kept, and does not use its id up. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from contracts.catalog import PREFIX, json_value
from contracts.catalog import Unreadable as ContractBroken
from contracts.cloudevents import LONGEST, STRUCTURED, carried, is_too_long, media_type
from contracts.exchange import ReceiptUnreadable
from contracts.explaining import LONGEST_REASON
from services.exchange.model import Receipt, SentNotice, UnreadableEvent, notice_key, place_of
from services.exchange.tables import NOTICES, UNREADABLE
from shared.engine.port import Message
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Rule, Unreadable

LARGEST_KEPT: Final = 1_048_576
"""Bytes kept of what cannot be read: as much as Kafka lets through by default."""
LONGEST_SUBJECT: Final = LONGEST["subject"]


def needs_unreadable(broken: Unreadable) -> Iterable[Need]:
    """Whether it was answered already, and what is known under its source and id, if they can be read."""
    yield Need(UNREADABLE, place_of(broken.message))
    source, notice_id, _ = sender_of(broken.message)
    if source and notice_id:
        yield Need(NOTICES, notice_key(source, notice_id))


def answer_unreadable(broken: Unreadable, known: Known, context: Context) -> Iterable[Change]:
    """Says why, and keeps the bytes. The id stays free: once repaired, it may come again under the same."""
    place = place_of(broken.message)
    if known.get(UNREADABLE, place) is not None:
        return
    source, notice_id, notice_type = sender_of(broken.message)
    told = unreadable(broken, context.now)
    data = broken.message.data or b""
    attributes = {name: _storable(value) for name, value in broken.message.attributes.items()}
    row = UnreadableEvent(
        place, context.now, source, notice_id, notice_type, told.reason, attributes, len(data), data[:LARGEST_KEPT]
    )
    yield Put(UNREADABLE, row)
    if source and notice_id:
        yield from _remember(source, notice_id, broken, known, context)
    receipt = ReceiptUnreadable(
        source=source,
        id=notice_id,
        notice_type=notice_type,
        reason=told.reason,
        code=told.code or None,
        fields=told.fields,
    )
    yield Emit(receipt, source[:LONGEST_SUBJECT] if source else place, audience="partners")


def _remember(source: str, notice_id: str, broken: Unreadable, known: Known, context: Context) -> Iterable[Change]:
    """For whoever asks for the receipt. A notice that was read under this id keeps what stands."""
    row = known.get(NOTICES, notice_key(source, notice_id)) or SentNotice(
        notice_key(source, notice_id), source, notice_id, "", context.now, {}, ()
    )
    yield Put(NOTICES, replace(row, last=unreadable(broken, context.now)))


def unreadable(broken: Unreadable, now: datetime) -> Receipt:
    """What the sender is told of what nobody can read."""
    reason = _storable(broken.reason)[:LONGEST_REASON]
    return Receipt("unreadable", now, reason=reason, code=broken.code, fields=broken.fields)


def sender_of(message: Message) -> tuple[str | None, str | None, str | None]:
    """Source, id and type of notice, as far as each can be read."""
    told = _attributes(message)
    type_ = told.get("type", "").removeprefix(PREFIX).rpartition(".v")[0]
    return _line(told.get("source"), LONGEST["source"]), _line(told.get("id"), LONGEST["id"]), _line(type_, 200)


def _attributes(message: Message) -> Mapping[str, str]:
    """The event's own, which in structured mode are in the data."""
    if media_type(message.attributes.get("content-type", "")) == STRUCTURED and message.data is not None:
        try:
            return carried(json_value(message.data)).attributes
        except ContractBroken:
            pass
    return message.attributes


def _line(text: str | None, longest: int) -> str | None:
    return text if text and not is_too_long(text, longest) and re.fullmatch(r"[^\x00-\x1f\x7f]+", text) else None


def _storable(text: str) -> str:
    """PostgreSQL holds no NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


UNREADABLE_ANSWERED: Final = Rule(needs_unreadable, answer_unreadable)
