"""All event types and topics, and the way between an event's bytes and its model. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from contracts import assessments, corrections, council, exchange, followup, notices, released, unoct
from contracts.audiences import RELEASED_TO, Audience, name_released_topic
from contracts.base import EventData
from contracts.bounds import find_excess
from contracts.explaining import NOT_JSON, Broken, explain
from contracts.trimming import trim

PREFIX: Final = "org.un.ctc."
"""The prefix of every short type on the wire."""

# Kafka's own limit for a message is 1 MB; the rest is for the envelope and the record.
LARGEST_EVENT: Final = 900_000
# What is taken in comes back out with ids for each of its parts, and must still fit.
LARGEST_NOTICE: Final = 500_000

EVENTS: Final[Mapping[str, type[EventData]]] = MappingProxyType(
    {
        model.type: model
        for module in (assessments, followup, unoct, council, corrections, notices, exchange, released)
        for model in module.EVENTS
    }
)
"""Every event's model by its short type with version, such as `assessment.completed.v1`."""

NOTICES: Final = frozenset(name for name, model in EVENTS.items() if issubclass(model, notices.NoticeData))
"""What other systems may send."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A Kafka topic, and the widest audience that may read it."""

    name: str
    audience: Audience
    keeps: str
    """`for ever`, or how many days."""
    most_bytes: int | None = None
    """How many bytes it keeps at most, the newest; None: no limit."""


TOPICS: Final[Mapping[str, Topic]] = MappingProxyType(
    {
        topic.name: topic
        for topic in (
            Topic("ctc.assessments", "committee", "for ever"),
            Topic("ctc.followup", "committee", "for ever"),
            Topic("ctc.unoct", "committee", "for ever"),
            Topic("ctc.council", "committee", "for ever"),
            Topic("ctc.exchange", "committee", "for ever"),
            # Written by others, read by exchange only; what it takes in is kept in ctc.exchange.
            Topic("ctc.external", "committee", "30 days"),
            # Holds reasons and ids, never content.
            Topic("ctc.receipts", "partners", "30 days"),
            # A new reader starts from the HTTP feed of the present state.
            *(Topic(name_released_topic(audience), audience, "7 days") for audience in RELEASED_TO),
        )
    }
)

INSTALLATION: Final = Topic("ctc.installation", "committee", "for ever")
"""A topic without events. It holds the id by which Kafka and the database know that they belong together."""

ENVELOPE: Final = "envelope"
_NAMES: Final = re.compile(r"(?:header )?([\w-]+(?:, [\w-]+)*): ")

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""Makes the data of an older version that of the next: a pure function from JSON to JSON."""

UPCASTS: Final[Mapping[str, tuple[str, Upcast]]] = MappingProxyType({})
"""From an older short type to the next one and the way there. None yet: every type is at its first version."""


class Unreadable(ValueError):
    """The event cannot be read: the reason names fields and what they should be, never what they hold."""

    def __init__(self, reason: str, code: str = ENVELOPE, fields: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        """For programs: `envelope`, `not-json`, `too-large`, `unknown-type`, `contract-broken`, `unknown-field`."""
        self.fields = fields or (_attributes_named(reason) if code == ENVELOPE else ())


def _attributes_named(reason: str) -> tuple[str, ...]:
    """The attributes that the sender must correct. A reason begins with their names: `id, type: are missing`."""
    match = _NAMES.match(reason)
    return tuple(match[1].split(", ")) if match else ()


def decode_notice(type_: str, data: bytes) -> notices.NoticeData:
    """What another system sent, as its model. Raises `Unreadable` as `decode` does.

    Also for any field that the contract does not have, at any depth: a misspelt `audience` that was passed over would
    disclose what it was to keep. Names that begin with `x_` are the sender's own, and are passed over.
    """
    if type_ in EVENTS and type_ not in NOTICES:
        raise Unreadable("this type of event is not for other systems to send: send a notice", "unknown-type")
    if len(data) > LARGEST_NOTICE:
        raise Unreadable(_too_large(data, LARGEST_NOTICE), "too-large")
    refuse_excess(find_excess(data))
    notice = decode(type_, data, strict=True)
    assert isinstance(notice, notices.NoticeData)
    return notice


def decode(
    type_: str, data: bytes, upcasts: Mapping[str, tuple[str, Upcast]] = UPCASTS, *, strict: bool = False
) -> EventData:
    """The event's data as its model. Raises `Unreadable`, and nothing else, whatever the bytes are.

    Fields that the model does not have are passed over, unless `strict`.
    """
    if len(data) > LARGEST_EVENT:
        raise Unreadable(_too_large(data, LARGEST_EVENT), "too-large")
    if type_ in upcasts:
        type_, data = _upcast(type_, data, upcasts)
    model = EVENTS.get(type_)
    if model is None:
        raise Unreadable(_unknown(type_), "unknown-type")
    if strict:
        _check_names(data)
        trimmed = trim(data, model)
        if isinstance(trimmed, Broken):
            raise _build_unreadable(trimmed)
        data = trimmed
    if b"NaN" in data or b"Infinity" in data:
        _parse(data)  # pydantic's parser lets these pass in fields that it ignores; JSON does not have them
    return _validate(model, data, "forbid" if strict else "ignore")


def _validate(model: type[EventData], data: bytes, extra: Literal["forbid", "ignore"]) -> EventData:
    try:
        return model.__pydantic_validator__.validate_json(data, extra=extra)  # type: ignore[no-any-return]
    except ValidationError as error:
        problem = explain(error, model)
    if problem is None:
        return _validate(model, data, "ignore")
    raise _build_unreadable(problem)


def _build_unreadable(problem: Broken) -> Unreadable:
    return Unreadable(problem.reason, problem.code, problem.fields)


def _too_large(data: bytes, limit: int) -> str:
    return f"the data has {len(data)} bytes; the limit is {limit}"


def refuse_excess(excess: str | None) -> None:
    """Raises `Unreadable` where there is too much of something."""
    if excess is not None:
        raise Unreadable(excess, "too-large")


def encode(data: EventData) -> bytes:
    """The event's data as JSON, without absent parts."""
    return data.__pydantic_serializer__.to_json(data, exclude_none=True)


