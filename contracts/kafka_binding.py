"""CloudEvents on Kafka: binary mode in `ce_` headers, and structured mode by its content type. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from contracts.cloudevents import JSON, LONGEST, instant

_PREFIX: Final = "ce_"
_ATTRIBUTES: Final = {f"{_PREFIX}{name}": name for name in LONGEST} | {"content-type": "content-type"}
"""Header to attribute."""


def headers_of(attributes: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """The headers of an event in binary mode."""
    headers = [(f"{_PREFIX}{name}", value.encode()) for name, value in attributes.items() if name != "content-type"]
    headers.append(("content-type", JSON.encode()))
    return headers


def read_headers(headers: Iterable[tuple[str, bytes | None]], timestamp: int | None) -> tuple[dict[str, str], str]:
    """A record's attributes, and what is wrong with its headers, or an empty text.

    `timestamp` is the record's, in milliseconds since 1970: the time of an event that brings none.
    Headers that are not read here are nobody's business, whatever they hold: extensions of CloudEvents among them.
    """
    attributes: dict[str, str] = {}
    problem = ""
    for header, value in headers:
        name = _ATTRIBUTES.get(header) or _attribute(header)
        if not name or value is None:  # an attribute without a value is none (CloudEvents 1.0.2, JSON format 2.2)
            continue
        try:
            attributes[name] = value.decode()
        except UnicodeDecodeError:
            problem = problem or f"header {header[:50]}: is not UTF-8"
    if timestamp is not None and "time" not in attributes:
        attributes["time"] = _instant(timestamp)
    return attributes, problem


def _attribute(header: str) -> str:
    """The attribute of a header in unusual spelling; an empty text where it is none that is read here."""
    return _ATTRIBUTES.get(header.lower(), "")


def _instant(milliseconds: int) -> str:
    # -1 is Kafka's own "no timestamp", and a producer may write any number at all.
    seconds = min(max(milliseconds, 0) // 1000, 4_102_444_800)  # 2100-01-01
    return instant(datetime.fromtimestamp(seconds, UTC))
