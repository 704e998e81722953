"""What exchange does with a notice from another system, with its owner's answer, and with what nobody can read. Pure.

A notice is known by source and id. The first time it is handed on to its owner, whose answer becomes
the receipt. Sent again with the same content, it gets the same answer again; with other content it is
refused. What cannot be read is answered too, and does not use its id up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from contracts.catalog import PREFIX, json_value
from contracts.catalog import Unreadable as ContractBroken
from contracts.cloudevents import LONGEST, STRUCTURED, carried, is_too_long, media_type
from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused, ReceiptUnreadable
from contracts.explaining import LONGEST_REASON
from contracts.ids import project_id
from contracts.notices import NoticeAccepted, NoticeData, NoticeProjectRegistered, NoticeRefused
from reference import Reference
from services.exchange.model import Receipt, SentNotice, UnreadableEvent, notice_key, place_of
from services.exchange.tables import NOTICES, UNREADABLE
from shared.known_codes import state_id
from shared.notices import CouldNotBeJudged
from shared.rules import Change, Context, Emit, Event, Known, Need, Put, Refusal, Rule, Unreadable
from shared.transport import Message

MOST_SENDINGS: Final = 100
"""Of one notice that are answered; whoever sends it more often has the answer."""
LARGEST_KEPT: Final = 1_048_576
"""Bytes kept of what cannot be read: as much as Kafka lets through by default."""
LONGEST_SUBJECT: Final = LONGEST["subject"]

Sent = Event[Any]
"""A notice as its sender sent it; its data is one of the models of notices."""


class OursAlone(Refusal):
    """No other system may send in the name of this one: use a source of your own."""


class KnownWithOtherContent(Refusal):
    """This notice was sent before with other content, which stands: send what changed under a new id."""


# ---- a notice -------------------------------------------------------------------------------


def needs_notice(sent: Sent) -> Iterable[Need]:
    """What is known under the notice's source and id."""
    yield Need(NOTICES, notice_key(sent.source, sent.id))


def take_in(sent: Sent, known: Known, context: Context) -> Iterable[Change]:
    """Hands a new notice on to its owner; answers one that is known."""
    row = known.get(NOTICES, notice_key(sent.source, sent.id))
    if row is None or not row.content:
        yield from _first(sent, context)
    elif sent.sending not in row.sendings and len(row.sendings) < MOST_SENDINGS:
        yield from _again(sent, row, context)


def _first(sent: Sent, context: Context) -> Iterable[Change]:
    row = SentNotice(
        id=notice_key(sent.source, sent.id),
        source=sent.source,
        notice_id=sent.id,
        notice_type=sent.data.notice_type,
        received_at=context.now,
        content=content_of(sent.data),
        sendings=(sent.sending,),
    )
    try:
        notice = checked(sent, context.reference)
    except Refusal as refusal:
        yield from _told(row, _refused(refusal, context), stands=True)
        return
    yield Put(NOTICES, row)
    yield Emit(NoticeTakenIn(source=sent.source, id=sent.id, notice=notice), subject_of(sent.source, notice))


def _again(sent: Sent, row: SentNotice, context: Context) -> Iterable[Change]:
    row = replace(row, sendings=(*row.sendings, sent.sending))
    if differing := differing_fields(row, sent.data):
        yield from _told(row, _refused(KnownWithOtherContent(fields=differing), context))
    elif row.standing is None:
        yield Put(NOTICES, row)  # its owner's answer is on the way
    elif row.standing.status == "accepted":
        yield from _told(row, replace(row.standing, at=context.now, outcome="unchanged"))
    else:
        yield from _told(row, replace(row.standing, at=context.now))


def refuse_unjudged(sent: Sent, error: Exception) -> Iterable[Change]:
    """Taking it in failed. Nothing of it is kept, so that it may come again under the same id."""
    refusal = error if isinstance(error, Refusal) else CouldNotBeJudged()
    refused = ReceiptRefused(
        source=sent.source,
        id=sent.id,
        notice_type=sent.data.notice_type,
        reason=refusal.sentence,
        code=refusal.code,
        fields=refusal.fields,
    )
    yield Emit(refused, sent.source[:LONGEST_SUBJECT], audience="partners")


