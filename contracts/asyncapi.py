"""AsyncAPI 3.0 of all services together, made from the catalog and the participants."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any, Final

import yaml

from contracts.catalog import EVENTS, PREFIX, TOPICS, Topic
from contracts.example_data import example
from contracts.participants import PARTICIPANTS, Participant

Node = dict[str, Any]

_TEXT: Final = {"type": "string"}
_HEADERS: Final[Node] = {
    "type": "object",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type"],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": _TEXT | {"description": "With the source, the event's identity: the same again is the same event."},
        "ce_source": _TEXT | {"description": "The system that published it."},
        "ce_type": _TEXT | {"description": f"`{PREFIX}`, then the name of the message."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it was recorded at the source."},
        "ce_subject": _TEXT | {"description": "The State's id, or the thing's where there is no State or several."},
        "ce_dataschema": _TEXT,
        "ce_correlationid": _TEXT | {"description": "The same for all that one trigger set off."},
        "ce_causationid": _TEXT | {"description": "The id of the event, command or deadline that caused it."},
        "ce_audience": _TEXT | {"description": "Who may have this copy."},
        "ce_traceparent": _TEXT | {"description": "W3C trace context."},
        "content-type": _TEXT,
    },
}
# Twelve keep each State's events in order and let as many copies of a service share the work.
PARTITIONS: Final = 12


def asyncapi() -> Node:
    """The whole document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "CTC Reporting",
            "version": "1.0.0",
            "description": "All events of the system, as CloudEvents 1.0 on Kafka in binary mode. "
            "`ctc.external` takes structured mode as well. Readers ignore fields that they do not know; "
            "a notice with such a field is unreadable, unless the name begins with `x_`.",
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS.values()},
        "operations": {name: node for participant in PARTICIPANTS for name, node in _operations(participant)},
        "components": {
            "messages": {name: _message(name) for name in EVENTS},
            "schemas": {"headers": _HEADERS},
        },
    }


def as_yaml() -> str:
    """The document as YAML, in its own order."""
    head = "# Generated from the models: change those, then run `make generate`.\n"
    text: str = yaml.safe_dump(asyncapi(), sort_keys=False, allow_unicode=True, width=120)
    return head + text


def _channel(topic: Topic) -> Node:
    types = {name for p in PARTICIPANTS for way in (p.publishes, p.consumes) for name in way.get(topic.name, ())}
    return {
        "address": topic.name,
        "description": f"Widest audience that may read it: {topic.audience}. Kept {_kept(topic)}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in EVENTS if name in types},
        "bindings": {"kafka": {"topic": topic.name, "partitions": PARTITIONS}},
    }


def _kept(topic: Topic) -> str:
    return topic.keeps if topic.keeps == "for ever" else f"for {topic.keeps}"


def _operations(participant: Participant) -> Iterable[tuple[str, Node]]:
    for action, verb, topics in (
        ("receive", "reads", participant.consumes),
        ("send", "publishes", participant.publishes),
    ):
        for topic, types in topics.items():
            yield (
                f"{participant.name}.{action}.{topic}",
                {
                    "action": action,
                    "summary": f"{participant.name} ({participant.about}) {verb} these.",
                    "channel": {"$ref": f"#/channels/{topic}"},
                    "messages": [{"$ref": f"#/channels/{topic}/messages/{name}"} for name in types],
                },
            )


def _message(name: str) -> Node:
    about = inspect.getdoc(EVENTS[name]) or ""
    return {
        "name": PREFIX + name,
        "title": name,
        "summary": about.partition("\n")[0],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/headers"},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-07",
            "schema": {"$ref": f"./schemas/{name}.json"},
        },
        "examples": [{"name": "synthetic", "payload": example(name).model_dump(mode="json", exclude_none=True)}],
    }
