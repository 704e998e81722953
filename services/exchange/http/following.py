"""What the feeds have in common that a reader follows by a cursor: the event, the cursor, the compressed page."""

from __future__ import annotations

import asyncio
import base64
import binascii
import gzip
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final

import orjson
from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from shared.engine.refusal import Refusal
from shared.web.answers import answer, tag
from shared.web.instants import Instant

WORTH_COMPRESSING: Final = 1_000
"""Bytes."""
After = Annotated[str | None, Query(description="The `next` of the page before.", max_length=200)]
Since = Annotated[Instant | None, Query(description="Begin with what became known then.")]


class CursorFromElsewhere(Refusal):
    """This cursor was changed, or is of another feed, audience or installation: to begin again, leave it out."""

    status = 422


class CursorOrTime(Refusal):
    """Where to begin is said twice: give `after` or `since`, and not both."""

    status = 422


class FollowedEvent(BaseModel):
    """A CloudEvent with all its attributes."""

    model_config = ConfigDict(extra="allow")

    specversion: str
    id: str
    source: str
    type: str
    time: datetime
    subject: str
    data: dict[str, Any]


def check_one_beginning(after: str | None, since: datetime | None) -> None:
    """Raises CursorOrTime."""
    if after is not None and since is not None:
        raise CursorOrTime(fields=("after", "since"))


def number_of(cursor: str | None, feed: str, end: int) -> int:
    """Behind which item the page begins; without a cursor at the beginning. Raises CursorFromElsewhere."""
    if cursor is None:
        return 0
    number = place_of(cursor, feed)
    if not (number.isascii() and number.isdecimal()) or int(number) > end:
        raise CursorFromElsewhere(fields=("after",))
    return int(number)


def place_of(cursor: str, feed: str) -> str:
    """The place that the cursor names in this feed. Raises CursorFromElsewhere."""
    try:
        whose, _, place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(":")
    except (binascii.Error, ValueError):
        raise CursorFromElsewhere(fields=("after",)) from None
    if whose != feed or "\0" in place:  # PostgreSQL knows no such text
        raise CursorFromElsewhere(fields=("after",))
    return place


async def answer_page(request: Request, items: Iterable[str], feed: str, place: int | str) -> Response:
    """The events, each as JSON, and the cursor to what follows this place; compressed for whoever takes it."""
    body = answer({"items": [orjson.Fragment(item) for item in items], "next": _cursor(feed, place)})
    return await _compress(body, request.headers.get("accept-encoding", ""))


def _cursor(feed: str, place: int | str) -> str:
    """Behind which item of which feed the next page begins. Its reader can read it, so it tells of nobody else."""
    return base64.urlsafe_b64encode(f"{feed}:{place}".encode()).decode().rstrip("=")


async def _compress(response: Response, accepted: str) -> Response:
    """The answer with gzip, for whoever takes it and where it saves something."""
    response.headers["Vary"] += ", Accept-Encoding"
    names = {part.partition(";")[0].strip().lower() for part in accepted.split(",") if "q=0" not in part.split(";")[1:]}
    if "gzip" not in names or len(response.body) < WORTH_COMPRESSING:
        return response
    # In a thread: other requests go on meanwhile.
    body = await asyncio.to_thread(gzip.compress, bytes(response.body), compresslevel=5, mtime=0)
    headers = {name: response.headers[name] for name in ("cache-control", "vary")}
    return Response(body, 200, {**headers, "Content-Encoding": "gzip", "ETag": tag(body)}, "application/json")
