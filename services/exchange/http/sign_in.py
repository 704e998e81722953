"""`/sign-in`, `/sign-out`, `/session`: people sign in at their identity provider, and stay so by a cookie."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from services.exchange.sign_in import attempts
from services.exchange.sign_in.attempts import (
    Attempt,
    SignInNotBegun,
    add_question,
    read_attempt,
    write_attempt,
    write_question,
)
from services.exchange.sign_in.ending import find_end, find_signed_in
from services.exchange.sign_in.pages import build_choice, build_session_page, write_policy
from services.exchange.sign_in.redeeming import SignInRefused, find_configuration, redeem_code
from shared.engine.principals import PUBLIC, Principal
from shared.engine.refusal import Refusal
from shared.web.access import Reader
from shared.web.answers import HEADERS, answer, quality
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.identity import sessions as of_people
from shared.web.identity.jwt.checking import SignInAsked
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.sessions import Sessions
from shared.web.identity.ways_back import is_way_back
from shared.web.problems import Invalid, TokenUnknown
from shared.web.routes import build_router
from shared.web.server.addresses import find_network
from shared.web.server.requests_under_way import RequestsUnderWay

USUAL_WAY_BACK: Final = "/session"
CALLBACK: Final = "/sign-in/callback"
_SECRET: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_ELSEWHERE: Final[dict[int | str, dict[str, Any]]] = {303: {"description": "Where to go on, in `Location`."}}
Back = Annotated[str, Query(description="Where to go then: a path of this installation.", max_length=2000)]
With = Annotated[str | None, Query(alias="with", description="The provider's short name.", max_length=100)]
Part = Annotated[str, Query(max_length=8000)]


class NoSignIn(Refusal):
    """People cannot sign in here: the operators have named no identity provider for that."""

    status = 404


class SessionTooLong(Refusal):
    """Your ID token is longer than a browser keeps: ask your identity provider to put fewer groups into it."""

    status = 403


class Session(BaseModel):
    """Who asks, and for how long yet."""

    principal: str | None
    """None: nobody whom we know."""
    proof: str
    """By what: `sign-in` or `jwt` with the provider's name, `token`, or `key` with its id."""
    audience: str
    parties: list[str]
    may_command: bool
    may_operate: bool
    until: datetime | None
    """None: it does not end by itself."""


def build_routes() -> APIRouter:
    """Signing in and out."""
    router = build_router("sign-in")

    @router.get("/sign-in", response_class=HTMLResponse, responses=_ELSEWHERE | may_refuse(404, 422))
    async def sign_in(request: Request, back: Back = USUAL_WAY_BACK, name: With = None) -> Response:
        """Sends a browser to the identity provider. Where there are several and none is named, a page shows them."""
        sessions = _sessions_of(request)
        if not is_way_back(back):
            raise Invalid("back: should be a path of this installation", ("back",))
        if name is not None and name not in sessions.providers:
            raise Invalid("with: should be the short name of a provider where people sign in", ("with",))
        if name is None and len(sessions.providers) > 1:
            return _show(build_choice([one.issuer for one in sessions.providers.values()], back))
        return await _begin(sessions, sessions.providers[name or next(iter(sessions.providers))], back)

    async def end_sign_in(
        request: Request, state: Part = "", code: Part = "", error: Part = "", iss: Part | None = None
    ) -> Response:
        """Where the provider sends the browser back. The session stands in a cookie from then on."""
        sessions = _sessions_of(request)
        attempt = read_attempt(sessions.cookies.read(request.headers, attempts.COOKIE), state)
        request.state.answer_headers = {"Set-Cookie": sessions.cookies.clear(attempts.COOKIE)}  # it is used once
        provider = sessions.providers.get(attempt.issuer)
        if provider is None:
            raise SignInNotBegun
        if error or not code or iss not in (None, provider.issuer.issuer):
            raise SignInRefused(_explain(error))
        turns: RequestsUnderWay = request.app.state.requests_under_way
        # Of each address: whoever invents codes neither floods the provider nor keeps others from signing in.
        async with turns.turn(f"{CALLBACK} {find_network(request.scope)}"):
            id_token = await redeem_code(provider, code, attempt, f"{sessions.public_url}{CALLBACK}")
        principal = await _check(sessions, id_token, attempt)
        request.state.asks, request.state.signs_in, request.state.answer_headers = principal, True, {}
        return _enter(sessions, id_token, principal, attempt.back)

    # Providers add parameters of their own, so this address does not refuse what it does not know.
    router.add_api_route(
        CALLBACK,
        end_sign_in,
        status_code=303,
        response_class=Response,
        responses=_ELSEWHERE | may_refuse(403, 404, 429),
        route_class_override=APIRoute,
    )

    @router.post(
        "/sign-out",
        status_code=303,
        response_class=Response,
        responses=_ELSEWHERE | may_refuse(403, 404, 408, 413, 415),
    )
    async def sign_out(request: Request) -> Response:
        """Ends the session here, and leads to where the identity provider ends its own. It reads no body."""
        sessions = _sessions_of(request)
        sessions.check_origin(request.headers)
        principal = await find_signed_in(sessions, request.headers)
        if principal is not None:
            request.state.asks = principal
        end = await find_end(sessions, request.headers, f"{sessions.public_url}{USUAL_WAY_BACK}")
        return _lead_to(end, sessions.ending, sessions.forgetting)

    @router.get("/session", response_model=Session, responses=also_as("text/html"))
    async def show_session(principal: Reader, request: Request, accept: Annotated[str, Header()] = "") -> Response:
        """Who you are here and until when, whether you are signed in or come with a token."""
        if quality(accept, "text/html") <= quality(accept, "application/json"):
            return answer(_describe(principal).model_dump())
        sessions: Sessions | None = request.app.state.sessions
        known = [one.configuration for one in sessions.providers.values()] if sessions else []
        return _show(build_session_page(principal), [one.end_session_endpoint for one in known if one])

    return router


