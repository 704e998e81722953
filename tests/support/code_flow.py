"""The authorization code flow of the small identity provider. It checks all that RFC 6749 and RFC 7636 let it check."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "ctc-pages"
SECRET = "of the pages: +/%"


@dataclass(slots=True)
class CodeFlow:
    """What a test turns. The person is signed in at the provider all the time, so no form is shown."""

    sign: Callable[..., str]
    secret: str | None = SECRET
    """None: a public client."""
    secret_in_body: bool = False
    addresses: set[str] = field(default_factory=set)
    """To which it leads browsers back: `URL/sign-in/callback` and `URL/session`."""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "amina"})
    """Claims of whoever sits before the browser."""
    refuses: str = ""
    """The error with which it sends browsers back."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further parameters with which it sends them back."""
    changes: dict[str, Any] = field(default_factory=dict)
    """Of the ID token: what this provider does wrong."""
    id_token: str | None = None
    """One that it gives in place of a right one."""
    asked: list[Mapping[str, str]] = field(default_factory=list)
    """Questions of browsers that were right."""
    ended: int = 0
    """Sessions that it was asked to end."""
    _codes: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        return [
            Route("/authorize", self._authorize),
            Route("/token", self._redeem, methods=["POST"]),
            Route("/end-session", self._end),
        ]

    def describe(self, issuer: str) -> dict[str, Any]:
        method = "client_secret_post" if self.secret_in_body else "client_secret_basic"
        return {
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "end_session_endpoint": f"{issuer}/end-session",
            "token_endpoint_auth_methods_supported": [method],
        }

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        right = (
            asked.get("client_id") == CLIENT
            and asked.get("redirect_uri") in self.addresses
            and asked.get("response_type") == "code"
            and "openid" in asked.get("scope", "").split()
            and asked.get("code_challenge_method") == "S256"
            and len(asked.get("code_challenge", "")) == 43
            and min(len(asked.get("state", "")), len(asked.get("nonce", ""))) >= 43
        )
        if not right:
            return PlainTextResponse("wrong question", 400)
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        answer = {"error": self.refuses} if self.refuses else {"code": code}
        return RedirectResponse(
            f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state'], **self.extra})}", 302
        )

    async def _redeem(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or not hmac.compare_digest(challenge, asked["code_challenge"])
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {"aud": CLIENT, "nonce": asked["nonce"], **self.person, **self.changes}
        token = self.sign(**claims) if self.id_token is None else self.id_token
        return JSONResponse({"access_token": "opaque", "token_type": "Bearer", "id_token": token})

    def _is_client(self, request: Request, form: Mapping[str, str]) -> bool:
        header = request.headers.get("authorization", "")
        if self.secret is None:
            return not header and form.get("client_id") == CLIENT and "client_secret" not in form
        if self.secret_in_body:
            return not header and (form.get("client_id"), form.get("client_secret")) == (CLIENT, self.secret)
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        return "client_secret" not in form and (unquote(name), unquote(secret)) == (CLIENT, self.secret)

    async def _end(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("client_id") != CLIENT or asked.get("post_logout_redirect_uri") not in self.addresses:
            return PlainTextResponse("wrong question", 400)
        self.ended += 1
        return RedirectResponse(asked["post_logout_redirect_uri"], 302)
