"""What an identity provider says of itself (OpenID Connect Discovery), and how it is asked for anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import orjson

from shared.web.identity.jwt.mapping import check_address

LARGEST_ANSWER: Final = 256 * 1024
"""Bytes."""


class NotFetched(Exception):
    """The provider answered something else than it should."""

    def __init__(self, reason: str, error: str = "") -> None:
        super().__init__(reason)
        self.error = error
        """The code of OAuth by which it refused, if it said one."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Its addresses. One is empty where it has none that can be used: that hinders nothing else."""

    jwks_uri: str
    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str
    secret_in_body: bool
    """Whether it takes a client's secret in the body alone, and not in the header."""


async def discover(client: httpx.AsyncClient, issuer: str) -> Configuration:
    """Its present configuration. Raises NotFetched, ValueError, and what httpx raises."""
    found = await fetch_object(client, "GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise NotFetched("its configuration names another issuer")
    methods = found.get("token_endpoint_auth_methods_supported")
    return Configuration(
        check_address(str(found.get("jwks_uri"))),
        _find_address(found, "authorization_endpoint"),
        _find_address(found, "token_endpoint"),
        _find_address(found, "end_session_endpoint"),
        isinstance(methods, list) and "client_secret_basic" not in methods and "client_secret_post" in methods,
    )


async def fetch_object(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    form: Mapping[str, str] | None = None,
    secret: httpx.BasicAuth | None = None,
) -> dict[str, Any]:
    """A JSON object, of a bounded size. Raises NotFetched, and what httpx raises."""
    headers = {"Accept": "application/json"}
    async with client.stream(method, url, data=form, headers=headers, auth=secret) as response:
        body = b""
        async for part in response.aiter_bytes(65536):
            body += part
            if len(body) > LARGEST_ANSWER:
                raise NotFetched("its answer is too large")
    found = _read(body)
    if response.status_code != 200:
        raise NotFetched(f"it answered {response.status_code}", str((found or {}).get("error", "")))
    if found is None:
        raise NotFetched("its answer is no object")
    return found


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        found = orjson.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _find_address(found: Mapping[str, Any], name: str) -> str:
    try:
        return check_address(str(found.get(name, "")))
    except ValueError:
        return ""
