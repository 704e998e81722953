"""AsyncAPI 3.0 of all services together, made from the catalog and the participants."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any, Final

import yaml

from contracts.audiences import AUDIENCES
from contracts.catalog import EVENTS, NOTICES, PREFIX, TOPICS, Topic
from contracts.cloudevents import MEANINGS
from contracts.notices import TOPIC
from contracts.participants import PARTICIPANTS, Participant
from contracts.tools.asyncapi_schemas import payloads
from contracts.tools.example_data import example

Node = dict[str, Any]

_DUMPER: Final[type[Any]] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The C one writes the same in a quarter of the time. The other one is used if it was not built."""
_FORMS: Final[Node] = {
    "specversion": {"const": "1.0"},
    "time": {"format": "date-time"},
    "audience": {"enum": list(AUDIENCES)},
}
_HEADERS: Final[Node] = {
    "type": "object",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type"],
    "properties": {
        **{
            f"ce_{name}": {"type": "string", **_FORMS.get(name, {}), "description": meaning}
            for name, meaning in MEANINGS.items()
            if name != "datacontenttype"
        },
        "content-type": {"type": "string", "description": MEANINGS["datacontenttype"]},
    },
}
_SERVERS: Final[Node] = {
    "kafka": {
        "host": "{brokers}",
        "protocol": "kafka",
        "description": "Inside the installation: whoever operates it says who may connect.",
        "variables": {
            "brokers": {"default": "localhost:9092", "description": "As `KAFKA_BOOTSTRAP_SERVERS`."},
        },
    },
    "http": {
        "host": "{host}",
        "protocol": "http",
        "description": "The gateway, or `ctc up`.",
        "variables": {
            "host": {"default": "127.0.0.1:8000", "description": "As `CTC_PUBLIC_URL`."},
        },
        "security": [{"$ref": "#/components/securitySchemes/bearer"}],
    },
}
_OVER_HTTP: Final[Node] = {
    "address": "/events",
    "description": "Notices in binary, structured or batched mode; each is answered with the address of its receipt.",
    "servers": [{"$ref": "#/servers/http"}],
    "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in EVENTS if name in NOTICES},
}
_TAKE_OVER_HTTP: Final[Node] = {
    "action": "receive",
    "summary": "exchange takes notices over HTTP, too.",
    "channel": {"$ref": "#/channels/events"},
    "messages": [{"$ref": f"#/channels/events/messages/{name}"} for name in EVENTS if name in NOTICES],
    "bindings": {"http": {"method": "POST"}},
}
_NOTICE_REFERENCES: Final = {name: {"$ref": f"#/components/messages/{name}"} for name in EVENTS if name in NOTICES}
_OWN_TOPIC: Final[Node] = {
    "address": f"{TOPIC}.{{publisher}}",
    "description": "The topic of one registered publisher, which alone writes to it. Kept for 30 days.",
    "servers": [{"$ref": "#/servers/kafka"}],
    "parameters": {"publisher": {"description": "The publisher's id, as `GET /publishers/me` tells it."}},
    "messages": _NOTICE_REFERENCES,
    "bindings": {"kafka": {"partitions": 1}},
}
_ON_OWN_TOPIC: Final = [{"$ref": f"#/channels/{TOPIC}.publisher/messages/{name}"} for name in _NOTICE_REFERENCES]
_OWN_OPERATIONS: Final[Node] = {
    f"{who}.{action}.{TOPIC}.publisher": {
        "action": action,
        "summary": summary,
        "channel": {"$ref": f"#/channels/{TOPIC}.publisher"},
        "messages": _ON_OWN_TOPIC,
    }
    for who, action, summary in (
        ("exchange", "receive", "exchange reads the topic of each registered publisher."),
        ("others", "send", "A registered publisher sends on its own topic."),
    )
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
            "`ctc.external` takes structured mode as well, and `POST /events` takes the same notices over HTTP. "
            "Readers ignore fields that they do not know.",
        },
        "defaultContentType": "application/json",
        "servers": _SERVERS,
        "channels": {topic.name: _channel(topic) for topic in TOPICS.values()}
        | {f"{TOPIC}.publisher": _OWN_TOPIC, "events": _OVER_HTTP},
        "operations": {name: node for participant in PARTICIPANTS for name, node in _operations(participant)}
        | _OWN_OPERATIONS
        | {"exchange.receive.events": _TAKE_OVER_HTTP},
        "components": {
            "messages": {name: _message(name) for name in EVENTS},
            "schemas": {"Headers": _HEADERS, **payloads()},
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token from `ctc tokens add`, for the source of each event that is sent.",
                }
            },
        },
    }


def as_yaml() -> str:
    """The document as YAML, in its own order."""
    head = "# Generated from the models: change those, then run `make generate`.\n"
    text: str = yaml.dump(asyncapi(), Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120)
    return head + text


def _channel(topic: Topic) -> Node:
    types = {name for p in PARTICIPANTS for way in (p.publishes, p.consumes) for name in way.get(topic.name, ())}
    return {
        "address": topic.name,
        "description": f"Widest audience that may read it: {topic.audience}. Kept {_retention(topic)}.",
        "servers": [{"$ref": "#/servers/kafka"}],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in EVENTS if name in types},
        "bindings": {"kafka": {"topic": topic.name, "partitions": PARTITIONS}},
    }


def _retention(topic: Topic) -> str:
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
        "headers": {"$ref": "#/components/schemas/Headers"},
        "payload": {"$ref": f"#/components/schemas/{EVENTS[name].__name__}"},
        "examples": [{"name": "synthetic", "payload": example(name).model_dump(mode="json", exclude_none=True)}],
    }
