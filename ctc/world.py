"""The whole system in one process, turned by hand: no broker, no tasks, no waiting.

The demo tells its story with it, and the simulator adds faults. The services are the real ones, on
a real PostgreSQL; only the order of steps is chosen here, so the same input gives the same history.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

import asyncpg

from ctc import composition
from reference import Reference
from shared.clock import HandClock
from shared.dates import civil_date, start_of_day
from shared.deadline_store import next_act
from shared.loopback import LoopbackConsumer, LoopbackTransport
from shared.runtime import Runtime
from shared.service import Service
from shared.waking import Wake


@dataclass(slots=True)
class World:
    """All services, their clock and their database."""

    pool: asyncpg.Pool[asyncpg.Record]
    transport: LoopbackTransport
    clock: HandClock
    reference: Reference
    runtimes: dict[str, Runtime]

    @property
    def today(self) -> date:
        return civil_date(self.clock.instant)

    def consumer(self, name: str) -> LoopbackConsumer:
        """The consumer of a service, to be stepped."""
        consumer = self.runtimes[name].consumer
        assert isinstance(consumer, LoopbackConsumer)
        return consumer

    async def settle(self) -> None:
        """Steps every service until none has anything left to do."""
        busy = True
        while busy:
            busy = False
            for name, runtime in self.runtimes.items():
                while await runtime.deadlines.step():
                    busy = True
                while await self.consumer(name).step():
                    busy = True

    async def turn(self, instant: datetime) -> None:
        """Moves the clock to each due date in order, settling in between, and to `instant` at last."""
        await self.settle()
        while (day := await self.next_act()) is not None and start_of_day(day) <= instant:
            self.clock.instant = max(self.clock.instant, start_of_day(day))
            await self.settle()
        self.clock.instant = max(self.clock.instant, instant)
        await self.settle()

    async def next_act(self) -> date | None:
        """The next day on which any deadline of any service acts."""
        async with self.pool.acquire() as connection:
            days = [await next_act(connection, name) for name in self.runtimes]
        return min((day for day in days if day is not None), default=None)


@asynccontextmanager
async def world(
    dsn: str, start: date, reference: Reference, services: Sequence[Service] = composition.SERVICES
) -> AsyncIterator[World]:
    """The system on an empty or migrated database, at the beginning of the day `start`."""
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool:
        async with pool.acquire() as connection:
            await composition.migrate_all(connection, services)
        clock, wake = HandClock(start_of_day(start)), Wake()
        transport = LoopbackTransport(pool, tuple(service.name for service in services), wake)
        built = composition.runtimes(services, pool, transport, clock, reference, dsn, wake, relays=False)
        for runtime in built:
            await runtime.apply_reference()
        yield World(pool, transport, clock, reference, {runtime.service.name: runtime for runtime in built})
