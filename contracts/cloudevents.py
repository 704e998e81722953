"""CloudEvents 1.0: the envelope, and its JSON form alone and in batches. Pure.

Between bytes and models an event is a mapping of attributes (`id`, `source`, `type`, ...: text) and
the bytes of its data. `kafka_binding.py` and `http_binding.py` read and write those two.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from pydantic_core import to_json

from contracts.audiences import AUDIENCES, Audience
from contracts.catalog import BOM, PREFIX, Unreadable, json_value

STRUCTURED: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
JSON: Final = "application/json"

# The attributes that this system reads and their longest value; further extensions are ignored.
LONGEST: Final[Mapping[str, int]] = {
    "specversion": 10,
    "id": 200,
    "source": 500,
    "type": 200,
    "subject": 200,
    "time": 50,
    "datacontenttype": 200,
    "dataschema": 500,
    "correlationid": 500,
    "causationid": 500,
    "audience": 20,
    "traceparent": 100,
}
BYTES: Final = 3
"""Bytes in UTF-8 for each character of a value. Source and id together must fit into an index of PostgreSQL."""
MEANINGS: Final[Mapping[str, str]] = {
    "specversion": "The version of CloudEvents: `1.0`.",
    "id": "With the source, the event's identity: the same again is the same event.",
    "source": "The system that published it.",
    "type": f"`{PREFIX}`, then the name of the message.",
    "subject": "The State's id, or the thing's where there is no State or several.",
    "time": "When it was recorded at the source.",
    "datacontenttype": f"Of the data: `{JSON}`.",
    "dataschema": "Where the schema of the data is.",
    "correlationid": "The same for all that one trigger set off. Not of a released copy.",
    "causationid": "The id of the event, command or deadline that caused it. Not of a released copy.",
    "audience": "Who may have this copy.",
    "traceparent": "W3C trace context. Not of a released copy.",
}
"""The meaning of each attribute that this system reads, for the documents."""
SCHEMAS: Final = "/contracts/schemas"
"""The path of the schemas that exchange serves, below the installation's public address."""
_REQUIRED: Final = ("specversion", "id", "source", "type", "time")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_LEAP_SECOND: Final = re.compile(r"(?<=\d{2}T\d{2}:\d{2}):60(?!\d)")
_JSON_TYPE: Final = re.compile(r"^(application|text)/([a-z0-9.-]+\+)?json\s*(;.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The attributes of an event, after reading."""

    id: str
    source: str
    type: str
    """Short name with version: without `org.un.ctc.`."""
    time: datetime
    """The time of its recording at the source, in UTC."""
    subject: str = ""
    dataschema: str = ""
    correlationid: str = ""
    causationid: str = ""
    audience: Audience = "committee"
    traceparent: str = ""
    datacontenttype: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """One event as it arrived, and why it cannot be read, if it cannot."""

    attributes: Mapping[str, str]
    data: bytes | None
    problem: str = ""


def attributes_of(envelope: Envelope) -> dict[str, str]:
    """The attributes as text; empty ones are absent."""
    texts = {field.name: getattr(envelope, field.name) for field in fields(envelope)}
    texts["type"] = PREFIX + envelope.type
    texts["time"] = instant(envelope.time)
    return {"specversion": "1.0"} | {name: text for name, text in texts.items() if text}


def schema_path(type_: str) -> str:
    """The path of the schema of this short type, without the installation's public address."""
    return f"{SCHEMAS}/{type_}.json"


def add_schema_address(attributes: Mapping[str, str], public_url: str) -> dict[str, str]:
    """The attributes for readers outside: `dataschema` is an address that answers."""
    schema = attributes.get("dataschema", "")
    return {**attributes, "dataschema": public_url + schema} if schema.startswith(SCHEMAS) else dict(attributes)


@lru_cache(1024)  # all events of one transaction have the same instant
def instant(time: datetime) -> str:
    """RFC 3339 in UTC."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def is_too_long(text: str, longest: int) -> bool:
    """Whether a text has more characters than that, or more bytes than an index of the database holds."""
    if len(text) > longest:
        return True
    return not text.isascii() and len(text.encode("utf-8", "surrogatepass")) > longest * BYTES


def is_usable(text: str, longest: int) -> bool:
    """Whether an attribute may have this value: it is short enough, and has no control character."""
    return not is_too_long(text, longest) and (text.isprintable() or _CONTROL.search(text) is None)


def cut_text(text: str, longest: int) -> str:
    """The beginning of the text that `is_too_long` lets pass."""
    return text[:longest].encode("utf-8", "surrogatepass")[: longest * BYTES].decode("utf-8", "ignore")


def check(attributes: Mapping[str, str]) -> None:
    """Raises `Unreadable` unless the attributes are those of an event of CloudEvents 1.0."""
    if not all(map(attributes.get, _REQUIRED)):
        raise Unreadable(_say_missing([name for name in _REQUIRED if not attributes.get(name)]))
    if attributes["specversion"] != "1.0":
        raise Unreadable("specversion: this system speaks CloudEvents 1.0")
    for name, value in attributes.items():
        if len(value) > LONGEST.get(name, LONGEST["source"]):
            raise _too_long(name)
    together = "".join(attributes.values())
    if not (together.isascii() and together.isprintable()):  # one test for the usual case: every event passes here
        _check_texts(attributes)
    if attributes.get("audience", "committee") not in AUDIENCES:
        raise Unreadable(f"audience: should be one of {', '.join(AUDIENCES)}")
    instant_of(attributes["time"])


def _say_missing(names: Sequence[str]) -> str:
    return f"{', '.join(names)}: {'is' if len(names) == 1 else 'are'} missing"


def _check_texts(attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        if is_too_long(value, LONGEST.get(name, LONGEST["source"])):
            raise _too_long(name)
        if _CONTROL.search(value):
            raise Unreadable(f"{name[:50]}: holds a control character")


def _too_long(name: str) -> Unreadable:
    return Unreadable(f"{name[:50]}: is longer than any such attribute may be")


def unwrap(attributes: Mapping[str, str], data: bytes | None) -> tuple[dict[str, str], bytes]:
    """The event's own attributes and data, whether in binary or in structured mode.

    `attributes` may hold `content-type`, which tells the mode, and `time`, which stands in for one
    that the event lacks. Raises `Unreadable`.
    """
    if data is None:
        raise Unreadable("no data: an empty message says nothing here")
    own = dict(attributes)
    content_type = own.pop("content-type", "") or own.get("datacontenttype", "")
    if content_type[:23].lower() == "application/cloudevents":
        if media_type(content_type) != STRUCTURED:
            raise Unreadable(f"content-type: only {STRUCTURED} is read here")
        inner = read_object(json_value(data))
        if inner.problem:
            raise Unreadable(inner.problem)
        own, data = {"time": own["time"], **inner.attributes} if "time" in own else dict(inner.attributes), inner.data
        content_type = own.get("datacontenttype", "")
    check(own)
    if content_type and not _JSON_TYPE.match(content_type):
        raise Unreadable(f"datacontenttype: should be {JSON}")
    return own, (data or b"").removeprefix(BOM)


def read_attributes(attributes: Mapping[str, str], data: bytes | None) -> Mapping[str, str]:
    """The event's own attributes as far as they can be read, whatever else is wrong with it."""
    if media_type(attributes.get("content-type", "")) == STRUCTURED and data is not None:
        try:
            return read_object(json_value(data)).attributes
        except Unreadable:
            pass
    return attributes


def media_type(content_type: str) -> str:
    """The media type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


# ---- JSON form ------------------------------------------------------------------------------


def read_object(value: object) -> Carried:
    """The event in a JSON object. Its `problem` says what is wrong with it."""
    if not isinstance(value, dict):
        return Carried({}, None, "an event should be a JSON object")
    values = {name: value[name] for name in LONGEST if value.get(name) is not None}
    attributes = {name: text for name, text in values.items() if isinstance(text, str)}
    wrong = [name for name in values if name not in attributes]
    if wrong:
        return Carried(attributes, None, f"{wrong[0]}: should be text")
    if value.get("data") is None and value.get("data_base64") is None:  # a time can be added
        missing = [name for name in _REQUIRED if not attributes.get(name) and name != "time"]
        return Carried(attributes, None, _say_missing([*missing, "data"]))
    try:
        return Carried(attributes, _data(value))
    except Unreadable as broken:
        return Carried(attributes, None, broken.reason)


def _data(value: dict[str, object]) -> bytes:
    """The data's bytes. JavaScript's SDK writes data that was given as text as text: it is JSON too."""
    if value.get("data_base64") is not None:
        try:
            return base64.b64decode(str(value["data_base64"]), validate=True)
        except (binascii.Error, ValueError):
            raise Unreadable("data_base64: is not base64") from None
    data = value.get("data")
    if isinstance(data, str):
        return data.encode()
    try:
        return to_json(data)
    except ValueError:  # it can write everything that was parsed, except what nests without end
        raise Unreadable("data: nests too deep") from None


def write_structured(attributes: Mapping[str, str], data: bytes) -> bytes:
    """One event in JSON, on one line."""
    head = {name: text for name, text in attributes.items() if name in LONGEST} | {"datacontenttype": JSON}
    return to_json(head)[:-1] + b',"data":' + data + b"}"


def batch(events: Iterable[tuple[Mapping[str, str], bytes]]) -> bytes:
    """Several events in JSON."""
    return b"[" + b",".join(write_structured(attributes, data) for attributes, data in events) + b"]"


@lru_cache(1024)  # as `instant`
def instant_of(text: str) -> datetime:
    """The instant, in UTC; of nanoseconds, the microseconds. Raises `Unreadable`.

    RFC 3339 allows `t` and `z` in small letters, and 60 as a leap second: that is the next minute's first.
    """
    plain, leap = text.upper(), 0
    if ":60" in plain:
        plain, leap = _LEAP_SECOND.subn(":59", plain)
    try:
        time = datetime.fromisoformat(plain)
        if time.tzinfo is not None and len(text) > len("2024-01-01"):
            return time.astimezone(UTC) + timedelta(seconds=leap)
    except (ValueError, OverflowError):
        pass
    raise Unreadable("time: should be an instant such as 2024-01-31T09:00:00Z")
