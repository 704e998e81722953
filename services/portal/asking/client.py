"""Questions to the other services over HTTP: several at once, with bounds on time and size."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, TypeVar
from urllib.parse import quote

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from services.portal.asking.parts import Part, lack_of
from services.portal.asking.right import OF_NOBODY, Right
from shared.engine.refusal import NotFound
from shared.web.problems import TokenUnknown

log = structlog.get_logger()

S = TypeVar("S", bound=BaseModel)

PATIENCE: Final = 8.0
"""Seconds that one question may take: then the page is shown without its answer."""
LARGEST_ANSWER: Final = 8_000_000
"""Bytes of an answer that is read: a hundred recommendations of the greatest length are a million."""
MOST_CONNECTIONS: Final = 100


class NotSignedIn(TokenUnknown):
    """You are not signed in any more, or your token lets nobody in: sign in again."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks in the right of one reader."""

    client: httpx.AsyncClient
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
        params = {name.rstrip("_"): value for name, value in query.items() if value is not None and value != ""}
        try:
            async with asyncio.timeout(PATIENCE):
                status, body, links = await self._fetch(f"{self.address.replace('{service}', service)}{path}", params)
        except (httpx.HTTPError, OSError) as error:  # TimeoutError is one
            log.warning("no answer for a page", service=service, error=type(error).__name__)
            return Part(lack="away")
        if status == 401 and self.right.headers:
            raise NotSignedIn
        if body is None:
            return Part(lack="too_much")
        if lack := lack_of(status):
            return Part(lack=lack)
        try:
            return Part(shape.model_validate_json(body), links=links)
        except ValidationError as error:
            where = [".".join(map(str, one["loc"])) for one in error.errors(include_input=False)[:3]]
            log.error("an answer could not be read", service=service, shape=shape.__name__, fields=where)
            return Part(lack="away")

    async def has_page(self, service: str, path: str) -> bool:
        """Whether the service has a page at this path. It is not read, and followed nowhere."""
        url = f"{self.address.replace('{service}', service)}{path}"
        try:
            async with asyncio.timeout(PATIENCE):
                status, _, _ = await self._fetch(url, {}, "text/html")
        except (httpx.HTTPError, OSError):
            return False
        return status in (200, 303)

    async def _fetch(
        self, url: str, params: Mapping[str, str | int], accept: str = "application/json"
    ) -> tuple[int, bytes | None, str]:
        headers = [*self.right.headers, *self.headers, ("Accept", accept)]
        async with self.client.stream("GET", url, params=params, headers=headers) as response:
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    return response.status_code, None, ""
            return response.status_code, bytes(body), ", ".join(response.headers.get_list("link"))


def build_client(transport: httpx.AsyncBaseTransport | None, trust: object = True) -> httpx.AsyncClient:
    """A client that keeps its connections, and follows no redirect. `trust` as HTTPX takes it.

    It keeps no cookie: what one reader is given would go along with another's questions.
    """
    return httpx.AsyncClient(
        transport=transport,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        verify=trust,  # type: ignore[arg-type]
        timeout=httpx.Timeout(PATIENCE, connect=2.0),
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=20, keepalive_expiry=30),
        follow_redirects=False,
        trust_env=False,
    )


def segment(text: str) -> str:
    """A part of a path, whatever characters are in it. Raises NotFound for what would lead up in the path."""
    if text in (".", ".."):
        raise NotFound
    return quote(text, safe="")
