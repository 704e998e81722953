"""Events from other systems that did not come by Kafka: through the same reading and the same door."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from contracts.cloudevents import Carried
from contracts.notices import TOPIC
from services.exchange.model import Receipt, SentNotice, notice_key
from services.exchange.reactions import sender_of, unreadable
from services.exchange.tables import NOTICES
from shared import tables
from shared.door import Door
from shared.receiving import trigger_of
from shared.rules import Trigger, Unreadable
from shared.transport import Message

BESIDE_KAFKA: Final = -1
"""Stands for the partition of what did not come by Kafka; its sendings are numbered."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one event."""

    source: str | None
    id: str | None
    receipt: Receipt
    """As far as there is one yet: its owner may still have to answer."""


async def take_in(door: Door, events: Sequence[Carried]) -> list[Taken]:
    """Puts the events through the door as one batch, and says of each what became of it.

    Raises what the door raises; then none of them was taken in.
    """
    before = await _known(door, events)
    triggers = [_trigger(door, event, before.get(_key(event))) for event in events]
    await door.handle(triggers)
    after = await _known(door, events)
    async with door.pool.acquire() as connection:
        now = await door.clock.now(connection)
    return [
        _taken(trigger, event, after.get(_key(event)), now) for trigger, event in zip(triggers, events, strict=True)
    ]


def _trigger(door: Door, event: Carried, before: SentNotice | None) -> Trigger:
    """Told from what was sent before under its id by the number of those."""
    number = len(before.sendings) if before else 0
    message = Message(TOPIC, BESIDE_KAFKA, number, "", event.attributes, event.data, event.problem)
    trigger = trigger_of(door.service, message)
    assert trigger is not None, "nothing from outside is passed over"
    if isinstance(trigger, Unreadable):  # it may have no id, so a number of its own tells it from others
        return replace(trigger, message=replace(message, offset=secrets.randbits(62)))
    return trigger


def _taken(trigger: Trigger, event: Carried, after: SentNotice | None, now: datetime) -> Taken:
    if isinstance(trigger, Unreadable):
        source, notice_id, _ = sender_of(trigger.message)
        return Taken(source, notice_id, unreadable(trigger, now))
    # Without a row its rule failed: it is kept with the dead letters, and may yet be taken in.
    receipt = after.last if after and after.last else Receipt("waiting", now)
    return Taken(event.attributes["source"], event.attributes["id"], receipt)


def _key(event: Carried) -> str:
    return notice_key(event.attributes.get("source", ""), event.attributes.get("id", ""))


async def _known(door: Door, events: Sequence[Carried]) -> dict[str, SentNotice]:
    at = tables.stored(NOTICES, door.service.name)
    query = f"select {at.column_list} from {at.full_name} where id = any($1::text[])"
    records = await door.pool.fetch(query, [_key(event) for event in events])
    return {row.id: row for row in map(at.build, records)}
