"""What a batch tells a collector: a span for each trigger that was handled, one for each event that it caused.

An event's span has the id that the event carries, so that whoever handles the event continues it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from contracts.catalog import PREFIX
from shared.engine.decided import Decided, JournalRow
from shared.engine.outcomes import Repeated
from shared.engine.port import Outgoing
from shared.engine.rules import Command, Event, Trigger, Unreadable
from shared.operations.spans import Sink, Span
from shared.operations.tracing import continue_trace, parse


def note_batch(sink: Sink, service: str, triggers: Sequence[Trigger], decided: Decided, began: int) -> None:
    """Tells of a batch that was committed. `began`: nanoseconds since 1970."""
    ended = time.time_ns()
    failed = {id(trigger) for trigger, _ in decided.failures}
    for trigger, outcome in zip(triggers, decided.outcomes, strict=True):
        if trigger.traceparent and not isinstance(outcome, Repeated):
            sink.keep(_build_handling(sink, service, trigger, id(trigger) in failed, began, ended))
    for row in decided.journal:
        if span := _build_creating(sink, service, row, ended):
            sink.keep(span)


def note_sent(sink: Sink, service: str, messages: Iterable[Outgoing], began: int) -> None:
    """Tells that the relay sent these messages."""
    ended = time.time_ns()
    for message in messages:
        parent = parse(message.attributes.get("traceparent"))
        if parent is None:
            continue
        trace = continue_trace(str(parent), f"sent {message.attributes['id']}")
        attributes = _describe(
            sink, "send", message.topic, message.attributes["id"], message.attributes["type"].removeprefix(PREFIX)
        )
        sink.keep(Span(service, f"send {message.topic}", "client", trace, parent.span_id, began, ended, attributes))


def _build_handling(sink: Sink, service: str, trigger: Trigger, failed: bool, began: int, ended: int) -> Span:
    trace = continue_trace(trigger.traceparent, _seed(service, trigger.id))
    cause = parse(trigger.traceparent)
    parent = cause.span_id if cause else ""
    if isinstance(trigger, Command):
        name = type(trigger.data).__name__
        return Span(service, f"decide {name}", "internal", trace, parent, began, ended, {"ctc.command": name}, failed)
    topic = trigger.message.topic if isinstance(trigger, Event | Unreadable) and trigger.message else ""
    is_outside = isinstance(trigger, Event) and bool(trigger.sending)  # what others call their events may say anything
    event_type = trigger.type if isinstance(trigger, Event) else ""
    attributes = _describe(sink, "process", topic, "" if is_outside else trigger.id, event_type)
    attributes["messaging.consumer.group.name"] = service
    return Span(service, f"process {topic}".rstrip(), "consumer", trace, parent, began, ended, attributes, failed)


def _build_creating(sink: Sink, service: str, row: JournalRow, at: int) -> Span | None:
    trace = parse(row.traceparent)
    if trace is None:
        return None
    parent = continue_trace(row.traceparent, _seed(service, row.causationid)).span_id
    attributes = _describe(sink, "create", row.topic, row.id, row.type)
    return Span(service, f"create {row.topic}", "producer", trace, parent, at, at, attributes)


def _describe(sink: Sink, operation: str, topic: str, event_id: str, event_type: str) -> dict[str, str | int]:
    described: dict[str, str | int] = {
        "messaging.system": sink.system,
        "messaging.operation.type": operation,
        "messaging.operation.name": operation,
        "messaging.destination.name": topic,
        "messaging.message.id": event_id,
        "cloudevents.event_type": event_type and f"{PREFIX}{event_type}",
    }
    return {name: value for name, value in described.items() if value}


def _seed(service: str, trigger_id: str) -> str:
    """What the id of a trigger's span comes from: whoever knows the cause of an event knows its parent."""
    return f"{service} handles {trigger_id}"
