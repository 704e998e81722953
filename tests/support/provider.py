"""A small identity provider with real HTTP: discovery, keys that rotate, tokens, and people."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwk, jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from shared.web.server.serving import address, listen, serving
from tests.support.code_flow import CodeFlow

AUDIENCE = "ctc-reporting"


@dataclass(slots=True)
class Provider:
    """What a test turns."""

    issuer: str = ""
    keys: dict[str, jwk.RSAKey] = field(default_factory=dict)
    asked: int = 0
    """How often its keys were fetched."""
    away: bool = False
    hangs: bool = False
    people: CodeFlow = field(init=False)
    """How they sign in."""

    def __post_init__(self) -> None:
        self.people = CodeFlow(self.sign)

    def rotate(self, kid: str) -> None:
        """It signs with a new key from now on, and publishes that alone."""
        self.keys = {kid: jwk.RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})}

    def sign(self, *, algorithm: str = "RS256", kid: str | None = None, key: Any = None, **changes: Any) -> str:
        """A token for the CTC's system, valid for five minutes, with these claims otherwise; None takes one away."""
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": AUDIENCE, "sub": "subject-1", "iat": now, "exp": now + 300}
        claims = {name: value for name, value in (usual | changes).items() if value is not None}
        kid = kid or next(iter(self.keys))
        signer = key or self.keys.get(kid) or jwk.RSAKey.generate_key(2048)
        return jwt.encode({"alg": algorithm, "kid": kid}, claims, signer, algorithms=[algorithm])

    def application(self) -> Starlette:
        async def describe(_: Request) -> JSONResponse:
            addresses = {"jwks_uri": f"{self.issuer}/keys", **self.people.describe(self.issuer)}
            return await self._answer({"issuer": self.issuer, **addresses})

        async def show_keys(_: Request) -> JSONResponse:
            self.asked += 1
            return await self._answer({"keys": [one.as_dict(private=False) for one in self.keys.values()]})

        routes = [Route("/.well-known/openid-configuration", describe), Route("/keys", show_keys)]
        return Starlette(routes=[*routes, *self.people.routes()])

    async def _answer(self, body: dict[str, Any]) -> JSONResponse:
        if self.hangs:
            await asyncio.sleep(30)
        return JSONResponse({}, 503) if self.away else JSONResponse(body)


@asynccontextmanager
async def identity_provider(tls: ssl.SSLContext | None = None) -> AsyncIterator[Provider]:
    """One that answers on a port of its own; with `tls`, by TLS alone."""
    provider, sock = Provider(), listen("127.0.0.1", 0)
    provider.issuer = address(sock, tls)
    provider.rotate("first")
    async with serving(provider.application(), sock, tls):
        yield provider
