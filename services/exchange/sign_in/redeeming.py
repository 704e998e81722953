"""A code becomes an ID token: this installation asks the provider for it, and proves itself there."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import quote

import httpx
import structlog

from services.exchange.sign_in.attempts import Attempt
from shared.engine.refusal import Refusal
from shared.operations.logs import safe_error
from shared.web.identity.jwt.discovery import Configuration, NotFetched, fetch_object
from shared.web.identity.jwt.keys import CODE_PATIENCE, IssuerKeys
from shared.web.identity.jwt.mapping import SignIn
from shared.web.problems import Unavailable

log = structlog.get_logger()


class ProviderAway(Unavailable):
    """The identity provider does not answer as it should: try again soon. If that goes on, tell the operators."""


class SignInRefused(Refusal):
    """The identity provider did not let you in, or its answer cannot be believed: begin again at `/sign-in`."""

    status = 403


async def find_configuration(provider: IssuerKeys) -> Configuration:
    """The provider's addresses. Raises ProviderAway where it names none for signing in."""
    found = await provider.find_configuration()
    if found is None or not found.authorization_endpoint or not found.token_endpoint:
        raise ProviderAway
    return found


async def redeem_code(provider: IssuerKeys, code: str, attempt: Attempt, redirect_uri: str) -> str:
    """The ID token, of which nothing is checked yet. Raises SignInRefused or ProviderAway."""
    sign_in, configuration = provider.issuer.sign_in, await find_configuration(provider)
    assert sign_in is not None
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": attempt.verifier,
    }
    try:
        secret = await asyncio.to_thread(_read_secret, sign_in)
        if secret is None or configuration.secret_in_body:
            form |= {"client_id": sign_in.client_id} | ({} if secret is None else {"client_secret": secret})
            proof = None
        else:
            proof = httpx.BasicAuth(quote(sign_in.client_id, safe=""), quote(secret, safe=""))  # RFC 6749, 2.3.1
        async with asyncio.timeout(CODE_PATIENCE), provider.code_clients.lend() as client:
            answer = await fetch_object(client, "POST", configuration.token_endpoint, form, proof)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, NotFetched) as error:
        if isinstance(error, NotFetched) and error.error == "invalid_grant":
            raise SignInRefused("It did not take the code.") from None
        _warn(provider, error)
        raise ProviderAway from None
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise SignInRefused("It gave no ID token.")
    return token


def _read_secret(sign_in: SignIn) -> str | None:
    """Read each time: so it can be rotated without a restart."""
    return sign_in.client_secret_file.read_text("utf-8").strip() if sign_in.client_secret_file else None


def _warn(provider: IssuerKeys, error: Exception) -> None:
    told = str(error) if isinstance(error, NotFetched) else safe_error(error)
    code = error.error if isinstance(error, NotFetched) else ""
    known = code if code in _CODES else ""
    log.warning("sign-in: the code was not redeemed", issuer=provider.issuer.name, error=told, code=known)


_CODES: Final = frozenset({"invalid_client", "invalid_request", "unauthorized_client", "unsupported_grant_type"})
"""Of OAuth, which say what an operator must mend."""
