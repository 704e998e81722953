"""The relay: moves the journal to the transport, in order, at least once.

Woken by the commit, not polling. One leader a service, by a session lock. A deposed leader that
still sends does no harm: both send in order of position, and the readers' inbox drops the second copy.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

import asyncpg
import structlog

from shared import journal
from shared.service import Service
from shared.transport import Transport
from shared.waking import Wake, listen, wait

log = structlog.get_logger()

LARGEST_BATCH = 1_000
"""Rows a send: some hundred kilobytes, so that a mark is never far behind."""
IDLE = 1.0
"""Seconds to wait for a call; a fallback, since commits notify."""
LONGEST_PAUSE = 30.0
"""Seconds between tries while the broker is away, at most."""


@dataclass(slots=True)
class Relay:
    """One service's relay. `connect` gives a connection of its own: the lock lives as long as it."""

    service: Service
    pool: asyncpg.Pool[asyncpg.Record]
    transport: Transport
    wake: Wake
    dsn: str
    moved_at: float = field(default_factory=time.monotonic)
    leads: bool = False

    async def run(self) -> None:
        """Leads when nobody else does, until cancelled."""
        failures = 0
        while True:
            try:
                await self._lead()
                failures = 0
            except Exception as error:  # broker or database away: nothing may end the loop
                failures += 1
                log.warning("relay waits", service=self.service.name, error=type(error).__name__)
                self.moved_at = time.monotonic()
                await asyncio.sleep(random.uniform(0.5, 1) * min(0.1 * 2**failures, LONGEST_PAUSE))
            finally:
                self.leads = False

    async def _lead(self) -> None:
        connection = await asyncpg.connect(self.dsn)
        try:
            while not await connection.fetchval(
                "select pg_try_advisory_lock($1, $2)", journal.LOCK_SPACE + 1, self.service.number
            ):
                self.moved_at = time.monotonic()
                await asyncio.sleep(IDLE)
            self.leads = True
            bell = self.wake.bell()
            await listen(connection, [journal.channel(self.service.name)], self.wake)
            while not connection.is_closed():
                self.moved_at = time.monotonic()
                if not await self.step():
                    await wait(bell, IDLE)
        finally:
            await connection.close()

    async def step(self) -> int:
        """Sends what lies behind the mark, moves the mark, and returns how many were sent."""
        schema = self.service.name
        async with self.pool.acquire() as connection:
            mark = await connection.fetchval(f"select position from {schema}.relay")
            rows = await journal.read(connection, schema, mark, LARGEST_BATCH)
        if not rows:
            return 0
        await self.transport.publish(rows)
        async with self.pool.acquire() as connection:
            await connection.execute(f"update {schema}.relay set position = $1 where position < $1", rows[-1].position)
        return len(rows)
