"""People who are signed in: the cookie of their browser holds the ID token of their identity provider.

Every service checks that token itself, at each request. So nothing is kept about a session here, and it ends when the
token ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.web.identity.cookies import Cookies, cookies_of
from shared.web.identity.jwt.checking import Jwts
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.jwt.mapping import IdentityError
from shared.web.problems import TokenUnknown

COOKIE: Final = "ctc-session"
TOKEN: Final = "ctc-token"  # noqa: S105 - the name of a cookie
"""The cookie of a token that was entered on a page. Portal alone reads it: no command follows from it."""


class SessionEnded(TokenUnknown):
    """You are not signed in any more, or never were: sign in again at `/sign-in`."""


class ForeignPage(Refusal):
    """This did not come from a page of this installation: give commands in a browser there, else with a token."""

    status = 403


@dataclass(frozen=True, slots=True)
class Sessions:
    """Finds who is signed in."""

    jwts: Jwts
    cookies: Cookies
    public_url: str
    providers: Mapping[str, IssuerKeys]
    """Where people can sign in, by short name."""

    async def principal_for(self, headers: Headers, is_command: bool) -> Principal | None:
        """Who is signed in with the browser that sent these headers; None where they hold no session.

        Raises SessionEnded for a cookie that proves nobody, ForeignPage for a command from elsewhere, and
        IdentityProviderAway where no key was ever fetched.
        """
        cookie = self.cookies.read(headers, COOKIE)
        if cookie is None:
            return None
        if is_command:
            self.check_origin(headers)
        try:
            return await self.jwts.principal_signed_in(cookie)
        except TokenUnknown:
            raise SessionEnded from None

    def check_origin(self, headers: Headers) -> None:
        """Raises ForeignPage unless the browser says that a page of ours sent this."""
        check_origin(headers, self.public_url)

    @property
    def ending(self) -> str:
        """A `Set-Cookie` that ends the session."""
        return self.cookies.clear(COOKIE)

    @property
    def forgetting(self) -> str:
        """A `Set-Cookie` that takes out a token: else it came back when the session ends, for whoever is there."""
        return self.cookies.clear(TOKEN)


def check_origin(headers: Headers, public_url: str) -> None:
    """Raises ForeignPage unless the browser says that a page of the installation at this address sent this.

    A page of another site cannot write these two headers. The first one is not sent to every address without TLS.
    """
    site = headers.getlist("sec-fetch-site")
    ours = site == ["same-origin"] if site else headers.getlist("origin") == [_origin_of(public_url)]
    if not ours:
        raise ForeignPage


def build_sessions(jwts: Jwts, public_url: str) -> Sessions | None:
    """None where nobody can sign in. Raises IdentityError."""
    providers = {keys.issuer.name: keys for keys in jwts.issuers.values() if keys.issuer.sign_in is not None}
    if not providers:
        return None
    try:
        return Sessions(jwts, cookies_of(public_url), public_url, providers)
    except ValueError:
        raise IdentityError(
            "people cannot sign in without TLS: CTC_PUBLIC_URL should begin with https://, or take sign_in out of the "
            "identity file"
        ) from None


def _origin_of(url: str) -> str:
    """As a browser writes it: without the port that is usual for the scheme."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")
