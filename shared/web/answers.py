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
