"""What is sent back: JSON with an `ETag`, or nothing where the reader has it already."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Annotated, Final

import orjson
from fastapi import Depends, Header, Request
from fastapi.responses import Response

HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept"}
"""An answer depends on who asks, so no shared cache may keep it, and each use is checked again."""
ND_JSON: Final = "application/x-ndjson"
"""Lines of JSON, for what is told bit by bit."""


def dump(thing: object) -> bytes:
    """JSON of dataclasses, mappings and scalars; dates as `YYYY-MM-DD`, instants in UTC with `Z`."""
    return orjson.dumps(thing, option=orjson.OPT_UTC_Z)


def as_json(thing: object) -> orjson.Fragment:
    """The thing as JSON, to be a part of an answer as it is. So a long list is dumped thing by thing."""
    return orjson.Fragment(dump(thing))


def tag(body: bytes) -> str:
    """The `ETag` of a representation. It says only that the bytes are the same."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def answer(thing: object, status: int = 200) -> Response:
    """The thing as its reader sees it. `If-None-Match` is compared on the way out."""
    body = dump(thing)
    return Response(body, status, {**HEADERS, "ETag": tag(body)}, "application/json")


async def _modified_since(
    request: Request, if_modified_since: Annotated[str | None, Header(max_length=100)] = None
) -> str | None:
    return None if "if-none-match" in request.headers else if_modified_since


IfModifiedSince = Annotated[str | None, Depends(_modified_since)]
"""When the reader got what it holds. None beside `If-None-Match`, which says it more exactly."""


def answer_dated(body: bytes, media_type: str, changed_at: datetime, since: str | None) -> Response:
    """A representation with the time at which it changed last; 304 for who has asked after that second."""
    headers = {**HEADERS, "ETag": tag(body), "Last-Modified": format_datetime(changed_at, usegmt=True)}
    is_old = since is not None and not _is_later(changed_at, since)
    return Response(None, 304, headers) if is_old else Response(body, 200, headers, media_type)


def _is_later(changed_at: datetime, since: str) -> bool:
    try:
        return changed_at.replace(microsecond=0) > parsedate_to_datetime(since)
    except (OverflowError, TypeError, ValueError):  # no date, none that a calendar has, or one without a zone
        return True


def matches(condition: str, etag: str) -> bool:
    """Whether an `If-Match` or `If-None-Match` holds this tag; a weak one counts as its strong one."""
    candidates = (candidate.strip().removeprefix("W/") for candidate in condition.split(","))
    return condition.strip() == "*" or etag in candidates


# ---- which form the reader wants (RFC 9110, 12.5.1) ----------------------------------------


def quality(accept: str, media_type: str) -> float:
    """How much this form is wanted: 0 is not at all. Without the header all forms are wanted alike."""
    if not accept.strip():
        return 1.0
    found = (_fit(one, media_type) for one in accept.split(","))
    _, wanted = max((fit for fit in found if fit), default=(0, 0.0))
    return wanted


def _fit(text: str, media_type: str) -> tuple[int, float] | None:
    """How closely a range names this form, and how much it is wanted; None where it does not name it."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    names = {"*": 1, "*/*": 1, f"{media_type.partition('/')[0]}/*": 2, media_type: 3}
    if name not in names:
        return None
    return names[name], next((_number(one[2:]) for one in parameters if one.startswith("q=")), 1.0)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
