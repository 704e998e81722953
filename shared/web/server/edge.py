"""The edge: what happens to every request before and after its endpoint. Plain ASGI, for speed.

It carries trace and correlation. It answers `304` if the reader has the answer already. It turns an unexpected error
into a problem that hides its inside. It logs one line, with the path's template and never the query.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from shared.engine.access_log.floods import can_flood
from shared.engine.access_log.log import AccessLog
from shared.engine.rules import Refusal
from shared.operations import spans, tracing
from shared.operations.metrics import Metrics
from shared.web import problems
from shared.web.answers import matches
from shared.web.problems import Malformed
from shared.web.server import noting
from shared.web.server.identifiers import fresh_id
from shared.web.server.spans import note_request

log = structlog.get_logger()

CUT_OFF = 499
"""The status noted where nobody was left to answer; never sent."""
LONGEST_CORRELATION = 100
"""Characters: a UUID and a prefix; what is longer is replaced."""


@dataclass(slots=True)
class _Reply:
    """What is sent back, seen on its way out."""

    send: Send
    correlation_id: str
    if_none_match: str | None
    state: Mapping[str, Any]
    """The request's. An endpoint may leave headers for its answer there, whatever the answer is."""
    note: Callable[[int, str], Awaitable[None]]
    """Notes the answer's status and `Location` in the access log, before anything of it leaves."""
    status: int = 0
    not_modified: bool = field(default=False)
    is_noted: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start(message)
            if not self.is_noted:
                self.is_noted = True
                await self.note(message["status"], Headers(raw=message["headers"]).get("location", ""))
            self.status = message["status"]
        elif self.not_modified:
            message["body"] = b""
        await self.send(message)

    def _start(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        headers["X-Correlation-Id"] = self.correlation_id
        headers.update(self.state.get("answer_headers", {}))
        if self.state.get("has_session"):  # whatever it is: no cache may show it to others
            headers.setdefault("Cache-Control", "private, no-cache")
            if "Cookie" not in headers.get("vary", ""):
                headers.add_vary_header("Cookie")
        if message["status"] >= 400:  # a cache may keep some by itself, and others are answered otherwise
            headers.setdefault("Cache-Control", "no-store")
        headers["X-Content-Type-Options"] = "nosniff"  # a payload that looks like HTML is not shown as such
        etag = headers.get("etag")
        if message["status"] == 200 and self.if_none_match and etag and matches(self.if_none_match, etag):
            self.not_modified, message["status"] = True, 304
            del headers["content-length"]


@dataclass(frozen=True, slots=True)
class Edge:
    """Stands before one service's application."""

    app: ASGIApp
    service: str
    metrics: Metrics
    own_bodies: frozenset[str] = frozenset()
    """Paths that read their bodies themselves, with limits and media types of their own."""
    access_log: AccessLog | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        request_id = fresh_id()
        trace = tracing.continue_trace(headers.get("traceparent"), request_id)
        correlation_id = _correlation(headers) or request_id
        reads = scope["method"] in ("GET", "HEAD")
        # A HEAD is answered like a GET; the server below sends no body for it.
        scope = {**scope, "method": "GET" if reads else scope["method"]}
        scope["state"] = {
            **scope.get("state", {}),
            "correlation_id": correlation_id,
            "trace": trace,
            "own_body": scope["path"] in self.own_bodies,
        }
        if_none_match = headers.get("if-none-match") if reads else None
        reply = _Reply(send, correlation_id, if_none_match, scope["state"], partial(self._keep_access, scope))
        token = tracing.current.set(trace)
        try:
            with bound_contextvars(service=self.service, correlationid=correlation_id, trace_id=trace.trace_id):
                try:
                    await self._answer(scope, receive, reply)
                finally:
                    self._note(scope, reply.status, time.perf_counter() - started)
                    if not reply.is_noted:  # nobody waits for the answer any more
                        await self._keep_access(scope, CUT_OFF, "")
        finally:
            tracing.current.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, reply: _Reply) -> None:
        try:
            if "\0" in scope["path"] or b"%00" in scope["query_string"]:
                raise Malformed
            if len(Headers(scope=scope).getlist("authorization")) > 1:
                raise Malformed("There are two `Authorization` headers.")
            await self.app(scope, receive, reply)
        except Refusal as refusal:
            scope["state"]["refusal"] = refusal.code
            await problems.response(refusal, reply.correlation_id)(scope, receive, reply)
        except ClientDisconnect:
            reply.status = CUT_OFF
        except asyncio.CancelledError:  # so it is told that the client has left
            reply.status = reply.status or CUT_OFF
            raise
        except Exception as error:
            answer = problems.hide_error(error)
            is_fault = not isinstance(answer, problems.Unavailable)
            tell = log.error if is_fault else log.warning
            tell("request failed", path=noting.route_of(scope), error=error)
            if reply.status:
                raise  # too late to say so otherwise: the server closes the connection
            await problems.response(answer, reply.correlation_id)(scope, receive, reply)

    async def _keep_access(self, scope: Scope, status: int, location: str) -> None:
        access = noting.build_access(scope, status, location) if self.access_log else None
        if access is None or self.access_log is None:
            return
        if can_flood(access):
            await self.access_log.add_or_count(access)
        else:
            await self.access_log.add(access, noting.must_wait(access))

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        path = noting.route_of(scope)
        if spans.sink is not None:
            note_request(spans.sink, self.service, scope, path, status, seconds)
        self.metrics.observe_request(*noting.name_series(scope, status), status, seconds)
        tell = log.debug if path.endswith(("/health/live", "/health/ready", "/metrics")) else log.info
        tell(
            "request",
            method=scope["method"],
            path=path,
            status=status,
            ms=round(seconds * 1000, 1),
            principal=scope["state"].get("principal", ""),
        )


def _correlation(headers: Headers) -> str:
    told = headers.get("x-correlation-id", "")
    return told if told.isascii() and told.isprintable() and len(told) <= LONGEST_CORRELATION else ""
