"""Who asks: the principal of each request, and what it may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import Headers

from shared.engine.principals import PUBLIC, Principal
from shared.engine.refusal import NotAllowed, NotFound, Refusal
from shared.web.identity.sessions import SessionEnded, Sessions
from shared.web.problems import TokenNeeded, TokenUnknown

PrincipalFor = Callable[[str], Awaitable[Principal | None]]
"""Finds the principal of a bearer token, or None. Raises TokenUnknown or Unavailable where it can say why."""

ABOUT_BEARER = (
    "A token from `ctc tokens add`, a publisher's key, or a JWT of a trusted identity provider. "
    "Without one: the public's view, read only. In a browser the cookie of `/sign-in` does in its place."
)
_bearer = HTTPBearer(auto_error=False, description=ABOUT_BEARER)


async def reader(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Principal:
    """Who asks. No token: the public. A token that lets nobody in is an error, never the public's view."""
    known: Principal | None = getattr(request.state, "asks", None)  # since `admit`
    return known if known is not None else await _find_reader(request, credentials)


async def _find_reader(request: Request, credentials: HTTPAuthorizationCredentials | None) -> Principal:
    if "authorization" in request.headers:  # it counts, whatever cookies came with it
        find: PrincipalFor = request.app.state.principal_for
        principal = await find(credentials.credentials) if credentials else None
    else:
        principal = await _find_signed_in(request) or PUBLIC
    if principal is None:
        raise TokenUnknown
    request.state.asks, request.state.principal = principal, principal.name
    return principal


async def _find_signed_in(request: Request) -> Principal | None:
    """Who is signed in. The browser of somebody who is not any more is told to forget it."""
    sessions: Sessions | None = request.app.state.sessions
    if sessions is None:
        return None
    try:
        principal = await sessions.principal_for(request.headers, request.method != "GET")
    except SessionEnded:
        request.state.answer_headers = {"Set-Cookie": sessions.ending}
        raise
    request.state.has_session = principal is not None
    return principal


Reader = Annotated[Principal, Depends(reader)]
"""Everybody may read. What they see depends on the principal."""


async def holder(principal: Reader) -> Principal:
    """Whoever has proved who they are, whatever they may do. Raises TokenNeeded without a token."""
    return _with_right(principal, True)


async def commander(principal: Reader) -> Principal:
    """Who commands: raises TokenNeeded without a token, NotAllowed without the right."""
    return _with_right(principal, principal.may_command)


async def operator(principal: Reader) -> Principal:
    """Who operates (dead letters, clock, rebuild), with the same two errors."""
    return _with_right(principal, principal.may_operate)


async def may_see_inside(headers: Headers, principal_for: PrincipalFor, sessions: Sessions | None) -> bool:
    """Whether who asks may see how a service is doing: who is inside with it may, and an operator from wherever."""
    if not is_from_outside(headers):
        return True
    scheme, _, token = headers.get("authorization", "").partition(" ")
    principal = None
    try:
        if scheme.lower() == "bearer":
            principal = await principal_for(token)
        elif not scheme and sessions is not None:
            principal = await sessions.principal_for(headers, is_command=False)
    except Refusal:
        return False
    return principal is not None and principal.may_operate


def of_committee(principal: Principal) -> Principal:
    """Raises NotAllowed for whoever commands elsewhere: what the Committee keeps is its own staff's to change."""
    if not principal.sees("committee"):
        raise NotAllowed
    return principal


async def officer(principal: Annotated[Principal, Depends(commander)]) -> Principal:
    """Who commands for the Committee."""
    return of_committee(principal)


async def of_the_un(principal: Annotated[Principal, Depends(commander)]) -> Principal:
    """Who commands for a body of the UN system: a State sees what concerns it, and acts in none of it."""
    if not principal.sees("un"):
        raise NotAllowed
    return principal


def _with_right(principal: Principal, right: bool) -> Principal:
    if principal is PUBLIC:
        raise TokenNeeded
    if not right:
        raise NotAllowed
    return principal


async def admit(request: Request, demands: Container[object]) -> None:
    """Raises what these demands of an endpoint would, before anything of its body is read."""
    request.state.demands = demands
    if inside in demands:
        await inside(request)
    if reader not in demands:
        return
    request.state.right = reader.__name__
    principal = await _find_reader(request, await _bearer(request))
    for demand in (holder, commander, officer, of_the_un, operator):
        if demand in demands:
            request.state.right = demand.__name__
            await demand(principal)


async def admit_again(request: Request) -> Principal:
    """Who asks, by the rights of now. Raises like `admit`.

    A body takes a while to come, and a request to have its turn. Whoever was shut out meanwhile commands nothing more.
    """
    await admit(request, request.state.demands)
    principal: Principal = getattr(request.state, "asks", PUBLIC)
    return principal


async def inside(request: Request) -> None:
    """Whoever is inside with the services. Others are answered that nothing is here: raises NotFound."""
    if is_from_outside(request.headers):
        raise NotFound


def is_from_outside(headers: Headers) -> bool:
    """Whether a gateway asks for somebody. It names in `X-Forwarded-For` for whom, and no client can leave it out."""
    return "x-forwarded-for" in headers


Holder = Annotated[Principal, Depends(holder)]
Commander = Annotated[Principal, Depends(commander)]
Officer = Annotated[Principal, Depends(officer)]
OfTheUn = Annotated[Principal, Depends(of_the_un)]
Operator = Annotated[Principal, Depends(operator)]
NAMED: Final = frozenset({holder, commander, officer, of_the_un, operator, inside})
"""What a route demands that makes something of a body. Nobody reads that of a stranger."""
