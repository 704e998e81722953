"""How many requests of one principal are handled at once, so that nobody uses up a process's connections alone.

So it is with the reads, and with the commands, of all principals of one State or body.
"""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final
from weakref import WeakValueDictionary

from shared.web.problems import TooManyRequests, Unavailable

MOST: Final = 4
"""A process has fourteen connections for work, six for readers, and three for readers without any right."""
MOST_OF_STRANGERS: Final = 32
"""Requests without a token that are worked on at once. Each network has turns like a principal."""
MOST_WAITING: Final = 100
"""Requests of one principal that wait for their turn."""
PATIENCE: Final = 10.0
"""Seconds until a request that waits is refused."""


class RequestsUnderWay:
    """The requests that one process handles, by principal."""

    def __init__(self) -> None:
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._count: Counter[str] = Counter()
        """Those that are handled, and those that wait."""
        self._of_strangers = asyncio.Semaphore(MOST_OF_STRANGERS)
        self._alone = asyncio.Lock()
        """Held by the one request that tries something long."""
        self._own = WeakValueDictionary[str, asyncio.Lock]()
        """By principal, while one of its requests tries something."""

    @asynccontextmanager
    async def turn(self, principal: str) -> AsyncIterator[None]:
        """Waits until fewer than MOST requests of this principal are handled. Raises TooManyRequests."""
        if self._count[principal] >= MOST + MOST_WAITING:
            raise TooManyRequests
        turns = self._turns.setdefault(principal, asyncio.Semaphore(MOST))
        self._count[principal] += 1
        try:
            await _wait(turns)
            try:
                yield
            finally:
                turns.release()
        finally:
            self._count[principal] -= 1
            if not self._count[principal]:
                del self._count[principal], self._turns[principal]

    @asynccontextmanager
    async def work_for_stranger(self) -> AsyncIterator[None]:
        """Waits until few requests of all strangers together are worked on. Raises TooManyRequests."""
        await _wait(self._of_strangers)
        try:
            yield
        finally:
            self._of_strangers.release()

    @asynccontextmanager
    async def rehearse(self, principal: str, is_long: bool) -> AsyncIterator[None]:
        """Waits until this principal tries nothing else; and if it is long, until nobody does so. Raises Unavailable.

        What long work leaves behind is freed at its end. Some of it are megabytes in a circle, and Python counts
        objects.
        """
        own = self._own.setdefault(principal, asyncio.Lock())
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(PATIENCE):
                    await held.enter_async_context(own)
                    if is_long:
                        await held.enter_async_context(self._alone)
            except TimeoutError:
                raise Unavailable from None
            try:
                yield
            finally:
                if is_long:
                    gc.collect()


async def _wait(turns: asyncio.Semaphore) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await turns.acquire()
    except TimeoutError:
        raise TooManyRequests from None
