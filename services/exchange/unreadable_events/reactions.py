"""Rules for unreadable events: each is answered and kept, and does not use its id up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from contracts.catalog import PREFIX
from contracts.cloudevents import LONGEST, is_usable
from contracts.exchange import ReceiptUnreadable
from contracts.explaining import LONGEST_REASON
from services.exchange.notices.entitlement import trust_source
from services.exchange.notices.model import NOTICES, SentNotice, notice_key
from services.exchange.quarantine.keeping import Sender, as_storable, keep_event
from services.exchange.quarantine.model import UNREADABLE_EVENTS, place_of
from services.exchange.receipts.model import Receipt, receipt_subject
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Rule, Unreadable


def needs_of_unreadable(event: Unreadable) -> Iterable[Need]:
    """The row of the event, and the row of its notice, if source and id can be read."""
    yield Need(UNREADABLE_EVENTS, place_of(event))
    source, notice_id, _ = find_sender(event)
    if source and notice_id:
        yield Need(NOTICES, notice_key(source, notice_id))


def answer_unreadable(event: Unreadable, rows: Known, context: Context) -> Iterable[Change]:
    """Answers with the reason, and keeps the bytes. The repaired event may come again under the same id."""
    place = place_of(event)
    if rows.get(UNREADABLE_EVENTS, place) is not None:
        return
    source, notice_id, notice_type = find_sender(event)
    answer = build_unreadable_receipt(event, context.now)
    yield keep_event(event, (source, notice_id, notice_type), answer)
    if source and notice_id:
        yield from _remember(source, notice_id, event, rows, context)
    receipt = ReceiptUnreadable(
        source=source,
        id=notice_id,
        notice_type=notice_type,
        reason=answer.reason,
        code=answer.code or None,
        fields=answer.fields,
    )
    yield Emit(receipt, receipt_subject(source) if source else place, audience="partners")


def _remember(source: str, notice_id: str, event: Unreadable, rows: Known, context: Context) -> Iterable[Change]:
    """Keeps the receipt to be shown. A readable notice under this id keeps its decision."""
    row = rows.get(NOTICES, notice_key(source, notice_id)) or SentNotice(
        notice_key(source, notice_id), source, notice_id, "", context.now, {}, ()
    )
    yield Put(NOTICES, replace(row, last=build_unreadable_receipt(event, context.now)))


def build_unreadable_receipt(event: Unreadable, now: datetime) -> Receipt:
    """The receipt for an unreadable event."""
    reason = as_storable(event.reason)[:LONGEST_REASON]
    return Receipt("unreadable", now, reason=reason, code=event.code, fields=event.fields)


def find_sender(event: Unreadable) -> Sender:
    """Source, id and type of notice, as far as each can be read. A source counts only if its sender speaks for it."""
    source, notice_id, notice_type = _read_sender(event.attributes)
    return trust_source(event.message, source, event.proved), notice_id, notice_type


def _read_sender(attributes: Mapping[str, str]) -> Sender:
    type_ = attributes.get("type", "").removeprefix(PREFIX).rpartition(".v")[0]
    return (
        _line(attributes.get("source"), LONGEST["source"]),
        _line(attributes.get("id"), LONGEST["id"]),
        _line(type_, 200),
    )


def _line(text: str | None, longest: int) -> str | None:
    return text if text and is_usable(text, longest) else None


ON_UNREADABLE: Final = Rule(needs_of_unreadable, answer_unreadable)
