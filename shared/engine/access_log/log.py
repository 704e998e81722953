"""Adds to the access log in groups: many requests share one transaction, and none waits longer than for one or two.

A command's answer waits for its entry. A read's does not: its entry is written within a moment. So a process that is
killed may lose the entries of the reads and refusals of that moment. Where somebody is refused without end it may lose
the count of the last minute. It loses none of a command that took effect and was answered. Of one that was not answered
the journal still names the principal.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

import asyncpg
import structlog

from shared.engine.access_log import storage
from shared.engine.access_log.entries import Access, Head
from shared.engine.access_log.floods import Floods

log = structlog.get_logger()

MOMENT: Final = 0.2
"""Seconds for which entries are gathered that nobody waits for."""
MOST_AT_ONCE: Final = 1_000
MOST_WAITING: Final = 20_000
"""Entries in memory. With more, who reads waits too: nothing confidential is shown that cannot be noted."""
LONGEST_WAIT: Final = 10.0
"""Seconds that an answer waits for its entry."""
PAUSE: Final = 1.0
"""Seconds until the next try, where the database did not take them."""
COUNTED_FOR: Final = 60.0
"""Seconds after which an entry is written for requests that were only counted."""
HEAD_TOLD_EVERY: Final = 3_600.0
"""Seconds. The log of the program then has the head too, which may be kept elsewhere."""

_FAILURES: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


@dataclass(slots=True)
class AccessLog:
    """One service's, in one process. `number` is the service's."""

    pool: asyncpg.Pool[asyncpg.Record]
    schema: str
    number: int
    _waiting: list[tuple[Access, asyncio.Future[None] | None]] = field(default_factory=list)
    _writer: asyncio.Task[None] | None = None
    _hurry: asyncio.Event = field(default_factory=asyncio.Event)
    _told_at: float = float("-inf")
    _floods: Floods = field(default_factory=Floods)
    _counting: asyncio.TimerHandle | None = None
    """Runs while something is counted that has no entry yet."""

    async def add(self, access: Access, must_wait: bool) -> None:
        """Adds an entry; returns when it is kept, if the answer must wait for it.

        Raises OSError (TimeoutError) where it cannot be kept now.
        """
        done = asyncio.get_running_loop().create_future() if must_wait or self._is_full() else None
        self._put(access, done)
        if done is not None:
            self._hurry.set()
            async with asyncio.timeout(LONGEST_WAIT):
                await asyncio.shield(done)

    async def add_or_count(self, access: Access) -> None:
        """Adds an entry of which there may be any number, or counts it with others."""
        for one in list(self._floods.count(access)):
            await self.add(one, must_wait=False)
        if self._counting is None and self._floods.has_left_out():
            self._counting = asyncio.get_running_loop().call_later(COUNTED_FOR, self._write_counts)

    async def close(self) -> None:
        """Writes what waits. What cannot be written now is lost, and the log of the program says so."""
        self._write_counts()
        self._hurry.set()
        if self._writer is not None:
            await asyncio.wait([self._writer], timeout=LONGEST_WAIT)
        if self._waiting:
            log.error("entries of the access log were lost", service=self.schema, number=len(self._waiting))

    def _put(self, access: Access, done: asyncio.Future[None] | None) -> None:
        self._waiting.append((access, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())

    def _write_counts(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        for one in self._floods.flush():
            self._put(one, None)

    def _is_full(self) -> bool:
        return len(self._waiting) >= MOST_WAITING

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._wait_a_moment()
                await self._write_some()
        finally:
            self._writer = None

    async def _wait_a_moment(self) -> None:
        try:
            async with asyncio.timeout(MOMENT):
                await self._hurry.wait()
        except TimeoutError:
            return
        finally:
            self._hurry.clear()

    async def _write_some(self) -> None:
        group = self._waiting[:MOST_AT_ONCE]
        try:
            async with self.pool.acquire() as connection:
                head = await storage.append(connection, self.schema, self.number, [access for access, _ in group])
        except _FAILURES as error:
            log.error("access log not written; tried again", service=self.schema, error=type(error).__name__)
            await asyncio.sleep(PAUSE)
            return
        del self._waiting[: len(group)]
        for _, done in group:
            if done is not None and not done.done():
                done.set_result(None)
        if any(done is not None for _, done in self._waiting):
            self._hurry.set()
        self._tell(head)

    def _tell(self, head: Head) -> None:
        if time.monotonic() - self._told_at >= HEAD_TOLD_EVERY:
            self._told_at = time.monotonic()
            log.info("access log head", service=self.schema, number=head.number, hash=head.hash)
