"""Calls an endpoint: the address is checked at each call, and the connection goes to exactly that address."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx

from services.exchange.deliveries.bounded import BoundedTransport
from services.exchange.deliveries.handshakes import HandshakeTooDear, NoThreadFree
from services.exchange.deliveries.model import TAKEN, TOO_BUSY
from services.exchange.deliveries.resolving import find_address, look_up_for_delivery
from services.exchange.subscriptions.addresses import Address, AddressNotUsable, Endpoint, Networks, NoPublicAddress
from shared.operations.key_exchange import CURVES, trust_authorities

LONGEST_CALL: Final = 10.0
"""Seconds for all of a call: finding the address, connecting, sending and reading the answer."""
LARGEST_BODY: Final = 4096
"""Bytes that are read of an answer's body. They are thrown away; a connection with more is closed."""
_WORDS: Final[Mapping[type[Exception], str]] = {
    NoPublicAddress: "no public address",
    AddressNotUsable: "not https",
    HandshakeTooDear: "handshake too long",
    NoThreadFree: TOO_BUSY,
}
"""The outcomes of calls that did not begin, or were not carried on."""


@dataclass(slots=True)
class Caller:
    """Calls one endpoint. Connections are used again, but only to an address that has just been checked."""

    endpoint: Endpoint
    allowed: Networks
    at_once: int
    owner: str
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    """By the curve on which they agree on keys."""
    _curve: int = 0
    """The first of CURVES that may be the endpoint's."""
    _lookup: asyncio.Task[Address] | None = None

    async def call(self, body: bytes, headers: Mapping[str, str]) -> tuple[str, int]:
        """Sends, and returns the outcome in a word and how many milliseconds it took. Raises nothing of the other's."""
        begun = time.monotonic()
        outcome = await self._try(body, headers)
        return outcome, int((time.monotonic() - begun) * 1000)

    async def _try(self, body: bytes, headers: Mapping[str, str]) -> str:
        try:
            async with asyncio.timeout(LONGEST_CALL):
                return _word_of(await self._post_on_some_curve(body, headers))
        except tuple(_WORDS) as error:
            return _WORDS[type(error)]
        except (TimeoutError, httpx.TimeoutException):
            return "timed out"
        except httpx.ConnectError as error:
            return "certificate not valid" if isinstance(_root_of(error), ssl.SSLError) else "not reached"
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
            return "broken off"

    async def _post_on_some_curve(self, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer. An endpoint may have one curve alone, and says so in its handshake."""
        for curve in range(self._curve, len(CURVES)):
            try:
                status = await self._post(self._find_client(CURVES[curve]), body, headers)
            except httpx.ConnectError as error:
                if curve + 1 < len(CURVES) and _is_curve_in_doubt(error):
                    continue
                raise
            self._curve = curve
            return status
        raise AssertionError("the last one raises")

    def _find_client(self, curve: str) -> httpx.AsyncClient:
        return self._clients.get(curve) or self._clients.setdefault(curve, self._build_client(curve))

    def _build_client(self, curve: str) -> httpx.AsyncClient:
        trusted = trust_authorities(curve) if self.endpoint.scheme == "https" else None
        return httpx.AsyncClient(
            transport=BoundedTransport(trusted, self.at_once, self.owner),
            trust_env=False,
            follow_redirects=False,
            timeout=LONGEST_CALL,
            headers={"User-Agent": "ctc-reporting-webhooks", "Accept": "*/*", "Accept-Encoding": "identity"},
        )

    async def _post(self, client: httpx.AsyncClient, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer. The name stands in the header and in the certificate, the number in the URL."""
        address = await self._find_address()
        request = client.build_request(
            "POST",
            self.endpoint.at(address),
            content=body,
            headers={"Host": self.endpoint.authority, **headers},
            extensions={"sni_hostname": self.endpoint.host},
        )
        response = await client.send(request, stream=True)
        try:
            size = 0
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > LARGEST_BODY:
                    break
        finally:
            await response.aclose()
        return response.status_code

    async def _find_address(self) -> Address:
        """Looks the name up. Calls at the same moment share one look, so that a turn holds one resolver at most."""
        if self._lookup is None or self._lookup.done():
            self._lookup = asyncio.create_task(find_address(self.endpoint, self.allowed, look_up_for_delivery))
        return await asyncio.shield(self._lookup)

    async def close(self) -> None:
        """Closes its connections, and ends a look that nobody waits for any more."""
        for client in self._clients.values():
            await client.aclose()
        if self._lookup is not None:
            self._lookup.cancel()
            await asyncio.gather(self._lookup, return_exceptions=True)


@asynccontextmanager
async def calling(endpoint: Endpoint, allowed: Networks, at_once: int, owner: str) -> AsyncIterator[Caller]:
    """A caller with connections of its own, which are closed at the end."""
    caller = Caller(endpoint, allowed, at_once, owner)
    try:
        yield caller
    finally:
        await caller.close()


def _word_of(status: int) -> str:
    if 200 <= status < 300:
        return TAKEN
    return "redirected" if 300 <= status < 400 else f"status {status}"


def _is_curve_in_doubt(error: httpx.ConnectError) -> bool:
    """Whether the endpoint may have found nothing on which both agree. Some say so, and others only hang up."""
    root = _root_of(error)
    return isinstance(root, ssl.SSLError) and not isinstance(root, ssl.SSLCertVerificationError)


def _root_of(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
