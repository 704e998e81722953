"""Rules for notices from other systems, and for the answers of their owners. Pure.

Source and id identify a notice. Exchange hands the first sending on to the owner, whose answer becomes
the receipt. A repeated sending with the same content gets the same answer; one with other content is
refused. Each sending is answered, in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from contracts.cloudevents import LONGEST
from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused
from contracts.ids import project_id
from contracts.notices import NoticeAccepted, NoticeData, NoticeProjectRegistered, NoticeRefused, NoticeVisitPlanned
from reference import Reference
from services.exchange.entitlement import NotEntitled, check_sender, what_senders_read
from services.exchange.model import Receipt, SentNotice, notice_key
from services.exchange.tables import NOTICES
from shared.engine.notices.judging import CouldNotBeJudged
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put, Refusal, Rule

MOST_SENDINGS: Final = 100
"""The most sendings of one notice that are answered."""
LONGEST_SUBJECT: Final = LONGEST["subject"]

Sending = Event[Any]
"""A sending: a notice as its sender sent it. Its data is one of the models of notices."""


class OursAlone(Refusal):
    """No other system may send in the name of this one: use a source of your own."""


class KnownWithOtherContent(Refusal):
    """This notice was sent before with other content, which stands: send what changed under a new id."""


# ---- a notice -------------------------------------------------------------------------------


def needs_notice(sending: Sending) -> Iterable[Need]:
    """The row of the notice."""
    yield Need(NOTICES, notice_key(sending.source, sending.id))


def take_in(sending: Sending, rows: Known, context: Context) -> Iterable[Change]:
    """Hands a new notice on to its owner. Answers a repeated one, and refuses one that its sender may not send."""
    row = rows.get(NOTICES, notice_key(sending.source, sending.id))
    if row is not None and (sending.sending in row.sendings or len(row.sendings) >= MOST_SENDINGS):
        return
    row = _count_sending(row, sending) if row else _build_row(sending, context)
    try:
        check_sender(sending.senders, sending.source, sending.data, context.reference)
    except NotEntitled as refusal:
        yield from _answer_in_turn(row, _build_refusal(refusal, context))
        return
    yield from _answer_again(sending, row, context) if row.content else _hand_on(sending, row, context)


def _build_row(sending: Sending, context: Context) -> SentNotice:
    """The row of a notice that is not judged yet. Only its content uses the id up."""
    key = notice_key(sending.source, sending.id)
    return SentNotice(key, sending.source, sending.id, sending.data.notice_type, context.now, {}, (sending.sending,))


def _count_sending(row: SentNotice, sending: Sending) -> SentNotice:
    return replace(row, sendings=(*row.sendings, sending.sending))


def _hand_on(sending: Sending, row: SentNotice, context: Context) -> Iterable[Change]:
    row = replace(
        row, notice_type=sending.data.notice_type, received_at=context.now, content=content_of(sending.data), last=None
    )
    try:
        notice = normalize(sending, context.reference)
    except Refusal as refusal:
        yield from _answer(row, _build_refusal(refusal, context), stands=True)
        return
    yield Put(NOTICES, row)
    reads, parties = what_senders_read(sending.senders)
    taken_in = NoticeTakenIn(source=sending.source, id=sending.id, notice=notice, reads=reads, parties=parties)
    yield Emit(taken_in, subject_of(sending.source, notice))


def _answer_again(sending: Sending, row: SentNotice, context: Context) -> Iterable[Change]:
    if differing := differing_fields(row, sending.data):
        yield from _answer_in_turn(row, _build_refusal(KnownWithOtherContent(fields=differing), context))
    else:
        yield from _answer_in_turn(row, Receipt("waiting", context.now))


def answer_to_earlier(row: SentNotice, notice: NoticeData, now: datetime) -> Receipt | None:
    """The answer to a sending with this content, if the last sending had other content; None: not answered yet."""
    if differing := differing_fields(row, notice):
        refusal = KnownWithOtherContent(fields=differing)
        return Receipt("refused", now, reason=refusal.sentence, code=refusal.code, fields=differing)
    return row.standing


def _answer_in_turn(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """Answers a repeated sending; but after the owner's answer to the first one."""
    if row.standing is None and row.content:
        last = None if receipt.status == "waiting" else receipt
        # While all sendings are the same, the owner's answer is the answer to all of them.
        waiting = (*row.deferred, receipt) if row.deferred or last else ()
        yield Put(NOTICES, replace(row, last=last, deferred=waiting))
    else:
        yield from _answer(row, _as_it_stands(row.standing, receipt))


def _as_it_stands(standing: Receipt | None, receipt: Receipt) -> Receipt:
    """The receipt; for a repeated sending, the decision with the outcome `unchanged` if it was accepted."""
    if receipt.status != "waiting" or standing is None:
        return receipt
    return replace(standing, at=receipt.at, outcome="unchanged" if standing.status == "accepted" else None)