def _sessions_of(request: Request) -> Sessions:
    sessions: Sessions | None = request.app.state.sessions
    if sessions is None:
        raise NoSignIn
    return sessions


async def _begin(sessions: Sessions, provider: IssuerKeys, back: str) -> Response:
    """To the provider, with a question that this browser alone can have answered."""
    sign_in, configuration = provider.issuer.sign_in, await find_configuration(provider)
    assert sign_in is not None
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    attempt = Attempt(provider.issuer.name, state, nonce, verifier, back)
    question = write_question(attempt, sign_in.client_id, sign_in.scopes, f"{sessions.public_url}{CALLBACK}")
    cookie = sessions.cookies.write(attempts.COOKIE, write_attempt(attempt), attempts.SECONDS)
    return _lead_to(add_question(configuration.authorization_endpoint, question), cookie)


async def _check(sessions: Sessions, id_token: str, attempt: Attempt) -> Principal:
    """Whom the ID token proves. Raises SignInRefused or SessionTooLong."""
    if not sessions.cookies.fits(of_people.COOKIE, id_token):
        raise SessionTooLong
    try:
        return await sessions.jwts.principal_signed_in(id_token, SignInAsked(attempt.issuer, attempt.nonce))
    except TokenUnknown as refusal:
        raise SignInRefused(refusal.title) from None


def _enter(sessions: Sessions, id_token: str, principal: Principal, back: str) -> Response:
    """The session in place of the sign-in, for as long as the token."""
    assert principal.until is not None
    seconds = max(1, int(principal.until.timestamp() - sessions.jwts.now()))
    session = sessions.cookies.write(of_people.COOKIE, id_token, seconds)
    used = sessions.cookies.clear(attempts.COOKIE)
    return _lead_to(f"{sessions.public_url}{back}", session, sessions.forgetting, used)


def _lead_to(address: str, *cookies: str) -> Response:
    response = Response(None, 303, _SECRET | {"Location": address})
    for one in cookies:
        response.headers.append("Set-Cookie", one)
    return response


def _show(page: str, ends: Iterable[str] = ()) -> Response:
    # A browser that tells no page where it comes from tells us none either, and its command would be refused.
    own = {"Content-Security-Policy": write_policy(ends), "Referrer-Policy": "same-origin"}
    return HTMLResponse(page, 200, HEADERS | own)


def _describe(principal: Principal) -> Session:
    known = principal is not PUBLIC
    return Session(
        principal=principal.name if known else None,
        proof=principal.proof,
        audience=principal.audience,
        parties=sorted(principal.parties),
        may_command=principal.may_command,
        may_operate=principal.may_operate,
        until=principal.until,
    )


def _explain(error: str) -> str:
    """In the provider's word, if it is one that OpenID Connect knows."""
    return f"It says: {error}." if error in _ERRORS else ""


_ERRORS: Final = frozenset(
    {
        "access_denied",
        "account_selection_required",
        "consent_required",
        "interaction_required",
        "invalid_request",
        "invalid_scope",
        "login_required",
        "server_error",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_response_type",
    }
)
