"""What is sent back: JSON with an `ETag`, or nothing where the reader has it already."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import orjson
from fastapi.responses import Response

HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept"}
"""An answer depends on who asks, so no shared cache may keep it, and each use is checked again."""
ND_JSON: Final = "application/x-ndjson"
"""Lines of JSON, for what is told bit by bit."""


def dump(thing: object) -> bytes:
    """JSON of dataclasses, mappings and scalars; dates as `YYYY-MM-DD`, instants in UTC with `Z`."""
    return orjson.dumps(thing, option=orjson.OPT_UTC_Z)


def tag(body: bytes) -> str:
    """The `ETag` of a representation. It says only that the bytes are the same."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def answer(thing: object, status: int = 200) -> Response:
    """The thing as its reader sees it. `If-None-Match` is compared on the way out."""
    body = dump(thing)
    return Response(body, status, {**HEADERS, "ETag": tag(body)}, "application/json")


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
