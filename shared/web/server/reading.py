"""A request's body: read whole, within limits of size and time, so that a body cut off never reaches an endpoint."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import orjson
from fastapi import Request
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from contracts.bounds import find_excess
from contracts.catalog import BOM, find_repeated_name
from shared.web.problems import BodyEncoded, CutOff, Malformed, TooLarge, UnsupportedMediaType
from shared.web.server.bodies_under_way import CountedBody

LARGEST_BODY = 1024 * 1024
"""Bytes of a command: as the largest event. Read, it may take ten times as much memory."""
LARGEST_FROM_INSIDE = 4 * 1024 * 1024
"""The same of another service: an event of the largest size, written as base64, and what it causes."""
LONGEST_PAUSE = 30.0
"""Seconds without another piece of a body, after which it counts as cut off."""
SLOWEST = 8 * 1024
"""Bytes a second that a body must bring on average after that time: a telephone line of 64 kbit/s."""
LONGEST = 100.0
"""Seconds for a whole body. The gateway waits longer, so that its sender gets our answer: its own would be 200."""


async def with_json(request: Request, largest: int = LARGEST_BODY) -> Request:
    """The request with its body read, to be read again. Raises what is wrong with it, or that it was cut off."""
    body = await read_body(request.headers, request.receive, largest)
    if body and not is_json(request.headers.get("content-type", "")):
        raise UnsupportedMediaType
    body = body.removeprefix(BOM)
    _check_text(body)
    return Request(request.scope, _replay(body, request.receive))


def check_encoding(headers: Headers) -> None:
    """Raises BodyEncoded for a body that is compressed: what it grows to could not be limited before it is read."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity"):
        name = coding if re.fullmatch("[a-z0-9-]{1,20}", coding) else "another"
        raise BodyEncoded(f"its content encoding is {name}")


async def read_body(headers: Headers, receive: Receive, largest: int = LARGEST_BODY) -> bytes:
    """The whole body. Raises TooLarge; CutOff or ClientDisconnect where it is not whole.

    Raises TooManyBodies or Unavailable where there is no room for it. What has come of it counts as kept, and not what
    is said of its length: that costs its sender nothing.
    """
    check_room, keep = (receive.check_room, receive.keep) if isinstance(receive, CountedBody) else (None, None)
    told = headers.get("content-length", "")
    if told.isdigit():
        _check_size(int(told), largest, check_room)
    body = bytearray()
    async for piece in pieces(receive):
        body += piece
        _check_size(len(body), largest, keep)
    if isinstance(receive, CountedBody):
        receive.count_read(len(body))
    return bytes(body)


def _check_size(size: int, largest: int, check_room: Callable[[int], None] | None) -> None:
    if size > largest:
        raise TooLarge(f"It takes {largest:,} bytes at most.")
    if check_room is not None:
        check_room(size)


async def pieces(receive: Receive) -> AsyncIterator[bytes]:
    """A body as it arrives. Raises ClientDisconnect where its sender is gone; CutOff where it pauses or is too slow."""
    clock = asyncio.get_running_loop().time
    started, size, more = clock(), 0, True
    while more:
        latest = started + min(LONGEST, LONGEST_PAUSE + size / SLOWEST)
        try:
            async with asyncio.timeout_at(min(latest, clock() + LONGEST_PAUSE)):
                message = await receive()
        except TimeoutError:
            raise CutOff from None
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more, piece = message.get("more_body", False), message.get("body", b"")
        size += len(piece)
        yield piece


def _check_text(body: bytes) -> None:
    """Raises Malformed for JSON with text that PostgreSQL does not keep: NUL, or half a surrogate pair.

    And for JSON that names a field twice in one object. Raises TooLarge for one with too many values or objects.
    """
    if excess := find_excess(body):
        raise TooLarge(excess)
    try:
        body.decode()
        if rb"\u" in body:  # the framework's parser takes halves, this one does not
            orjson.loads(body)
    except ValueError:
        raise Malformed from None
    if rb"\u0000" in body:
        raise Malformed
    name = find_repeated_name(body)
    if name is not None:
        raise Malformed(f"`{name}` stands twice in one object.", (name,))


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once more, then what really comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def is_json(content_type: str) -> bool:
    """Whether this is JSON's media type; without one it is taken for JSON, since nothing else is asked for."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type.startswith("application/"):
        return media_type == "application/json" or media_type.endswith("+json")
    return not media_type
