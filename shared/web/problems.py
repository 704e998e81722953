"""Errors as problem details (RFC 9457). Each `type` is explained in `docs/reference/problems.md`.

What the edge refuses is a `Refusal` like any rule's: one class, whose docstring is the sentence
that the user reads. No problem repeats what was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import asyncpg
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from contracts.explaining import describe_expectation
from shared.engine.rules import NotFound, Refusal
from shared.web.answers import dump

MEDIA_TYPE = "application/problem+json"
MOST_FIELDS = 20
"""Fields that one problem names; who has more wrong needs the form, not a list."""


class Malformed(Refusal):
    """The request cannot be read: no valid HTTP or JSON, NUL or half a character in it, or one thing said twice."""

    status = 400


class ConditionNotSupported(Refusal):
    """This command takes no `If-Match`: leave the header out."""

    status = 400


class TokenNeeded(Refusal):
    """This needs a token: send it as `Authorization: Bearer TOKEN`."""

    status = 401


class TokenUnknown(Refusal):
    """This token lets nobody in: it was revoked or mistyped, or is no bearer token."""

    status = 401


class MethodNotAllowed(Refusal):
    """This address does not take this method; the header `Allow` says which it takes."""

    status = 405


class CutOff(Refusal):
    """The request ended, paused or came too slowly before it was whole: send it again."""

    status = 408


class TooLarge(Refusal):
    """The body is larger than this address takes: send less at a time."""

    status = 413


class NotAcceptable(Refusal):
    """There is no such form of this, or not in this language; `detail` says which there are: ask for one of them."""

    status = 406


class UnsupportedMediaType(Refusal):
    """The body must be JSON: send it with `Content-Type: application/json`."""

    status = 415


class BodyEncoded(Refusal):
    """The body must come as it is, not compressed: send it without `Content-Encoding`."""

    status = 415


class Invalid(Refusal):
    """What was sent does not have the form that is asked for; `fields` names what to correct."""

    status = 422


class KeyReused(Refusal):
    """This `Idempotency-Key` came before with another command or body: take a new one."""

    status = 422


class HeadTooLarge(Refusal):
    """The head of a request has 100 fields, 300 entries of lists, and 32 KiB at most: send fewer or shorter ones."""

    status = 431


class InternalError(Refusal):
    """Something went wrong here, and was noted under this correlation id: tell the operators."""

    status = 500


class TooManyBodies(Refusal):
    """Too many of your bodies, or too large ones, are here at once or came just now: send this one again later."""

    status = 429


class TooManyRequests(Refusal):
    """Too many of your requests are handled at once: wait for the answers to some of them, then send this one again."""

    status = 429


class TooManyCommands(Refusal):
    """You have given many commands in a short time: wait a minute, then send this one again, and go on more slowly."""

    status = 429


class Unavailable(Refusal):
    """The system cannot answer just now: try again soon, a command with the same `Idempotency-Key`."""

    status = 503


class ProblemDetails(BaseModel):
    """What went wrong, and what to do about it."""

    type: str
    """A path below `/problems/`; the same kind of problem always has the same."""
    title: str
    status: int
    detail: str | None = None
    rule: str | None = None
    """Number of the rule that refused, in the reference of rules."""
    paragraph: str | None = None
    """Of the resolution, where one is behind the rule."""
    fields: list[str] | None = None
    """Names of what to correct; never values."""
    correlationid: str | None = None


UNAVAILABLE = (
    OSError,  # TimeoutError is one: waits for the database are bounded
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.PostgresSystemError,
    asyncpg.InternalClientError,
    EOFError,
)
"""What the database raises while it is away, goes away, comes back, is full or contended: waiting heals it."""


def response(refusal: Refusal, correlation_id: str = "", headers: dict[str, str] | None = None) -> Response:
    """The refusal as problem details."""
    told = {
        "type": f"/problems/{refusal.code}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "rule": refusal.rule,
        "paragraph": refusal.paragraph,
        "fields": list(refusal.fields),
        "correlationid": correlation_id,
    }
    body = dump({name: value for name, value in told.items() if value})
    return Response(body, refusal.status, {**_headers(refusal), **(headers or {})}, MEDIA_TYPE)


def _headers(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, TokenNeeded):
        return {"WWW-Authenticate": "Bearer"}
    if refusal.status == 401:
        return {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    if isinstance(refusal, BodyEncoded):
        return {"Accept-Encoding": "identity"}
    if isinstance(refusal, Unavailable | TooManyBodies | TooManyRequests | TooManyCommands):
        return {"Retry-After": "5"}
    return {}


def hide_error(error: Exception) -> Refusal:
    """The answer to an error that no rule foresaw. It says nothing about the error's inside."""
    return Unavailable() if isinstance(error, UNAVAILABLE) else InternalError()


async def answer_refusal(request: Request, error: Exception) -> Response:
    """Handles a Refusal."""
    assert isinstance(error, Refusal)
    return _answer(request, error)


async def answer_invalid(request: Request, error: Exception) -> Response:
    """Handles what FastAPI found wrong with a request."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(problem["type"] == "json_invalid" for problem in found):
        return _answer(request, Malformed())
    return _answer(request, Invalid(*_describe_problems(found)))


async def answer_http_error(request: Request, error: Exception) -> Response:
    """Handles what the framework itself refuses: an unknown address, a wrong method, an unreadable body."""
    assert isinstance(error, HTTPException)
    refusal = _BY_STATUS.get(error.status_code, InternalError)()
    headers = {"Allow": _methods(request)} if isinstance(refusal, MethodNotAllowed) else dict(error.headers or {})
    return _answer(request, refusal, headers)


def _answer(request: Request, refusal: Refusal, headers: dict[str, str] | None = None) -> Response:
    request.state.refusal = refusal.code  # for the access log
    return response(refusal, request.state.correlation_id, headers)


def _methods(request: Request) -> str:
    """All methods that this address takes; the framework names those of its first route alone."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    here = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    methods = {method for route in here for method in route.methods or ()}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


_BY_STATUS: dict[int, type[Refusal]] = {400: Malformed, 404: NotFound, 405: MethodNotAllowed}


def _describe_problems(problems: Sequence[Any]) -> tuple[str, tuple[str, ...]]:
    """The detail and the fields: names and what is expected, never what was sent."""
    by_field = {_field(problem["loc"]): _describe_expectation(problem) for problem in problems[:MOST_FIELDS]}
    return "; ".join(f"{name}: {expected}" for name, expected in by_field.items()), tuple(by_field)


def _field(location: Sequence[str | int]) -> str:
    """`recommendations.0.priority` for a body, the parameter's name for a query."""
    parts = [str(part)[:100] for part in location[1:]]
    return ".".join(parts) or str(location[0])


_OWN: Final = frozenset({"instant_out_of_reach", "too_much_wrong"})
"""Kinds of error that are ours, with words of ours."""


def _describe_expectation(problem: Any) -> str:
    kind: str = problem["type"]
    return str(problem["msg"]) if kind in _OWN else describe_expectation(kind, problem.get("ctx", {}))
