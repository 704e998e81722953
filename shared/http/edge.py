"""The edge: what happens to every request before and after its endpoint. Plain ASGI, for speed.

It reads the body whole, within a limit, so that a body cut off never reaches an endpoint; carries
trace and correlation; answers `304` where the reader has it already; turns an unexpected error into
a problem without its inside; and logs one line, with the path's template and never the query.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import orjson
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from shared import tracing
from shared.http import problems
from shared.http.answers import matches
from shared.http.identifiers import fresh_id
from shared.http.problems import CutOff, Malformed, TooLarge, UnsupportedMediaType
from shared.metrics import Metrics
from shared.rules import Refusal

log = structlog.get_logger()

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes: four of the largest events; what is larger is sent as a file, line by line."""
CUT_OFF = 499
"""The status noted where nobody was left to answer; never sent."""
LONGEST_PAUSE = 30.0
"""Seconds without another piece of a body, after which it counts as cut off."""
LONGEST_CORRELATION = 100
"""Characters: a UUID and a prefix; what is longer is replaced."""


@dataclass(slots=True)
class _Reply:
    """What is sent back, seen on its way out."""

    send: Send
    correlation_id: str
    if_none_match: str | None
    status: int = 0
    not_modified: bool = field(default=False)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start(message)
        elif self.not_modified:
            message["body"] = b""
        await self.send(message)

    def _start(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        headers["X-Correlation-Id"] = self.correlation_id
        headers["X-Content-Type-Options"] = "nosniff"  # a payload that looks like HTML is not shown as such
        etag = headers.get("etag")
        if message["status"] == 200 and self.if_none_match and etag and matches(self.if_none_match, etag):
            self.not_modified, message["status"] = True, 304
            del headers["content-length"]
        self.status = message["status"]


@dataclass(frozen=True, slots=True)
class Edge:
    """Stands before one service's application."""

    app: ASGIApp
    service: str
    metrics: Metrics
    own_bodies: frozenset[str] = frozenset()
    """Paths that read their bodies themselves, with limits and media types of their own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        request_id = fresh_id()
        trace = tracing.continued(headers.get("traceparent"), request_id)
        correlation_id = _correlation(headers) or request_id
        reads = scope["method"] in ("GET", "HEAD")
        # A HEAD is answered like a GET; the server below sends no body for it.
        scope = {**scope, "method": "GET" if reads else scope["method"]}
        scope["state"] = {**scope.get("state", {}), "correlation_id": correlation_id, "trace": trace}
        reply = _Reply(send, correlation_id, headers.get("if-none-match") if reads else None)
        token = tracing.current.set(trace)
        try:
            with bound_contextvars(service=self.service, correlationid=correlation_id, trace_id=trace.trace_id):
                await self._answer(scope, headers, receive, reply)
                self._note(scope, reply.status, time.perf_counter() - started)
        finally:
            tracing.current.reset(token)

    async def _answer(self, scope: Scope, headers: Headers, receive: Receive, reply: _Reply) -> None:
        try:
            await self.app(scope, await self._taken_in(scope, headers, receive), reply)
        except Refusal as refusal:
            await problems.response(refusal, reply.correlation_id)(scope, receive, reply)
        except ClientDisconnect:
            reply.status = CUT_OFF
        except Exception as error:
            log.error("request failed", path=_template(scope), error=error)
            if reply.status:
                raise  # too late to say so otherwise: the server closes the connection
            await problems.response(problems.unexpected(error), reply.correlation_id)(scope, receive, reply)

    async def _taken_in(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        """The request with its body read. Raises what is wrong with it, or that it was cut off."""
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            raise Malformed
        if scope["path"] in self.own_bodies or scope["method"] == "GET":
            return receive
        body = await read_body(headers, receive)
        if body and not _is_json(headers.get("content-type", "")):
            raise UnsupportedMediaType
        _check_text(body)
        return _replayed(body, receive)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        path = _template(scope)
        self.metrics.answered(scope["method"], path, status, seconds)
        tell = log.debug if path.endswith(("/health/live", "/health/ready", "/metrics")) else log.info
        tell(
            "request",
            method=scope["method"],
            path=path,
            status=status,
            ms=round(seconds * 1000, 1),
            principal=scope["state"].get("principal", ""),
        )


async def read_body(headers: Headers, receive: Receive, largest: int = LARGEST_BODY) -> bytes:
    """The whole body. Raises TooLarge; CutOff or ClientDisconnect where it is not whole."""
    told = headers.get("content-length", "")
    if told.isdigit() and int(told) > largest:
        raise TooLarge
    body = bytearray()
    async for piece in pieces(receive):
        body += piece
        if len(body) > largest:
            raise TooLarge
    return bytes(body)


async def pieces(receive: Receive) -> AsyncIterator[bytes]:
    """A body as it arrives. Raises ClientDisconnect where its sender is gone, and CutOff where it sends no more."""
    more = True
    while more:
        try:
            async with asyncio.timeout(LONGEST_PAUSE):
                message = await receive()
        except TimeoutError:
            raise CutOff from None
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more = message.get("more_body", False)
        yield message.get("body", b"")


def _check_text(body: bytes) -> None:
    """Raises Malformed for JSON with text that PostgreSQL does not keep: NUL, or half a surrogate pair."""
    try:
        body.decode()
        if rb"\u" in body:  # the framework's parser takes halves, this one does not
            orjson.loads(body)
    except ValueError:
        raise Malformed from None
    if rb"\u0000" in body:
        raise Malformed


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once more, then what really comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _correlation(headers: Headers) -> str:
    told = headers.get("x-correlation-id", "")
    return told if told.isascii() and told.isprintable() and len(told) <= LONGEST_CORRELATION else ""


def _is_json(content_type: str) -> bool:
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type == "application/json" or (media_type.startswith("application/") and media_type.endswith("+json"))


def _template(scope: Scope) -> str:
    """The path's template, such as `/visits/{visit}`: a path itself may name what only its reader knows."""
    if "endpoint" not in scope:
        return "unmatched"
    return getattr(scope.get("route"), "path", "docs")  # the framework's own pages have no template
