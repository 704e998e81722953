"""Commands over HTTP: what surrounds a body, and what becomes of it at the handler."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Protocol, assert_never

from fastapi import Depends, Header, Request
from fastapi.responses import Response

from shared.engine.outcomes import DeadLettered, Done, NotReached, Outcome, Passed, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command, Known, Trigger
from shared.web.access import Commander, Holder, Officer, OfTheUn, Operator
from shared.web.answers import answer, dump, matches, tag
from shared.web.problems import ConditionNotSupported, InternalError, KeyReused
from shared.web.server.command_rates import CommandRates
from shared.web.server.identifiers import fresh_id

Key = Annotated[str | None, Header(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]
"""Any printable text without spaces; a UUID is usual."""
LONGEST_COMMAND = 20.0
"""Seconds that a command may wait for the database; then nothing of it has taken effect, and it may come again."""
Representation = Callable[[Known], object | None]
"""The thing as its `GET` shows it to this principal, from the rows that the rule needs; None if there is none."""


class Handler(Protocol):
    """Where commands go."""

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]: ...


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What a request says beside its command's body."""

    principal: Principal
    key: str
    """The command's identity: a new id, or `key/` and the `Idempotency-Key`. No id of our own begins with `key/`."""
    can_repeat: bool
    """Whether there was an `Idempotency-Key`."""
    digest: str
    """The digest of method, path and body. The same key must come with the same digest again."""
    if_match: str | None
    correlation_id: str
    traceparent: str


IfMatch = Annotated[str | None, Header()]


async def _build_envelope(
    request: Request, principal: Principal, idempotency_key: str | None, if_match: str | None
) -> _Envelope:
    rates: CommandRates = request.app.state.command_rates
    rates.count_commands(principal)
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    state = request.state
    return _Envelope(
        principal,
        fresh_id() if idempotency_key is None else f"key/{idempotency_key}",
        idempotency_key is not None,
        sha256(said).hexdigest(),
        if_match,
        state.correlation_id,
        str(state.trace),
    )


async def _envelope(
    request: Request, principal: Commander, idempotency_key: Key = None, if_match: IfMatch = None
) -> _Envelope:
    return await _build_envelope(request, principal, idempotency_key, if_match)


Envelope = Annotated[_Envelope, Depends(_envelope)]
"""A command's endpoint takes one: it demands a principal that may command."""


async def _from_officer(envelope: Envelope, _: Officer) -> _Envelope:
    return envelope


FromOfficer = Annotated[_Envelope, Depends(_from_officer)]
"""The same of a command that only the Committee's own staff may give."""


async def _from_un(envelope: Envelope, _: OfTheUn) -> _Envelope:
    return envelope


FromUn = Annotated[_Envelope, Depends(_from_un)]
"""The same of a command that only bodies of the UN system may give."""


async def _from_holder(
    request: Request, principal: Holder, idempotency_key: Key = None, if_match: IfMatch = None
) -> _Envelope:
    return await _build_envelope(request, principal, idempotency_key, if_match)


FromHolder = Annotated[_Envelope, Depends(_from_holder)]
"""The same of a command that everybody may give who has proved who they are. Its rule says more."""


async def _from_operator(
    request: Request, principal: Operator, idempotency_key: Key = None, if_match: IfMatch = None
) -> _Envelope:
    return await _build_envelope(request, principal, idempotency_key, if_match)


FromOperator = Annotated[_Envelope, Depends(_from_operator)]
"""The same of a command that only operators may give."""


async def run(
    handler: Handler,
    envelope: Envelope,
    data: object,
    *,
    created: str = "",
    represent: Representation | None = None,
    read: Callable[[], Awaitable[object | None]] | None = None,
) -> Response:
    """Puts the command through the handler and answers what its rule answered.

    `created`: the path of the collection that a new thing is now in; gives 201 and its `Location`.
    `represent`: makes `If-Match` possible; without it, a request that has one is refused.
    `read`: the thing as it now is for this principal; gives its `ETag`.
    Raises the refusal of the rule; KeyReused; InternalError if the rule failed.
    """
    command = Command(
        principal=envelope.principal,
        id=envelope.key,
        data=data,
        correlation_id=envelope.correlation_id,
        traceparent=envelope.traceparent,
        digest=envelope.digest,
        precondition=_precondition(envelope.if_match, represent),
        can_repeat=envelope.can_repeat,
    )
    async with asyncio.timeout(LONGEST_COMMAND):
        (outcome,) = await handler.handle([command])
    said = _build_answer(outcome)
    response = answer(said, 201 if created else 200)
    del response.headers["ETag"]  # it belongs to the answer, which is not the thing itself
    if created:
        response.headers["Location"] = f"{created}/{said['id']}"
    thing = await read() if read else None
    if thing is not None:
        response.headers["ETag"] = tag(dump(thing))
    return response


def _precondition(if_match: str | None, represent: Representation | None) -> Callable[[Known], bool] | None:
    """Compares `If-Match` with the thing under the lock."""
    if if_match is None:
        return None
    if represent is None:
        raise ConditionNotSupported

    def is_unchanged(known: Known) -> bool:
        thing = represent(known)
        return thing is not None and matches(if_match, tag(dump(thing)))

    return is_unchanged


def _build_answer(outcome: Outcome) -> dict[str, object]:
    """What the caller is told. A repeated command gets what it got the first time."""
    match outcome:
        case Done(answer=said):
            return dict(said or {})
        case Repeated(answer=said, same_body=True):
            return dict(said or {})
        case Repeated():
            raise KeyReused
        case Refused(refusal=refusal):
            raise refusal
        case DeadLettered() | Passed() | NotReached():  # none of them happens to a command that has a rule
            raise InternalError
        case _:
            assert_never(outcome)