def checked(sent: Sent, reference: Reference) -> Any:
    """The notice, with States by id where an alias was sent. Raises a Refusal."""
    if sent.source.startswith("/services/"):
        raise OursAlone
    notice: NoticeData = sent.data
    # Whether it was a Member on the day that counts is the owner's to judge.
    if isinstance(notice, NoticeProjectRegistered):
        return notice.model_copy(
            update={"states": tuple(state_id(reference, code, "states") for code in notice.states)}
        )
    return notice.model_copy(update={"state": state_id(reference, sent.data.state)})


def subject_of(source: str, notice: Any) -> str:
    """The State; of a project for several or none, the project's id."""
    if not isinstance(notice, NoticeProjectRegistered):
        state: str = notice.state
        return state
    return notice.states[0] if len(notice.states) == 1 else project_id(source, notice.reference)


def content_of(notice: NoticeData) -> dict[str, str]:
    """A digest for each field of the notice. What is absent counts as its default."""
    return {name: _digest(value) for name, value in notice.model_dump(mode="json").items()}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def differing_fields(row: SentNotice, notice: NoticeData) -> tuple[str, ...]:
    """The names of the fields that are not as they were."""
    content = content_of(notice)
    names = row.content.keys() | content.keys()
    return tuple(sorted(name for name in names if row.content.get(name) != content.get(name)))


# ---- the owner's answer ---------------------------------------------------------------------


def needs_answered(answer: Event[NoticeAccepted] | Event[NoticeRefused]) -> Iterable[Need]:
    """The notice that is answered."""
    yield Need(NOTICES, notice_key(answer.data.source, answer.data.id))


def pass_on_acceptance(answer: Event[NoticeAccepted], known: Known, context: Context) -> Iterable[Change]:
    """The owner accepted: so says the receipt. The first answer stands; a notice not known here has no sender."""
    row = known.get(NOTICES, notice_key(answer.data.source, answer.data.id))
    if row is not None and row.standing is None:
        data = answer.data
        receipt = Receipt("accepted", context.now, outcome=data.outcome, caused=data.caused)
        yield from _told(row, receipt, stands=True)


def pass_on_refusal(answer: Event[NoticeRefused], known: Known, context: Context) -> Iterable[Change]:
    """The owner refused: so says the receipt, with rule and paragraph."""
    row = known.get(NOTICES, notice_key(answer.data.source, answer.data.id))
    if row is not None and row.standing is None:
        data = answer.data
        receipt = Receipt(
            "refused",
            context.now,
            reason=data.reason,
            code=data.code or "",
            rule=data.rule or "",
            paragraph=data.paragraph or "",
            fields=data.fields,
        )
        yield from _told(row, receipt, stands=True)


def _refused(refusal: Refusal, context: Context) -> Receipt:
    return Receipt(
        "refused",
        context.now,
        reason=refusal.sentence,
        code=refusal.code,
        rule=refusal.rule,
        paragraph=refusal.paragraph,
        fields=refusal.fields,
    )


def _told(row: SentNotice, receipt: Receipt, stands: bool = False) -> Iterable[Change]:
    """The receipt, kept and sent. It `stands` where it answers the notice itself, not one more sending of it."""
    yield Put(NOTICES, replace(row, last=receipt, standing=receipt if stands else row.standing))
    whose = {"source": row.source, "id": row.notice_id, "notice_type": row.notice_type}
    if receipt.status == "accepted":
        accepted = ReceiptAccepted(**whose, outcome=receipt.outcome or "accepted", caused=receipt.caused)
        yield Emit(accepted, row.source[:LONGEST_SUBJECT], audience="partners")
        return
    refused = ReceiptRefused(
        **whose,
        reason=receipt.reason,
        code=receipt.code or None,
        rule=receipt.rule or None,
        paragraph=receipt.paragraph or None,
        fields=receipt.fields,
    )
    yield Emit(refused, row.source[:LONGEST_SUBJECT], audience="partners")


# ---- what cannot be read --------------------------------------------------------------------


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


TAKE_IN: Final = Rule(needs_notice, take_in, refuse_unjudged)
ACCEPTANCE: Final = Rule(needs_answered, pass_on_acceptance)
REFUSAL: Final = Rule(needs_answered, pass_on_refusal)
UNREADABLE_ANSWERED: Final = Rule(needs_unreadable, answer_unreadable)
