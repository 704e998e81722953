"""Questions to the other services over HTTP: several at once, with bounds on time and size."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from urllib.parse import quote

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from services.portal.asking.parts import Part, lack_of
from services.portal.asking.right import OF_NOBODY, Right
from shared.engine.refusal import NotFound
from shared.operations.http_clients import AT_ONCE, HttpClients, refuse_cookies
from shared.web.problems import TokenUnknown

log = structlog.get_logger()

S = TypeVar("S", bound=BaseModel)

PATIENCE: Final = 8.0
"""Seconds that one question may take: then the page is shown without its answer."""
LARGEST_ANSWER: Final = 8_000_000
"""Bytes of an answer that is read: a hundred recommendations of the greatest length are a million."""


class NotSignedIn(TokenUnknown):
    """You are not signed in any more, or your token lets nobody in: sign in again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer as it came."""

    body: bytes
    headers: httpx.Headers


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks in the right of one reader."""

    clients: HttpClients
    address: str
    """Of a service, with `{service}` for its name."""
    right: Right = OF_NOBODY
    headers: tuple[tuple[str, str], ...] = ()
    """From where the reader asks, and as part of what."""

    def for_reader(self, right: Right, *headers: tuple[str, str]) -> Asker:
        """The same for another reader."""
        return replace(self, right=right, headers=headers)

    async def ask(self, service: str, path: str, shape: type[S], **query: str | int | None) -> Part[S]:
        """What the service has at this path. Raises NotSignedIn where the reader's proof lets nobody in."""
        found = await self.fetch(service, path, "application/json", **query)
        if found.value is None:
            return Part(lack=found.lack)
        try:
            value = shape.model_validate_json(found.value.body)
        except ValidationError as error:
            where = [".".join(map(str, one["loc"])) for one in error.errors(include_input=False)[:3]]
            log.error("an answer could not be read", service=service, shape=shape.__name__, fields=where)
            return Part(lack="away")
        return Part(value, links=", ".join(found.value.headers.get_list("link")))

    async def fetch(self, service: str, path: str, accept: str, **query: str | int | None) -> Part[Fetched]:
        """The same, as it came. A name of a parameter may end with `_`, where Python has the name itself."""
        params = {name.rstrip("_"): value for name, value in query.items() if value is not None and value != ""}
        url = f"{self.address.replace('{service}', service)}{path}"
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._fetch(url, params, accept)
        except (httpx.HTTPError, OSError) as error:  # TimeoutError is one
            log.warning("no answer for a page", service=service, error=type(error).__name__)
            return Part(lack="away")

    async def has_page(self, service: str, path: str) -> bool:
        """Whether the service has a page at this path, or leads to one. It is not read, and followed nowhere."""
        return (await self.fetch(service, path, "text/html")).lack in (None, "elsewhere")

    async def _fetch(self, url: str, params: Mapping[str, str | int], accept: str) -> Part[Fetched]:
        headers = [_encode(*header) for header in (*self.right.headers, *self.headers, ("Accept", accept))]
        async with (
            self.clients.lend() as client,
            client.stream("GET", url, params=params, headers=headers) as response,
        ):
            if response.status_code == 401 and self.right.headers:
                raise NotSignedIn
            if lack := lack_of(response.status_code):
                return Part(lack=lack)
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    return Part(lack="too_much")
            return Part(Fetched(bytes(body), response.headers))


def _encode(name: str, value: str) -> tuple[bytes, bytes]:
    """The header as the reader's browser sent it, whatever letters are in it: a service says what it is worth."""
    return name.encode(), value.encode("latin-1", "replace")


def build_clients(transport: httpx.AsyncBaseTransport | None, trust: ssl.SSLContext | bool = True) -> HttpClients:
    """Clients that keep their connections, and follow no redirect. `trust` as HTTPX takes it.

    They keep no cookie: what one reader is given would go along with another's questions.
    """
    verify = httpx.create_ssl_context(trust)  # once: to read all authorities takes a while

    def build() -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=transport,
            cookies=refuse_cookies(),
            verify=verify,
            timeout=httpx.Timeout(PATIENCE, connect=2.0),
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=20, keepalive_expiry=30),
            follow_redirects=False,
            trust_env=False,
        )

    return HttpClients(build)


def segment(text: str) -> str:
    """A part of a path, whatever characters are in it. Raises NotFound for what would lead up in the path."""
    if text in (".", ".."):
        raise NotFound
    return quote(text, safe="")
