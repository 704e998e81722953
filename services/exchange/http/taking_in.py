"""A batch of events that came over HTTP: each becomes a trigger, and all are handled together."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contracts.cloudevents import Carried
from contracts.notices import TOPIC
from reference import Reference
from services.exchange.notices.answering import build_earlier_answer
from services.exchange.notices.entitlement import BESIDE_KAFKA, check_sender
from services.exchange.notices.model import NOTICES, SentNotice, notice_key
from services.exchange.notices.waiting import build_waiting_receipt
from services.exchange.receipts.model import Receipt
from services.exchange.unreadable_events.reactions import build_unreadable_receipt, find_sender
from shared.engine.handler import Handler
from shared.engine.outcomes import Repeated
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event, Trigger, Unreadable
from shared.engine.storage import tables
from shared.engine.turns import Turns


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """The result for one event."""

    source: str | None
    id: str | None
    receipt: Receipt
    """The present receipt; it waits while the owner has not answered."""


async def handle_events(handler: Handler, events: Sequence[Carried], sender: Principal) -> list[IntakeResult]:
    """Handles the events as one batch, and returns the result for each.

    Raises NotEntitled if the sender may not send one of them, and what the handler raises. Then none was taken in.
    """
    triggers = await _build_triggers(handler, events, sender)
    for trigger in triggers:
        if isinstance(trigger, Event):
            check_sender(trigger.senders, trigger.source, trigger.data, handler.reference)
    done_triggers = await _handle_all(handler, triggers)
    after = await _load_notices(handler, events)
    async with handler.pool.acquire() as connection:
        now = await handler.clock.now(connection)
    return [
        build_result(trigger, event, after.get(_key_of(event)), now, handler.reference)
        for trigger, event in zip(done_triggers, events, strict=True)
    ]


async def _handle_all(handler: Handler, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Handles the triggers, and returns those that were handled.

    Another request with the same id may have taken the number of a sending at the same moment. Such a sending is
    handled again under a number of its own.
    """
    outcomes = await handler.handle(triggers)
    done_triggers, again = list(triggers), []
    for number, (trigger, outcome) in enumerate(zip(triggers, outcomes, strict=True)):
        if isinstance(trigger, Event) and isinstance(outcome, Repeated):
            done_triggers[number] = _number_anew(trigger)
            again.append(done_triggers[number])
    if again:
        await handler.handle(again)
    return done_triggers


def _number_anew(trigger: Event[Any]) -> Event[Any]:
    """The same sending under a random number, since it cannot be counted."""
    number = secrets.randbits(62)
    message = replace(trigger.message, offset=number) if trigger.message else None
    return replace(trigger, sending=f"{BESIDE_KAFKA}/{number}", message=message)


async def _build_triggers(handler: Handler, events: Sequence[Carried], sender: Principal) -> list[Trigger]:
    """Builds a trigger for each event. Its number tells it from earlier sendings under the same id."""
    before = await _load_notices(handler, events)
    numbers = Counter({key: len(row.sendings) for key, row in before.items()})
    triggers, turns = list[Trigger](), Turns()
    for event in events:
        triggers.append(_build_trigger(handler, event, numbers[_key_of(event)], sender))
        numbers[_key_of(event)] += 1
        await turns.let_others()
    return triggers


def _build_trigger(handler: Handler, event: Carried, number: int, sender: Principal) -> Trigger:
    message = Message(TOPIC, BESIDE_KAFKA, number, "", event.attributes, event.data, event.problem)
    trigger = build_trigger(handler.service, message, lambda _source: (sender,))
    assert trigger is not None, "nothing from outside is passed over"
    if isinstance(trigger, Unreadable):  # it may have no id, so it gets a number of its own
        return replace(trigger, message=replace(message, offset=secrets.randbits(62)), proved=(sender,))
    return trigger


def build_result(
    trigger: Trigger, event: Carried, after: SentNotice | None, now: datetime, reference: Reference
) -> IntakeResult:
    """The result for one event, by the row of its notice after the batch.

    `last` in that row answers only the last sending, which may belong to another request.
    """
    if isinstance(trigger, Unreadable):
        source, notice_id, _ = find_sender(trigger)
        return IntakeResult(source, notice_id, build_unreadable_receipt(trigger, now))
    assert isinstance(trigger, Event)
    is_last = after is not None and after.sendings[-1:] == (trigger.sending,)
    receipt = after and (after.last if is_last else build_earlier_answer(after, trigger.data, now))
    waiting = build_waiting_receipt(after, reference) if after else Receipt("waiting", now)
    return IntakeResult(event.attributes["source"], event.attributes["id"], receipt or waiting)


def _key_of(event: Carried) -> str:
    return notice_key(event.attributes.get("source", ""), event.attributes.get("id", ""))


async def _load_notices(handler: Handler, events: Sequence[Carried]) -> dict[str, SentNotice]:
    at = tables.storage_of(NOTICES, handler.service.name)
    query = f"select {at.column_list} from {at.full_name} where id = any($1::text[])"
    records = await handler.pool.fetch(query, [_key_of(event) for event in events])
    return {row.id: row for row in map(at.build, records)}
