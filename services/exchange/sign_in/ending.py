"""Where a session ends: whose it was, and where its identity provider ends its own."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.datastructures import Headers

from services.exchange.sign_in.attempts import add_question
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.web.identity import sessions as of_people
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.sessions import Sessions


async def find_signed_in(sessions: Sessions, headers: Headers) -> Principal | None:
    """Who signs out, if that can still be known."""
    try:
        return await sessions.principal_for(headers, is_command=False)
    except Refusal:
        return None


async def find_end(sessions: Sessions, headers: Headers, home: str) -> str:
    """Where the provider ends its own session, with `home` as the way back; `home` if it has no such address.

    The ID token is not shown there, though it could be: as part of an address it would be kept in many places.
    """
    provider = _find_provider(sessions, headers)
    if provider is None:
        return home
    sign_in, configuration = provider.issuer.sign_in, await provider.find_configuration()
    if sign_in is None or configuration is None or not configuration.end_session_endpoint:
        return home
    question = {"client_id": sign_in.client_id, "post_logout_redirect_uri": home}
    return add_question(configuration.end_session_endpoint, urlencode(question))


def _find_provider(sessions: Sessions, headers: Headers) -> IssuerKeys | None:
    """That of the session, also of one that has ended; else the only one that there is."""
    cookie = sessions.cookies.read(headers, of_people.COOKIE)
    named = sessions.jwts.find_issuer(cookie) if cookie else None
    if named is not None and named.issuer.name in sessions.providers:
        return named
    only = list(sessions.providers.values())
    return only[0] if len(only) == 1 else None
