"""Rules for notices from other systems, and for the answers of their owners. Pure.

Source and id identify a notice. Exchange hands the first sending on to the owner, whose answer becomes
the receipt. A repeated sending with the same content gets the same answer; one with other content is
refused. Each sending is answered, in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from contracts.base import EventData
from contracts.catalog import EVENTS
from contracts.catalog import NOTICES as NOTICE_TYPES
from contracts.exchange import NoticeTakenIn
from contracts.ids import project_id
from contracts.notices import (
    NoticeAccepted,
    NoticeData,
    NoticeProjectRegistered,
    NoticeRefused,
    NoticeVisitPlanned,
    NoticeWaiting,
)
from reference import Reference
from services.exchange.lanes.model import LaneShare
from services.exchange.lanes.rules import (
    count_places,
    end_waiting,
    enter_lane,
    free_places,
    is_long,
    need_of_freed_lane,
    need_of_lane,
    sender_of,
)
from services.exchange.notices.answering import (
    KnownWithOtherContent,
    answer_all,
    answer_in_turn,
    answer_notice,
    build_refusal,
    digest_fields,
    find_differing_fields,
)
from services.exchange.notices.entitlement import (
    NotEntitled,
    attribute_to_topic,
    check_sender,
    find_proved,
    what_senders_read,
)
from services.exchange.notices.model import NOTICES, SentNotice, notice_key
from services.exchange.quarantine.keeping import keep_event
from services.exchange.receipts.model import Receipt
from shared.engine.notices.judging import CouldNotBeJudged
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.notices.senders import find_publisher
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Change, Context, Event, Known, Need, Put, Refusal, Rule, Unreadable

MOST_SENDINGS: Final = 100
"""The most sendings of one notice that are answered."""
_KEPT: Final = "Keep the same id. What arrived was kept (`GET /unreadable`)."
Sending = Event[Any]
"""A sending: a notice as its sender sent it. Its data is one of the models of notices."""


class OursAlone(Refusal):
    """No other system may send in the name of this one: use a source of your own."""


# ---- a notice -------------------------------------------------------------------------------


def needs_of_notice(sending: Sending) -> Iterable[Need]:
    """The row of the notice, and the lane that it would take."""
    yield from needs_of_refusal(sending)
    sending = attribute_to_topic(sending)
    if publisher := _find_publisher(sending):
        yield Need(REGISTRATIONS, publisher)
    yield need_of_lane(sender_of(sending))


def needs_of_refusal(sending: Sending) -> Iterable[Need]:
    """The row of the notice."""
    sending = attribute_to_topic(sending)
    yield Need(NOTICES, notice_key(sending.source, sending.id))


def _find_publisher(sending: Sending) -> str:
    _, parties = what_senders_read(sending.senders)
    return find_publisher(parties)


def handle_notice(sending: Sending, rows: Known, context: Context) -> Iterable[Change]:
    """Hands a new notice on to its owner. Answers a repeated one, and refuses one that its sender may not send."""
    sending = attribute_to_topic(sending)
    row = rows.get(NOTICES, notice_key(sending.source, sending.id))
    refusal = _find_missing_right(sending, context)
    if row is not None and not _is_to_be_answered(sending, row, refusal):
        return
    row = _count_sending(row, sending) if row else _build_row(sending, context)
    if refusal is not None:
        yield from answer_in_turn(row, build_refusal(refusal, context))
    elif row.content:
        yield from _answer_again(sending, row, context)
    elif row.standing or row.refused_on:  # its owner has it since before a restore
        row = replace(row, content=digest_fields(sending.data), last=None)
        yield from answer_in_turn(row, Receipt("waiting", context.now))
    else:
        yield from _hand_on(sending, row, rows, context)


def _find_missing_right(sending: Sending, context: Context) -> NotEntitled | None:
    try:
        check_sender(sending.senders, sending.source, sending.data, context.reference)
    except NotEntitled as refusal:
        return refusal
    return None


def _is_to_be_answered(sending: Sending, row: SentNotice, refusal: NotEntitled | None) -> bool:
    """Sendings without the right use up answers, but never the notice: with the right, it is taken in."""
    if sending.sending in row.sendings:
        return False
    return len(row.sendings) < MOST_SENDINGS or (refusal is None and not row.content)


def _build_row(sending: Sending, context: Context) -> SentNotice:
    """The row of a notice that is not judged yet. Only its content uses the id up."""
    key = notice_key(sending.source, sending.id)
    return SentNotice(key, sending.source, sending.id, sending.data.notice_type, context.now, {}, (sending.sending,))


def _count_sending(row: SentNotice, sending: Sending) -> SentNotice:
    return replace(row, sendings=(*row.sendings, sending.sending)[-MOST_SENDINGS:])


def _hand_on(sending: Sending, row: SentNotice, rows: Known, context: Context) -> Iterable[Change]:
    row = replace(
        row,
        notice_type=sending.data.notice_type,
        received_at=context.now,
        content=digest_fields(sending.data),
        last=None,
    )
    try:
        notice = normalize_notice(sending, context.reference)
    except Refusal as refusal:
        yield from answer_notice(row, build_refusal(refusal, context), stands=True)
        return
    places = count_places(notice)
    yield Put(NOTICES, replace(row, sender=sender_of(sending), has_place=True, places=places))
    reads, parties = what_senders_read(sending.senders)
    registration = rows.get(REGISTRATIONS, find_publisher(parties))
    taken_in = NoticeTakenIn(
        source=sending.source,
        id=sending.id,
        notice=notice,
        reads=reads,
        parties=parties,
        arrived_on=context.today,
        registration=registration.version if registration else None,
    )
    yield from enter_lane(sending, taken_in, subject_of(sending.source, notice), places, rows, context)


def normalize_notice(sending: Sending, reference: Reference) -> Any:
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


def _answer_again(sending: Sending, row: SentNotice, context: Context) -> Iterable[Change]:
    if differing := find_differing_fields(row, sending.data):
        yield from answer_in_turn(row, build_refusal(KnownWithOtherContent(fields=differing), context))
    else:
        yield from answer_in_turn(row, Receipt("waiting", context.now))


def refuse_unjudged(sending: Sending, error: Exception, rows: Known, context: Context) -> Iterable[Change]:
    """Refuses a notice whose intake failed. It is kept like what nobody can read, and its id is not used up."""
    proved, sending = find_proved(sending), attribute_to_topic(sending)
    row = rows.get(NOTICES, notice_key(sending.source, sending.id))
    row = _count_sending(row, sending) if row else _build_row(sending, context)
    receipt = build_refusal(error if isinstance(error, Refusal) else CouldNotBeJudged(_KEPT), context)
    yield from answer_notice(row, receipt)
    if sending.message is not None:
        unjudged = Unreadable(sending.message, receipt.reason, receipt.code, proved=proved)
        yield keep_event(unjudged, (sending.source, sending.id, sending.data.notice_type), receipt)


# ---- the owner's answer ---------------------------------------------------------------------


def needs_of_answer(answer: Event[NoticeAccepted] | Event[NoticeRefused] | Event[NoticeWaiting]) -> Iterable[Need]:
    """The notice that is answered, and its lane."""
    yield Need(NOTICES, notice_key(answer.data.source, answer.data.id), then=_needs_of_place)


def _needs_of_place(row: SentNotice) -> Iterable[Need]:
    if row.has_place:
        yield need_of_freed_lane(row.sender)
    elif row.sender:
        yield need_of_lane(row.sender)


def pass_on_acceptance(answer: Event[NoticeAccepted], rows: Known, context: Context) -> Iterable[Change]:
    """Sends a receipt for an acceptance by the owner. The first answer stands."""
    row = _find_row(answer.data, rows, context)
    if row.standing is None:
        data = answer.data
        receipt = Receipt("accepted", context.now, outcome=data.outcome, caused=data.caused)
        yield from answer_all(replace(row, has_place=False), receipt)
        yield from _leave_lane(row, rows, context)


def pass_on_refusal(answer: Event[NoticeRefused], rows: Known, context: Context) -> Iterable[Change]:
    """Sends a receipt for a refusal by the owner, with rule and paragraph."""
    row = _find_row(answer.data, rows, context)
    if row.standing is None:
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
        yield from answer_all(replace(row, has_place=False), receipt)
        yield from _leave_lane(row, rows, context)


def note_waiting(answer: Event[NoticeWaiting], rows: Known, context: Context) -> Iterable[Change]:
    """A notice that its owner put aside gives its place to the next one. Its sender can see until when it waits."""
    row = _find_row(answer.data, rows, context)
    if row.standing is None:
        yield Put(NOTICES, replace(row, has_place=False, refused_on=answer.data.refused_on))
        if row.has_place:  # else it waited for something else before
            yield from free_places(_read_share(row), rows, context, put_aside=True)


def _find_row(answer: NoticeAccepted | NoticeRefused | NoticeWaiting, rows: Known, context: Context) -> SentNotice:
    """The notice that is answered.

    One that is not known here came after the backup that was restored. Its owner answers it no second time. So the
    answer is kept: if the notice is sent again, that is its answer, and it takes no place in a lane.
    """
    key = notice_key(answer.source, answer.id)
    of_lost_time = SentNotice(key, answer.source, answer.id, answer.notice_type, context.now, content={}, sendings=())
    return rows.get(NOTICES, key) or of_lost_time


def _read_share(row: SentNotice) -> LaneShare:
    return LaneShare(row.sender, row.places, is_long(row.notice_type, row.places))


def _leave_lane(row: SentNotice, rows: Known, context: Context) -> Iterable[Change]:
    if row.has_place:
        return free_places(_read_share(row), rows, context)
    return end_waiting(row.sender, rows) if row.sender and row.refused_on else ()


_TAKE_IN: Final = Rule(needs_of_notice, handle_notice, refuse_unjudged, needs_of_refusal)

REACTIONS: dict[type[EventData], Rule[Any]] = {
    **{EVENTS[name]: _TAKE_IN for name in NOTICE_TYPES},
    NoticeAccepted: Rule(needs_of_answer, pass_on_acceptance),
    NoticeRefused: Rule(needs_of_answer, pass_on_refusal),
    NoticeWaiting: Rule(needs_of_answer, note_waiting),
}
