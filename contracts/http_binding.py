"""CloudEvents over HTTP: binary, structured and batched. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from contracts.bounds import find_excess_of_batch
from contracts.catalog import Unreadable, json_value
from contracts.cloudevents import (
    BATCH,
    JSON,
    LONGEST,
    STRUCTURED,
    Carried,
    instant,
    media_type,
    read_object,
    unwrap,
)

_PREFIX: Final = "ce-"
# Many more than a sender needs at once, and few enough for one transaction.
LARGEST_BATCH: Final = 1_000
# The characters that RFC 3986 and HTTP headers leave unencoded.
_PLAIN: Final = "!#$&'()*+,-./:;<=>?@[]^_`{|}~"


class UnsupportedMedia(Unreadable):
    """The request's content type and headers are not those of a CloudEvent."""


def headers_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """The headers of an event in binary mode."""
    headers = {f"{_PREFIX}{name}": quote(value, safe=_PLAIN) for name, value in attributes.items()}
    return headers | {"content-type": JSON}


def read_request(headers: Mapping[str, str], body: bytes, received_at: datetime) -> list[Carried]:
    """The events of a request, each with its problem, if it has one.

    `headers` has lower-case names. Raises `UnsupportedMedia` for what is no CloudEvent, and
    `Unreadable` for a body that cannot be parsed.
    """
    kind = media_type(headers.get("content-type", ""))
    if kind == STRUCTURED:
        return [_check(read_object(json_value(body)), received_at)]
    if kind == BATCH:
        return read_batch(body, received_at)
    if f"{_PREFIX}specversion" in headers or f"{_PREFIX}id" in headers:
        return [_check(_binary(headers, body), received_at)]
    raise UnsupportedMedia(f"send {STRUCTURED}, {BATCH}, or {JSON} with ce- headers")


def read_batch(body: bytes, received_at: datetime) -> list[Carried]:
    """The events of a JSON array. Raises `Unreadable` if it is none."""
    values = json_value(body, find_excess_of_batch)
    if not isinstance(values, list):
        raise Unreadable("a batch should be a JSON array of events")
    if len(values) > LARGEST_BATCH:
        raise Unreadable(f"a batch holds {LARGEST_BATCH} events at most; this one has {len(values)}")
    return [_check(read_object(value), received_at) for value in values]


def _binary(headers: Mapping[str, str], body: bytes) -> Carried:
    attributes = {"content-type": headers.get("content-type", "")}
    problem = ""
    for name in LONGEST:
        value = headers.get(f"{_PREFIX}{name}")
        if value is None:
            continue
        try:
            attributes[name] = _decode(value)
        except UnicodeError:
            problem = problem or f"header {_PREFIX}{name}: is not UTF-8"
    return Carried(attributes, body, problem)


def _decode(value: str) -> str:
    """A header's value, percent-decoded.

    Servers hand headers on as Latin-1. Some senders encode nothing, and put UTF-8 or Latin-1 there.
    """
    text = value.strip()
    if text[:1] == text[-1:] == '"' and len(text) > 1:
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    as_sent = text.encode("latin-1")
    raw = unquote_to_bytes(as_sent)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        if raw == as_sent:
            return text
        raise


def _check(event: Carried, received_at: datetime) -> Carried:
    """The event with its own attributes and data, or with what is wrong."""
    attributes = {"time": instant(received_at), **event.attributes}
    if event.problem:
        return Carried(attributes, event.data, event.problem)
    try:
        return Carried(*unwrap(attributes, event.data))
    except Unreadable as broken:
        return Carried(attributes, event.data, broken.reason)
