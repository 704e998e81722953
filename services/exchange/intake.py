"""Events from other systems that did not come by Kafka: through the same reading and the same handler."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from contracts.cloudevents import Carried
from contracts.notices import TOPIC
from reference import Reference
from services.exchange.entitlement import check_sender
from services.exchange.model import Receipt, SentNotice, notice_key
from services.exchange.reactions import answer_to_earlier
from services.exchange.tables import NOTICES
from services.exchange.unreadable import sender_of, unreadable
from services.exchange.waiting import still_waiting
from shared.engine.handler import Handler
from shared.engine.notices.receiving import trigger_of
from shared.engine.outcomes import Repeated
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.rules import Event, Trigger, Unreadable
from shared.engine.storage import tables

BESIDE_KAFKA: Final = -1
"""Stands for the partition of what did not come by Kafka; its sendings are numbered."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one event."""

    source: str | None
    id: str | None
    receipt: Receipt
    """As far as there is one yet: its owner may still have to answer."""


async def take_in(handler: Handler, events: Sequence[Carried], sender: Principal) -> list[Taken]:
    """Puts the events through the handler as one batch, and says of each what became of it.

    Raises NotEntitled if the sender may not send one of them, and what the handler raises: then none was taken in.
    """
    triggers = await _triggers(handler, events, sender)
    for trigger in triggers:
        if isinstance(trigger, Event):
            check_sender(trigger.senders, trigger.source, trigger.data, handler.reference)
    handled = await _handle(handler, triggers)
    after = await _known(handler, events)
    async with handler.pool.acquire() as connection:
        now = await handler.clock.now(connection)
    return [
        describe_taken(trigger, event, after.get(_key(event)), now, handler.reference)
        for trigger, event in zip(handled, events, strict=True)
    ]


async def _handle(handler: Handler, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Puts the triggers through the handler, and returns them as they went through at last.

    Another request may have sent the same id at the same moment and taken the number of a sending. Such a
    sending goes through again under a number of its own.
    """
    outcomes = await handler.handle(triggers)
    handled, again = list(triggers), []
    for number, (trigger, outcome) in enumerate(zip(triggers, outcomes, strict=True)):
        if isinstance(trigger, Event) and isinstance(outcome, Repeated):
            handled[number] = replace(trigger, sending=_sending())
            again.append(handled[number])
    if again:
        await handler.handle(again)
    return handled


def _sending() -> str:
    """Of a sending that has no place in a count: told from all others."""
    return f"{BESIDE_KAFKA}/{secrets.randbits(62)}"


async def _triggers(handler: Handler, events: Sequence[Carried], sender: Principal) -> list[Trigger]:
    """Each told from what was sent before under its id, in this request or an earlier one, by the number of those."""
    before = await _known(handler, events)
    numbers = Counter({key: len(row.sendings) for key, row in before.items()})
    triggers = []
    for event in events:
        triggers.append(_trigger(handler, event, numbers[_key(event)], sender))
        numbers[_key(event)] += 1
    return triggers


def _trigger(handler: Handler, event: Carried, number: int, sender: Principal) -> Trigger:
    message = Message(TOPIC, BESIDE_KAFKA, number, "", event.attributes, event.data, event.problem)
    trigger = trigger_of(handler.service, message, lambda _source: (sender,))
    assert trigger is not None, "nothing from outside is passed over"
    if isinstance(trigger, Unreadable):  # it may have no id, so a number of its own tells it from others
        return replace(trigger, message=replace(message, offset=secrets.randbits(62)))
    return trigger


def describe_taken(
    trigger: Trigger, event: Carried, after: SentNotice | None, now: datetime, reference: Reference
) -> Taken:
    """What became of one event, by the row of its notice after the batch.

    `last` in that row answers the last sending only. That may be one of another request.
    """
    if isinstance(trigger, Unreadable):
        source, notice_id, _ = sender_of(trigger.message)
        return Taken(source, notice_id, unreadable(trigger, now))
    assert isinstance(trigger, Event)
    is_last = after is not None and after.sendings[-1] == trigger.sending
    receipt = after and (after.last if is_last else answer_to_earlier(after, trigger.data, now))
    waiting = still_waiting(after, reference) if after else Receipt("waiting", now)
    return Taken(event.attributes["source"], event.attributes["id"], receipt or waiting)


def _key(event: Carried) -> str:
    return notice_key(event.attributes.get("source", ""), event.attributes.get("id", ""))


async def _known(handler: Handler, events: Sequence[Carried]) -> dict[str, SentNotice]:
    at = tables.stored(NOTICES, handler.service.name)
    query = f"select {at.column_list} from {at.full_name} where id = any($1::text[])"
    records = await handler.pool.fetch(query, [_key(event) for event in events])
    return {row.id: row for row in map(at.build, records)}
