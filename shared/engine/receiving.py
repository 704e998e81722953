"""What a consumer brings: messages become triggers, and go to the handler."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.catalog import Unreadable as ContractBroken
from contracts.catalog import decode, decode_notice
from contracts.cloudevents import instant_of, unwrap
from shared.engine.handler import Handler
from shared.engine.outcomes import NotReached
from shared.engine.port import Message
from shared.engine.principals import SendersOf, nobody
from shared.engine.rules import Event, Trigger, Unreadable
from shared.engine.service import Service

PREFIX = "org.un.ctc."


class ConsumerStopped(Exception):
    """Too many dead letters in a row: look at them, mend the cause, then `ctc deadletters resume`."""


def build_trigger(service: Service, message: Message, senders_of: SendersOf = nobody) -> Trigger | None:
    """Builds the trigger of a message. None: the service does not declare this type, so it passes it over.

    No message from outside is passed over, since each of them is answered: a type that does not belong on such a
    topic is unreadable. `senders_of` names the principals that may have sent it, by its source.
    """
    outside = message.topic in service.outside
    try:
        if message.problem:
            raise ContractBroken(message.problem)
        attributes, data = unwrap(message.attributes, message.data)
        short = attributes["type"].removeprefix(PREFIX)
        if not outside and short not in service.declared:
            return None
        return _build_event(message, attributes, short, data, senders_of if outside else None)
    except ContractBroken as broken:
        return Unreadable(message, broken.reason, broken.code, broken.fields)


def _build_event(
    message: Message, attributes: dict[str, str], short: str, data: bytes, senders_of: SendersOf | None
) -> Event[object]:
    identity, outside = attributes["id"], senders_of is not None
    return Event(
        source=attributes["source"],
        id=identity,
        type=short,
        subject=attributes.get("subject") or message.key,
        time=instant_of(attributes["time"]),
        data=decode_notice(short, data) if outside else decode(short, data),
        correlation_id=attributes.get("correlationid") or identity,
        causation_id=attributes.get("causationid", ""),
        traceparent=attributes.get("traceparent"),
        audience=attributes.get("audience", "committee"),  # type: ignore[arg-type]
        message=message,
        sending=f"{message.partition}/{message.offset}" if outside else "",
        senders=senders_of(attributes["source"]) if senders_of else (),
    )


async def receive(handler: Handler, messages: Sequence[Message]) -> None:
    """Brings one batch of messages to the handler. If all of it is passed over, no transaction is needed.

    Raises ConsumerStopped if the handler has stopped the consumer. The batch then comes again, and the inbox drops
    what was handled.
    """
    triggers = [
        trigger for message in messages if (trigger := build_trigger(handler.service, message, handler.senders_of))
    ]
    outcomes = await handler.handle(triggers) if triggers else []
    if any(isinstance(outcome, NotReached) for outcome in outcomes):
        raise ConsumerStopped
    handler.metrics.count_messages(len(messages))
