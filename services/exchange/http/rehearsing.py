"""`POST /events?dry_run=true`: judges an event as ever, says what it would cause, and changes nothing.

Exchange decides first. What it would hand on goes to each service that reads it, and what those would tell goes on in
the same way. Each event of a request is judged alone, as if the others were not sent.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from contracts.audiences import Audience, reaches
from contracts.catalog import PREFIX, decode
from contracts.cloudevents import Carried
from contracts.exchange import ReceiptAccepted, ReceiptRefused
from contracts.notices import TOPIC, NoticeAccepted, NoticeWaiting
from contracts.participants import ANSWERS, PARTICIPANTS
from services.exchange.lanes.rules import KEEPER, HandOnLong, sender_of
from services.exchange.notices.entitlement import BESIDE_KAFKA, check_sender
from services.exchange.receipts.model import Receipt
from services.exchange.receipts.views import view_receipt
from services.exchange.unreadable_events.reactions import build_unreadable_receipt, find_sender
from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.receiving import build_trigger
from shared.engine.refusal import Refusal
from shared.engine.rehearsing import CannotBeRehearsed, Rehearse
from shared.engine.rules import Command, Event, Unreadable
from shared.engine.storage.journal import attributes_of

NOT_SENT: Final = datetime.min.replace(tzinfo=UTC)
"""The time of an answer that was never given; it is not shown."""
OWNERS: Final = tuple(one for one in PARTICIPANTS if one.name in ("assessments", "followup", "unoct"))
"""Who judges notices and acts on what comes of them. Council only counts it."""


class CannotRehearse(Refusal):
    """Nobody can say now what this would cause, since a service does not answer. Nothing was taken in."""

    status = 503


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of one event."""

    source: str | None
    id: str | None
    receipt: Receipt
    told: Sequence[Message] = ()
    """What the services would tell, in order."""


async def rehearse_event(handler: Handler, rehearse: Rehearse | None, event: Carried, sender: Principal) -> Rehearsed:
    """What would become of this event. Raises NotEntitled as the real sending does, or CannotRehearse."""
    number = secrets.randbits(62)
    message = Message(TOPIC, BESIDE_KAFKA, number, "", event.attributes, event.data, event.problem)
    # Under another name it has a lane of its own, where it is its turn: it does not wait behind what was really sent.
    rehearsing = replace(sender, name=f"rehearsal {number}")
    trigger = build_trigger(handler.service, message, lambda _source: (rehearsing,))
    async with handler.pool.acquire() as connection:
        now = await handler.clock.now(connection)
    if isinstance(trigger, Unreadable):
        source, notice_id, _ = find_sender(replace(trigger, proved=(sender,)))
        return Rehearsed(source, notice_id, build_unreadable_receipt(trigger, now))
    assert isinstance(trigger, Event)
    check_sender((sender,), trigger.source, trigger.data, handler.reference)
    turn = Command(
        KEEPER, f"turn {number}", HandOnLong(sender_of(trigger), 0), correlation_id="lanes", can_repeat=False
    )
    decided = await handler.rehearse([trigger, turn])
    own = [Message(row.topic, 0, 0, row.subject, attributes_of(row), row.data) for row in decided.journal]
    told = await follow(rehearse, own)
    receipt = next(filter(None, map(_receipt_of, [*own, *told])), None) or Receipt("waiting", now)
    return Rehearsed(trigger.source, trigger.id, receipt, told)


async def follow(rehearse: Rehearse | None, first: Sequence[Message]) -> list[Message]:
    """What the services would tell, from one to the next.

    Each is asked until it tells something: it keeps nothing of that, so that what it told next would not be true.
    """
    told, frontier, left = list[Message](), first, list(OWNERS)
    while frontier:
        found = list[Message]()
        for owner in list(left):
            theirs = [one for one in frontier if _type_of(one) in owner.consumes.get(one.topic, ())]
            if theirs and (answer := await _ask(rehearse, owner.name, theirs)):
                left.remove(owner)
                found += answer
        told += found
        frontier = found
    return told


async def _ask(rehearse: Rehearse | None, service: str, messages: Sequence[Message]) -> Sequence[Message]:
    if rehearse is None:
        raise CannotRehearse
    try:
        return await rehearse(service, messages)
    except CannotBeRehearsed as error:
        raise CannotRehearse(f"{error}.") from None


def _type_of(message: Message) -> str:
    return message.attributes["type"].removeprefix(PREFIX)


def _receipt_of(message: Message) -> Receipt | None:
    """The receipt that this event means for the sender, or None."""
    if _type_of(message) not in {*ANSWERS, ReceiptAccepted.type, ReceiptRefused.type}:
        return None
    data: Any = decode(_type_of(message), message.data or b"")
    if isinstance(data, NoticeAccepted | ReceiptAccepted):
        return Receipt("accepted", NOT_SENT, outcome=data.outcome, caused=data.caused)
    if isinstance(data, NoticeWaiting):
        return Receipt("waiting", NOT_SENT, refused_on=data.refused_on)
    return Receipt(
        "refused", NOT_SENT, reason=data.reason, code=data.code or "", rule=data.rule or "",
        paragraph=data.paragraph or "", fields=data.fields,
    )  # fmt: skip


def show_rehearsed(one: Rehearsed, sender: Principal) -> dict[str, object]:
    """The answer to the real event, with `would_cause`: types of events that the sender may read.

    Of what it caused it names the thing itself alone: that a planned visit would come near another tells when that is.
    Where a visit is really planned, both bodies hear of it. Of a dry run nobody does.
    """
    shown = view_receipt(replace(one.receipt, caused=one.receipt.caused[:1]))
    receipt = {name: value for name, value in shown.items() if name != "answered_at"}
    caused = Counter(_readable_types(one.told, sender))
    would_cause = [{"type": type_, "count": count} for type_, count in sorted(caused.items())]
    return {"source": one.source, "id": one.id, **receipt, "would_cause": would_cause}


def _readable_types(told: Sequence[Message], sender: Principal) -> Iterator[str]:
    """A type alone can betray something: that another body's project exists, for one. So each reader gets its own."""
    for message in told:
        audience: Audience = message.attributes.get("audience", "committee")  # type: ignore[assignment]
        if reaches(audience, sender.audience) and _type_of(message) not in ANSWERS:
            yield message.attributes["type"]
