"""From messages to triggers: what a consumer hands to the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contracts.cloudevents import unwrap

from contracts.catalog import Unreadable as ContractBroken
from contracts.catalog import decode
from shared import dead_letters
from shared.door import Door
from shared.outcomes import NotReached
from shared.rules import Event, Trigger, Unreadable
from shared.service import Service
from shared.transport import Message

PREFIX = "org.un.ctc."


class ConsumerStopped(Exception):
    """Too many dead letters in a row: look at them, mend the cause, then `ctc deadletters resume`."""


def trigger_of(service: Service, message: Message) -> Trigger | None:
    """The trigger that a message is, or None for a type that the service does not declare.

    Exchange answers for what outsiders send, so it passes over nothing: what it does not know is
    unreadable there.
    """
    if message.problem:
        return Unreadable(message, message.problem)
    try:
        attributes, data = unwrap(message.attributes, message.data)
        short = attributes["type"].removeprefix(PREFIX)
        if short not in service.declared:
            return None if service.unreadable is None else Unreadable(message, f"unknown type {short[:100]}")
        return _event(message, attributes, short, data)
    except ContractBroken as broken:
        return Unreadable(message, str(broken))


def _event(message: Message, attributes: dict[str, str], short: str, data: bytes) -> Event[object]:
    identity = attributes["id"]
    return Event(
        source=attributes["source"],
        id=identity,
        type=short,
        subject=attributes.get("subject") or message.key,
        time=datetime.fromisoformat(attributes["time"]),
        data=decode(short, data),
        correlation_id=attributes.get("correlationid") or identity,
        causation_id=attributes.get("causationid", ""),
        traceparent=attributes.get("traceparent"),
        audience=attributes.get("audience", "committee"),  # type: ignore[arg-type]
        message=message,
    )


async def receive(door: Door, messages: Sequence[Message]) -> None:
    """A transport's handler: one batch of messages, through the door, whole.

    Raises ConsumerStopped when the consumer is stopped; the batch then comes again, and the inbox
    drops what was handled.
    """
    service = door.service
    async with door.pool.acquire() as connection:
        if (await dead_letters.state_of(connection, service.name, service.name)).stopped_at:
            raise ConsumerStopped
    triggers = [trigger for message in messages if (trigger := trigger_of(service, message))]
    outcomes = await door.handle(triggers)
    if any(isinstance(outcome, NotReached) for outcome in outcomes):
        raise ConsumerStopped
