"""A released copy as an entry of a feed: its title, its words, and where the thing is. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

PLACES: Final = {
    "assessment": "/assessments/{thing}",
    "recommendation": "/recommendations/{thing}",
    "product": "/products/{thing}",
    "schedule": "/visits/{thing}",
}
"""Where a thing is shown, by its kind. A report names its own path."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry."""

    id: str
    """Of the event, as a URN."""
    title: str
    text: str
    path: str
    """Below the address of this installation."""
    at: datetime
    """When it became known here."""
    categories: tuple[str, ...]


def build_entry(event: str, thing_id: str, recorded_at: datetime, lang: str | None = None) -> Entry:
    """The entry of a released copy, or of a withdrawal. It leads to the document in this language."""
    whole: dict[str, Any] = orjson.loads(event)
    data: Mapping[str, Any] = whole["data"]
    kind = whole["type"].rpartition(".v")[0].rpartition(".")[2]
    state = data.get("state")
    place = data.get("path") or PLACES.get(kind, "/released").format(thing=thing_id)
    return Entry(
        id=f"urn:uuid:{whole['id']}",
        title=_without_controls(_title(kind, data)),
        text=_without_controls(data.get("text") or data.get("summary") or _digest_of(data)),
        path=with_language(place, lang),
        at=recorded_at,
        categories=(kind, *([state] if state else []), *(data.get("themes") or ())),
    )


def with_language(path: str, lang: str | None) -> str:
    """The path, at which the document is in this language. None: as the reader accepts."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}" if lang else path


def _digest_of(data: Mapping[str, Any]) -> str:
    """By which whoever fetches an edition can check it."""
    digest = data.get("digest")
    return f"The SHA-256 of this edition as JSON in English is {digest.removeprefix('sha-256:')}." if digest else ""


def _title(kind: str, data: Mapping[str, Any]) -> str:
    where = f": {data['state']}" if data.get("state") else ""
    if kind == "withdrawn":
        return f"Withdrawn {data['of']}{where}"
    if kind == "schedule":
        cancelled = f" (cancelled on {data['cancelled_on']})" if data.get("cancelled_on") else ""
        return f"Visit by {data['body']}{where}, {data['start']}{cancelled}"
    return str(data.get("title") or f"{kind.capitalize()}{where}")


def _without_controls(text: str) -> str:
    """XML cannot hold most control characters, in no way of writing them."""
    return _CONTROLS.sub("", text)
