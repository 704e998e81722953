"""What exchange does with a notice from another system, and with its owner's answer. Pure.

A notice is known by source and id. The first time it is handed on to its owner, whose answer becomes
the receipt. Sent again with the same content, it gets the same answer again; with other content it is
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
"""Of one notice that are answered; whoever sends it more often has the answer."""
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
    """Hands a new notice on to its owner; answers one that is known, and one that its sender may not send."""
    row = known.get(NOTICES, notice_key(sent.source, sent.id))
    if row is not None and (sent.sending in row.sendings or len(row.sendings) >= MOST_SENDINGS):
        return
    row = _sent_again(row, sent) if row else _new(sent, context)
    try:
        check_sender(sent.senders, sent.source, sent.data, context.reference)
    except NotEntitled as refusal:
        yield from _in_turn(row, _refused(refusal, context))
        return
    yield from _again(sent, row, context) if row.content else _first(sent, row, context)


def _new(sent: Sent, context: Context) -> SentNotice:
    """What is known of a notice before it is judged. Its id is used up only with its content."""
    key = notice_key(sent.source, sent.id)
    return SentNotice(key, sent.source, sent.id, sent.data.notice_type, context.now, {}, (sent.sending,))


def _sent_again(row: SentNotice, sent: Sent) -> SentNotice:
    return replace(row, sendings=(*row.sendings, sent.sending))


def _first(sent: Sent, row: SentNotice, context: Context) -> Iterable[Change]:
    row = replace(
        row, notice_type=sent.data.notice_type, received_at=context.now, content=content_of(sent.data), last=None
    )
    try:
        notice = checked(sent, context.reference)
    except Refusal as refusal:
        yield from _told(row, _refused(refusal, context), stands=True)
        return
    yield Put(NOTICES, row)
    reads, parties = what_senders_read(sent.senders)
    taken_in = NoticeTakenIn(source=sent.source, id=sent.id, notice=notice, reads=reads, parties=parties)
    yield Emit(taken_in, subject_of(sent.source, notice))


def _again(sent: Sent, row: SentNotice, context: Context) -> Iterable[Change]:
    if differing := differing_fields(row, sent.data):
        yield from _in_turn(row, _refused(KnownWithOtherContent(fields=differing), context))
    else:
        yield from _in_turn(row, Receipt("waiting", context.now))


def answer_to_earlier(row: SentNotice, notice: NoticeData, now: datetime) -> Receipt | None:
    """What a sending of this content was told, where a later one was told something else; None: nothing yet."""
    if differing := differing_fields(row, notice):
        refusal = KnownWithOtherContent(fields=differing)
        return Receipt("refused", now, reason=refusal.sentence, code=refusal.code, fields=differing)
    return row.standing


def _in_turn(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """Answers one more sending; while the owner thinks about the first one, that answer goes before."""
    if row.standing is None and row.content:
        last = None if receipt.status == "waiting" else receipt
        # As long as all that was sent is the same, the owner's answer is the one for all of it.
        deferred = (*row.deferred, receipt) if row.deferred or last else ()
        yield Put(NOTICES, replace(row, last=last, deferred=deferred))
    else:
        yield from _told(row, _as_it_stands(row.standing, receipt))


def _as_it_stands(standing: Receipt | None, receipt: Receipt) -> Receipt:
    """The receipt; of one more sending of the same, what stands: accepted before, it is now unchanged."""
    if receipt.status != "waiting" or standing is None:
        return receipt
    return replace(standing, at=receipt.at, outcome="unchanged" if standing.status == "accepted" else None)


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
    """The notice, with States by id and bodies by name where an alias was sent. Raises a Refusal."""
    if sent.source.startswith("/services/"):
        raise OursAlone
    notice: NoticeData = sent.data
    # Whether it was a Member on the day that counts is the owner's to judge.
    if isinstance(notice, NoticeProjectRegistered):
        states = tuple(state_id(reference, code, "states") for code in notice.states)
        lead_body = body_name(reference, notice.lead_body, "lead_body")
        return notice.model_copy(update={"states": states, "lead_body": lead_body})
    named = {"body": body_name(reference, notice.body)} if isinstance(notice, NoticeVisitPlanned) else {}
    return notice.model_copy(update={"state": state_id(reference, sent.data.state), **named})


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
        yield from _answer_all(row, receipt)


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
        yield from _answer_all(row, receipt)


def _answer_all(row: SentNotice, receipt: Receipt) -> Iterable[Change]:
    """The owner's answer, and after it those of the later sendings. What the last one was told before, it was told."""
    yield from _sent_out(row, receipt)
    last = row.last or receipt
    for later in row.deferred:
        told = _as_it_stands(receipt, replace(later, at=receipt.at))
        yield from _sent_out(row, told)
        last = row.last or told
    yield Put(NOTICES, replace(row, standing=receipt, last=last, deferred=()))


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
    yield from _sent_out(row, receipt)


def _sent_out(row: SentNotice, receipt: Receipt) -> Iterable[Emit]:
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


TAKE_IN: Final = Rule(needs_notice, take_in, refuse_unjudged)
ACCEPTANCE: Final = Rule(needs_answered, pass_on_acceptance)
REFUSAL: Final = Rule(needs_answered, pass_on_refusal)
