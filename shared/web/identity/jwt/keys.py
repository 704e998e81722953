"""The keys of one identity provider, and what it says of itself: fetched again and again, and kept meanwhile.

A token whose key is known never waits. One with an unknown key has the keys fetched again, at most once in
SHORTEST_GAP seconds whatever is sent, and waits for that alone. Where the provider is away, the known keys stay.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeAlias

import httpx
import structlog
from joserfc import jwk
from joserfc.errors import JoseError

from shared.operations.http_clients import HttpClients, refuse_cookies
from shared.operations.key_exchange import trust_alone, trust_authorities
from shared.operations.logs import safe_error
from shared.web.identity.jwt.discovery import Configuration, NotFetched, discover, fetch_object
from shared.web.identity.jwt.mapping import Issuer

log = structlog.get_logger()

Key: TypeAlias = jwk.RSAKey | jwk.ECKey | jwk.OKPKey

REFRESHED_EVERY: Final = 600.0
"""Seconds: a key that the provider withdrew lets nobody in any more after this time."""
TRIED_AGAIN_EVERY: Final = 10.0
"""Seconds between two tries while the provider is away."""
SHORTEST_GAP: Final = 5.0
PATIENCE: Final = 5.0
"""Seconds for the two answers together."""
MOST_KEYS: Final = 100
SHORTEST_RSA: Final = 2048
"""Bits."""


CODE_PATIENCE: Final = 10.0
"""Seconds for the provider's answer to a code."""
CODES_AT_ONCE: Final = 8
"""Codes of all who sign in that the provider is asked about: strangers may invent them."""


def _build_client(issuer: Issuer, patience: float) -> httpx.AsyncClient:
    trusted = trust_alone(issuer.authorities) if issuer.authorities else trust_authorities()
    return httpx.AsyncClient(verify=trusted, cookies=refuse_cookies(), timeout=patience)


@dataclass(slots=True)
class IssuerKeys:
    """The public keys of an issuer, and its configuration."""

    issuer: Issuer
    code_clients: HttpClients = field(init=False)
    """For who asks the provider about a code."""
    configuration: Configuration | None = None
    """None: it and the keys were never fetched."""
    _keys: Mapping[str | None, Key] = field(default_factory=dict)
    _tried_at: float = float("-inf")
    _under_way: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.code_clients = HttpClients(partial(_build_client, self.issuer, CODE_PATIENCE), CODES_AT_ONCE)

    async def find(self, kid: str | None) -> Key | None:
        """The key of this name, or the only one if the token names none; None if there is none."""
        key = self._keys.get(kid)
        if key is None and await self._look_again():
            key = self._keys.get(kid)
        return key

    async def find_configuration(self) -> Configuration | None:
        """What the provider says of itself; None where it was never there."""
        if self.configuration is None:
            await self._look_again()
        return self.configuration

    async def run(self) -> None:
        """Fetches them now and then, until cancelled."""
        while True:
            if time.monotonic() - self._tried_at > SHORTEST_GAP or self.configuration is None:
                await self._fetch_once()
            await asyncio.sleep(REFRESHED_EVERY if self.configuration else TRIED_AGAIN_EVERY)

    async def _look_again(self) -> bool:
        """Fetches the keys, or waits for who does; not before the gap has passed. Whether it did."""
        if self._under_way is None and time.monotonic() - self._tried_at < SHORTEST_GAP:
            return False
        await self._fetch_once()
        return True

    async def _fetch_once(self) -> None:
        """One at a time. A caller that leaves does not end it for the others."""
        if self._under_way is None:
            self._tried_at = time.monotonic()
            self._under_way = asyncio.create_task(self._fetch())
        await asyncio.shield(self._under_way)

    async def _fetch(self) -> None:
        try:
            async with (
                asyncio.timeout(PATIENCE),
                _build_client(self.issuer, PATIENCE) as client,
            ):
                configuration = await discover(client, self.issuer.issuer)
                keys = await fetch_object(client, "GET", configuration.jwks_uri)
            self._keys, self.configuration = read_keys(keys), configuration
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, NotFetched) as error:
            log.warning("keys not fetched; the known ones hold", issuer=self.issuer.name, error=_explain(error))
        finally:
            self._under_way, self._tried_at = None, time.monotonic()


def read_keys(found: Mapping[str, Any]) -> Mapping[str | None, Key]:
    """The keys by which a signature may be checked, by `kid`; under None the only one, where there is one.

    Raises NotFetched where there is none.
    """
    given = found.get("keys")
    if not isinstance(given, list) or len(given) > MOST_KEYS:
        raise NotFetched("it has no list of keys, or too many")
    keys: dict[str | None, Key] = {}
    for one in given:
        key = _read_key(one)
        if key is not None:
            keys[one.get("kid")] = key
    if not keys:
        raise NotFetched("it has no key that we can use")
    return keys if len(keys) > 1 else keys | {None: next(iter(keys.values()))}


def _read_key(given: Any) -> Key | None:
    if not isinstance(given, dict) or given.get("use", "sig") != "sig" or not isinstance(given.get("kid", ""), str):
        return None
    public = {name: value for name, value in given.items() if name != "key_ops"}
    try:
        match given.get("kty"):
            case "RSA":
                rsa = jwk.RSAKey.import_key(public)
                return rsa if rsa.public_key.key_size >= SHORTEST_RSA else None
            case "EC":
                return jwk.ECKey.import_key(public)
            case "OKP":
                return jwk.OKPKey.import_key(public)
    except (JoseError, ValueError, TypeError):
        return None  # one that we cannot use hinders no other
    return None


def _explain(error: Exception) -> str:
    return str(error) if isinstance(error, NotFetched) else safe_error(error)
