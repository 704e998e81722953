"""An event as we send it, and events as the SDKs of JavaScript (10) and Java (4) send them, recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from contracts.catalog import PREFIX, encode
from contracts.cloudevents import Envelope, attributes_of, check, instant_of
from contracts.tools.example_data import example

NOW = datetime(2024, 1, 31, 9, tzinfo=UTC)
ENVELOPE = Envelope(
    id="e-1",
    source="https://ctc.example/followup",
    type="followup.scheduled.v1",
    time=NOW,
    subject="KEN",
    dataschema="https://ctc.example/contracts/schemas/followup.scheduled.v1.json",
    correlationid="c-1",
    causationid="a-1",
    audience="un",
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)
ATTRIBUTES = attributes_of(ENVELOPE)
DATA = encode(example("followup.scheduled.v1"))
JS_BINARY = {
    "ce-id": "js-1",
    "ce-time": "2024-01-31T09:00:00.000Z",
    "ce-type": "org.un.ctc.notice.assessment.received.v1",
    "ce-source": "https://cted.example",
    "ce-specversion": "1.0",
    "ce-subject": 'Ké "q" 100%',
    "content-type": "application/json; charset=utf-8",
}
JS_STRUCTURED = (
    '{"id":"js-1","time":"2024-01-31T09:00:00.000Z","type":"org.un.ctc.notice.assessment.received.v1",'
    '"source":"https://cted.example","specversion":"1.0","subject":"Ké \\"q\\" 100%",%s}'
)
JAVA_HEADERS = [
    ("ce_specversion", b"1.0"),
    ("ce_id", b"java-1"),
    ("ce_source", b"https://cted.example"),
    ("ce_type", b"org.un.ctc.notice.assessment.received.v1"),
    ("content-type", b"application/json"),
    ("ce_time", b"2024-01-31T12:00:00.123456789+03:00"),
    ("ce_b", b"true"),
    ("ce_n", b"5"),
]


def read_envelope(attributes: Mapping[str, str]) -> Envelope:
    """The attributes, checked and read, as one who was sent them may read them."""
    check(attributes)
    values = {field.name: attributes[field.name] for field in fields(Envelope) if field.name in attributes}
    read: dict[str, Any] = values | {
        "type": attributes["type"].removeprefix(PREFIX),
        "time": instant_of(attributes["time"]),
    }
    return Envelope(**read)