def _unknown(type_: str) -> str:
    name, _, version = type_.rpartition(".v")
    types = sorted(other for other in EVENTS if other.rpartition(".v")[0] == name)
    if meant := sorted(other for other in NOTICES if other.rpartition(".v")[0] == type_):
        return f"its type lacks the version: `{PREFIX}{meant[-1]}`"
    if types and version.isdigit():
        return f"version {version} of `{name}` is not known here; known: {', '.join(types)}"
    return "this type of event is not known here"


BOM: Final = b"\xef\xbb\xbf"
"""A mark of the order of bytes, which a reader of JSON may pass over (RFC 8259, 8.1)."""


def json_value(data: bytes, find: Callable[[bytes], str | None] = find_excess) -> object:
    """The JSON value of bytes from outside.

    Raises `Unreadable` if they are not JSON, name a field twice in one object, or have too much of something: `find`
    says of what.
    """
    refuse_excess(find(data))
    return _parse(data)


def _parse(data: bytes) -> object:
    data = data.removeprefix(BOM)
    try:
        value = cast(object, from_json(data, allow_inf_nan=False))
    except ValueError as error:
        raise Unreadable(f"Invalid JSON: {error}", NOT_JSON) from None
    _check_names(data)
    return value


def _check_names(data: bytes) -> None:
    name = find_repeated_name(data)
    if name is not None:
        raise Unreadable(explain_repeated(name), "contract-broken", (name,))


def explain_repeated(name: str) -> str:
    """What is wrong with JSON in which it is repeated."""
    return f"`{name}` stands twice in one object"


_FIELD: Final = re.compile(r"[A-Za-z0-9_]{1,60}")


class _Repeated(Exception):
    """Holds the name."""


def find_repeated_name(data: bytes) -> str | None:
    """A name that stands twice in one object of this JSON; None if there is none, or it is not JSON.

    Readers of JSON differ in which of the two they take. So what a sender checked may not be what is read here. A name
    that is none of a field is not repeated: it may hold anything.
    """
    try:
        json.loads(data, object_pairs_hook=_refuse_repeated, parse_int=_pass_over, parse_float=_pass_over)
    except _Repeated as repeated:
        return str(repeated) if _FIELD.fullmatch(str(repeated)) else "a name"
    except (ValueError, RecursionError):
        pass
    return None


def _refuse_repeated(pairs: list[tuple[str, object]]) -> None:
    names = {name for name, _ in pairs}
    if len(names) < len(pairs):
        counts = Counter(name for name, _ in pairs)  # in one pass, however many there are
        raise _Repeated(next(name for name, count in counts.items() if count > 1))


def _pass_over(_number: str) -> None:
    """A number may be longer than Python reads."""


def _upcast(type_: str, data: bytes, upcasts: Mapping[str, tuple[str, Upcast]]) -> tuple[str, bytes]:
    content = _parse(data)
    if not isinstance(content, dict):
        raise Unreadable("the data must be an object", "contract-broken")
    try:
        while type_ in upcasts:
            type_, upcast = upcasts[type_]
            content = upcast(content)
        return type_, to_json(content)
    except (KeyError, TypeError, ValueError) as error:
        reason = f"the data of this older version is incomplete ({type(error).__name__})"
        raise Unreadable(reason, "contract-broken") from None
