"""What a consumer brings: messages become triggers, and go to the handler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from contracts.catalog import Unreadable as ContractBroken
from contracts.catalog import decode, decode_notice
from contracts.cloudevents import instant_of, read_attributes, unwrap
from shared.engine.deciding_in_turns import is_long
from shared.engine.handler import Handler
from shared.engine.outcomes import NotReached, Repeated
from shared.engine.port import Message, Place
from shared.engine.principals import PrincipalNamed, SendersOf, nobody, nobody_named
from shared.engine.rules import Event, Trigger, Unreadable
from shared.engine.service import Service
from shared.engine.turns import Turns

PREFIX = "org.un.ctc."


class ConsumerStopped(Exception):
    """Too many dead letters in a row, or an operator stopped it: see to the cause, then `ctc consumer resume`."""


def read_message(handler: Handler, message: Message) -> Trigger | None:
    """The trigger of a message that came to this service. None: it passes it over."""
    return build_trigger(handler.service, message, handler.senders_of, handler.publisher_named)


def build_trigger(
    service: Service,
    message: Message,
    senders_of: SendersOf = nobody,
    publisher_named: PrincipalNamed = nobody_named,
) -> Trigger | None:
    """Builds the trigger of a message. None: the service does not declare this type, so it passes it over.

    No message from outside is passed over, since each of them is answered: a type that does not belong on such a
    topic is unreadable. `senders_of` names the principals that may have sent it, by its source. What comes on a
    publisher's own topic was sent by that one, whatever its source says.
    """
    outside, publisher = service.is_outside(message.topic), service.publisher_of(message.topic)
    named = publisher_named(publisher) if publisher else None
    proved = (named,) if named else ()
    try:
        if message.problem:
            raise ContractBroken(message.problem)
        attributes, data = unwrap(message.attributes, message.data)
        short = attributes["type"].removeprefix(PREFIX)
        if not outside:
            return _build_event(message, attributes, short, data) if short in service.declared else None
        notice = _build_event(message, attributes, short, data, from_outside=True)
        return replace(
            notice,
            sending=f"{publisher}/{notice.sending}" if publisher else notice.sending,
            senders=proved if publisher else senders_of(notice.source),
        )
    except ContractBroken as broken:
        said = read_attributes(message.attributes, message.data)
        return Unreadable(message, broken.reason, broken.code, broken.fields, proved, said)


def _build_event(
    message: Message, attributes: dict[str, str], short: str, data: bytes, from_outside: bool = False
) -> Event[object]:
    identity = attributes["id"]
    return Event(
        source=attributes["source"],
        id=identity,
        type=short,
        subject=attributes.get("subject") or message.key,
        time=instant_of(attributes["time"]),
        data=decode_notice(short, data) if from_outside else decode(short, data),
        correlation_id=attributes.get("correlationid") or identity,
        causation_id=attributes.get("causationid", ""),
        traceparent=attributes.get("traceparent"),
        audience=attributes.get("audience", "committee"),  # type: ignore[arg-type]
        message=message,
        sending=f"{message.partition}/{message.offset}" if from_outside else "",
    )


async def receive(handler: Handler, messages: Sequence[Message]) -> set[Place]:
    """Brings one batch of messages to the handler. If all of it is passed over, no transaction is needed.

    A long event has a transaction of its own: what comes before it does not wait for it.

    Returns the places of those that had been handled before. Raises ConsumerStopped if the handler has stopped the
    consumer. The batch then comes again, and the inbox drops what was handled.
    """
    triggers, places, turns = list[Trigger](), list[Place](), Turns()
    for message in messages:
        if trigger := read_message(handler, message):
            triggers.append(trigger)
            places.append(message.place)
        await turns.let_others()
    outcomes = [one for part in _part_at_long(triggers) for one in await handler.handle(part)]
    if any(isinstance(outcome, NotReached) for outcome in outcomes):
        raise ConsumerStopped
    handler.metrics.count_messages(len(messages))
    return {place for place, outcome in zip(places, outcomes, strict=True) if isinstance(outcome, Repeated)}


def _part_at_long(triggers: Sequence[Trigger]) -> Iterator[Sequence[Trigger]]:
    """The same in order; each long event is a part by itself."""
    return (list(part) for _, part in groupby(triggers, lambda one: id(one) if is_long(one) else 0))
