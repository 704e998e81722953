"""A client for HTTP that may be left in the middle of a call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

AT_ONCE: Final = 100
"""Calls at once; others wait."""


def refuse_cookies() -> CookieJar:
    """For a client of several callers: what one is given would go along with another's calls."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@dataclass(eq=False, slots=True)
class _Lent:
    """One client, and how many use it."""

    client: httpx.AsyncClient
    users: int = 0


class HttpClients:
    """Lends all callers one client, which keeps its connections.

    Whoever leaves a call at a bad moment takes a connection with it: httpcore counts that one as taken for ever, and a
    client has a hundred. So the next caller gets a new client then. The old one is closed when its last call has ended.
    """

    def __init__(self, build: Callable[[], httpx.AsyncClient], at_once: int = AT_ONCE) -> None:
        self._build = build
        self._places = asyncio.Semaphore(at_once)
        self._present: _Lent | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client for one call, with all that is read of its answer."""
        async with self._places:
            lent = self._present = self._present or _Lent(self._build())
            lent.users += 1
            try:
                yield lent.client
            except asyncio.CancelledError:  # the caller has left, or its time is over
                if self._present is lent:
                    self._present = None
                raise
            finally:
                lent.users -= 1
                if self._present is not lent and not lent.users:
                    self._close(lent)

    async def aclose(self) -> None:
        """For the end: nobody may ask any more."""
        if self._present is not None:
            await self._present.client.aclose()
        await asyncio.gather(*self._closing)

    def _close(self, lent: _Lent) -> None:
        task = asyncio.create_task(lent.client.aclose())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
