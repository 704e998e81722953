"""How many requests of one principal are handled at once, so that nobody uses up a process's connections alone.

So it is with the commands of all principals of one State or body.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from shared.web.problems import TooManyRequests

MOST: Final = 4
"""A process has fourteen connections for work, six for readers, and three for readers without any right."""
MOST_OF_STRANGERS: Final = 32
"""Requests without a token that are worked on at once. Each network has turns like a principal."""
MOST_COMMANDS: Final = 8
"""Commands of all but the Committee's staff that are worked on at once. So loops and the staff find a connection."""
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
        self._commands = asyncio.Semaphore(MOST_COMMANDS)

    @asynccontextmanager
    async def turn(self, principal: str) -> AsyncIterator[None]:
        """Waits until fewer than MOST requests of this principal are handled. Raises TooManyRequests."""
        if self._count[principal] >= MOST + MOST_WAITING:
            raise TooManyRequests
        turns = self._turns.setdefault(principal, asyncio.Semaphore(MOST))
        self._count[principal] += 1
        try:
            async with _one_of(turns):
                yield
        finally:
            self._count[principal] -= 1
            if not self._count[principal]:
                del self._count[principal], self._turns[principal]

    @asynccontextmanager
    async def work_for_stranger(self) -> AsyncIterator[None]:
        """Waits until few requests of all strangers together are worked on. Raises TooManyRequests."""
        async with _one_of(self._of_strangers):
            yield

    @asynccontextmanager
    async def read_for_desk(self, desk: str) -> AsyncIterator[None]:
        """Waits until fewer than MOST reads of a State or body are worked on. Raises TooManyRequests."""
        async with self.turn(f"reads of {desk}"):
            yield

    @asynccontextmanager
    async def command_for_desk(self, desk: str) -> AsyncIterator[None]:
        """The same of commands. And until few of all others are."""
        async with self.turn(f"commands of {desk}"), _one_of(self._commands):
            yield


@asynccontextmanager
async def _one_of(turns: asyncio.Semaphore) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            await turns.acquire()
    except TimeoutError:
        raise TooManyRequests from None
    try:
        yield
    finally:
        turns.release()
