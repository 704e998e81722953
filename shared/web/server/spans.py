"""What a request tells a collector: its method, its path's template and its status, and nothing else of it."""

from __future__ import annotations

import time
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from shared.operations.spans import Sink, Span
from shared.operations.tracing import Trace, continue_trace, parse
from shared.web.server.noting import NOT_NOTED, name_method

FAILED: Final = 500
"""A server's own failures begin with this status, by the conventions; a refusal is no failure."""


def note_request(sink: Sink, service: str, scope: Scope, route: str, status: int, seconds: float) -> None:
    """Tells of a request that was answered, unless it only asked whether we are well."""
    if route.endswith(NOT_NOTED):
        return
    trace: Trace = scope["state"]["trace"]
    parent = scope["state"].get("caused_by") or parse(Headers(scope=scope).get("traceparent"))
    ended = time.time_ns()
    method = name_method(scope)
    attributes: dict[str, str | int] = {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
        "url.scheme": scope["scheme"],
    }
    sink.keep(
        Span(
            service, f"{method} {route}", "server", trace, parent.span_id if parent else "",
            ended - int(seconds * 1e9), ended, attributes, status >= FAILED,
        )
    )  # fmt: skip


def join_trace(request: Request, traceparent: str, *, is_new: bool) -> None:
    """Lets the request's span be part of the trace of the one event that it brings.

    `is_new`: the trace begins here, and this is its first span. Else it goes on from the span that sent the event.
    """
    trace = parse(traceparent)
    if trace is None:
        return
    if is_new:
        request.state.trace = trace
    else:
        request.state.caused_by = trace
        request.state.trace = continue_trace(traceparent, request.state.trace.span_id)