def refuse_unjudged(sending: Sending, error: Exception) -> Iterable[Change]:
    """Refuses a notice whose intake failed. Nothing is kept, so it may come again under the same id."""
    refusal = error if isinstance(error, Refusal) else CouldNotBeJudged()
    receipt = ReceiptRefused(
        source=sending.source,
        id=sending.id,
        notice_type=sending.data.notice_type,
        reason=refusal.sentence,
        code=refusal.code,
        fields=refusal.fields,
    )
    yield Emit(receipt, sending.source[:LONGEST_SUBJECT], audience="partners")


def normalize(sending: Sending, reference: Reference) -> Any:
    """The notice with ids of States and names of bodies in place of aliases. Raises a Refusal."""
    if sending.source.startswith("/services/"):
        raise OursAlone
    notice: NoticeData = sending.data
    # The owner judges whether it was a Member State on the day that counts.
    if isinstance(notice, NoticeProjectRegistered):
        states = tuple(state_id(reference, code, "states") for code in notice.states)
        lead_body = body_name(reference, notice.lead_body, "lead_body")
        return notice.model_copy(update={"states": states, "lead_body": lead_body})
    body = {"body": body_name(reference, notice.body)} if isinstance(notice, NoticeVisitPlanned) else {}
    return notice.model_copy(update={"state": state_id(reference, sending.data.state), **body})


def subject_of(source: str, notice: Any) -> str:
    """The State; for a project with several States or none, the id of the project."""
    if not isinstance(notice, NoticeProjectRegistered):
        state: str = notice.state
        return state
    return notice.states[0] if len(notice.states) == 1 else project_id(source, notice.reference)


def content_of(notice: NoticeData) -> dict[str, str]:
    """A digest of each field of the notice. An absent field counts as its default."""
    return {name: _digest(value) for name, value in notice.model_dump(mode="json").items()}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def differing_fields(row: SentNotice, notice: NoticeData) -> tuple[str, ...]:
    """The names of the fields that differ from the row."""
    content = content_of(notice)
    names = row.content.keys() | content.keys()
    return tuple(sorted(name for name in names if row.content.get(name) != content.get(name)))


# ---- the owner's answer ---------------------------------------------------------------------


def needs_answered(answer: Event[NoticeAccepted] | Event[NoticeRefused]) -> Iterable[Need]:
    """The notice that is answered."""
    yield Need(NOTICES, notice_key(answer.data.source, answer.data.id))


def pass_on_acceptance(answer: Event[NoticeAccepted], rows: Known, context: Context) -> Iterable[Change]:
    """Sends a receipt for an acceptance by the owner. The first answer stands. An unknown notice has no sender."""
    row = rows.get(NOTICES, notice_key(answer.data.source, answer.data.id))
    if row is not None and row.standing is None:
        data = answer.data
        receipt = Receipt("accepted", context.now, outcome=data.outcome, caused=data.caused)
        yield from _answer_all(row, receipt)


def pass_on_refusal(answer: Event[NoticeRefused], rows: Known, context: Context) -> Iterable[Change]:
    """Sends a receipt for a refusal by the owner, with rule and paragraph."""
    row = rows.get(NOTICES, notice_key(answer.data.source, answer.data.id))
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
        yield from _answer_all(row, receipt)


def _answer_all(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """Sends the owner's answer, and then the answers to later sendings. An earlier `last` stays."""
    yield from _emit_receipt(row, receipt)
    last = row.last or receipt
    for later in row.deferred:
        answer = _as_it_stands(receipt, replace(later, at=receipt.at))
        yield from _emit_receipt(row, answer)
        last = row.last or answer
    yield Put(NOTICES, replace(row, standing=receipt, last=last, deferred=()))


def _build_refusal(refusal: Refusal, context: Context) -> Receipt:
    return Receipt(
        "refused",
        context.now,
        reason=refusal.sentence,
        code=refusal.code,
        rule=refusal.rule,
        paragraph=refusal.paragraph,
        fields=refusal.fields,
    )


def _answer(row: SentNotice, receipt: Receipt, stands: bool = False) -> Iterable[Change]:
    """Keeps and sends a receipt. It `stands` if it answers the notice itself and not a repeated sending."""
    yield Put(NOTICES, replace(row, last=receipt, standing=receipt if stands else row.standing))
    yield from _emit_receipt(row, receipt)


def _emit_receipt(row: SentNotice, receipt: Receipt) -> Iterable[Emit]:
    whose = {"source": row.source, "id": row.notice_id, "notice_type": row.notice_type}
    if receipt.status == "accepted":
        acceptance = ReceiptAccepted(**whose, outcome=receipt.outcome or "accepted", caused=receipt.caused)
        yield Emit(acceptance, row.source[:LONGEST_SUBJECT], audience="partners")
        return
    refusal = ReceiptRefused(
        **whose,
        reason=receipt.reason,
        code=receipt.code or None,
        rule=receipt.rule or None,
        paragraph=receipt.paragraph or None,
        fields=receipt.fields,
    )
    yield Emit(refusal, row.source[:LONGEST_SUBJECT], audience="partners")


TAKE_IN: Final = Rule(needs_notice, take_in, refuse_unjudged)
ACCEPTANCE: Final = Rule(needs_answered, pass_on_acceptance)
REFUSAL: Final = Rule(needs_answered, pass_on_refusal)
