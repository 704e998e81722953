"""The whole system in one process, stepped by hand: no broker, no tasks, no waiting.

The demo tells its story with it, and the simulator adds faults. The services are the real ones, on a real PostgreSQL.
Only the order of steps is chosen here, so the same input gives the same history.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import asyncpg

from ctc import composition
from reference import Reference
from shared.engine.principals import OWNER, Principal
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import Wake
from shared.engine.service import Service
from shared.engine.signing import read_keys
from shared.engine.time.clock import HandClock
from shared.engine.time.dates import civil_date, start_of_day
from shared.operations.pools import leave_as_it_is
from shared.transports.loopback import LoopbackConsumer, LoopbackTransport

STATEMENTS = 2_000
"""Prepared statements that a connection keeps: enough for all of the five services."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be done."""

    behind: tuple[str, ...]
    """Services that have something to read, in the order in which events mostly flow."""
    at_work: tuple[str, ...]
    """Services of which a loop of their own has work."""
    next_act: Mapping[str, date]
    """The next day on which a deadline of each service acts; absent if none does."""

    def due(self, today: date) -> list[str]:
        """Services with a deadline that acts today or should have."""
        return [name for name, day in self.next_act.items() if day <= today]


@dataclass(slots=True)
class World:
    """All services, their clock and their database."""

    pool: asyncpg.Pool[asyncpg.Record]
    transport: LoopbackTransport
    clock: HandClock
    reference: Reference
    runtimes: dict[str, Runtime]
    _ends: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """The last position by journal, topic and type."""
    _positions: dict[str, int] = field(default_factory=dict)
    """The position up to which each journal was looked at."""

    @property
    def today(self) -> date:
        return civil_date(self.clock.instant)

    def consumer(self, name: str) -> LoopbackConsumer:
        """The consumer of a service, to be stepped."""
        consumer = self.runtimes[name].consumer
        assert isinstance(consumer, LoopbackConsumer)
        return consumer

    async def look(self) -> Standing:
        """Finds in one query what has to be done, so that quiet services need no step."""
        names = list(self.runtimes)
        positions: dict[tuple[str, str], int] = {}
        next_act: dict[str, date] = {}
        for kind, service, name, type_, position, day in await self.pool.fetch(
            _look(tuple(names)), *(self._positions.get(one, 0) for one in names)
        ):
            if kind == "end":
                self._ends[service, name, type_] = position
                self._positions[service] = max(position, self._positions.get(service, 0))
            elif kind == "at":
                positions[service, name] = position
            else:
                next_act[service] = day
        behind = tuple(one for one in names if self._is_behind(one, positions))
        at_work = [name for name in names if await self._is_at_work(name)]
        return Standing(behind, tuple(at_work), next_act)

    async def _is_at_work(self, name: str) -> bool:
        return any([await loop.has_work() for loop in self.runtimes[name].own_loops.values()])

    def _is_behind(self, name: str, positions: Mapping[tuple[str, str], int]) -> bool:
        """Whether the service has an event to read that it declares. It ignores others, so they can wait."""
        service = self.runtimes[name].service
        return any(
            topic in service.topics and type_ in service.declared and end > positions.get((name, journal), 0)
            for (journal, topic, type_), end in self._ends.items()
        )

    async def settle(self) -> Standing:
        """Steps every service until none has anything left to do."""
        while True:
            standing = await self.look()
            due = standing.due(self.today)
            if not due and not standing.behind and not standing.at_work:
                return standing
            for name, runtime in self.runtimes.items():
                while name in due and await runtime.deadlines.step():
                    pass
                while name in standing.behind and await self.consumer(name).step():
                    pass
                for loop in runtime.own_loops.values() if name in standing.at_work else ():
                    if await loop.has_work():
                        await loop.step()

    async def turn(self, instant: datetime) -> None:
        """Moves the clock to each due date in order, settles in between, and ends at `instant`."""
        standing = await self.settle()
        while (day := min(standing.next_act.values(), default=None)) is not None and start_of_day(day) <= instant:
            self.clock.instant = max(self.clock.instant, start_of_day(day))
            standing = await self.settle()
        self.clock.instant = max(self.clock.instant, instant)
        await self.settle()


def _look(names: tuple[str, ...]) -> str:
    """The query of `look`: one row for each new type and topic, each position of a reader, and each next deadline."""
    ends = (
        f"select 'end', '{name}', topic, type, max(position), null::date from {name}.journal "
        f"where position > ${number} group by topic, type"
        for number, name in enumerate(names, 1)
    )
    at = (
        f"select 'at', '{name}', journal, '', position, null::date from {name}.subscription where consumer = '{name}'"
        for name in names
    )
    acts = (
        f"(select 'acts', '{name}', '', '', 0, acts_on from {name}.deadlines where acts_on is not null "
        "order by acts_on limit 1)"
        for name in names
    )
    return " union all ".join([*ends, *at, *acts])


@asynccontextmanager
async def world(
    dsn: str, start: date, reference: Reference, services: Sequence[Service] = composition.SERVICES
) -> AsyncIterator[World]:
    """The system on an empty or migrated database, at the beginning of the day `start`."""
    async with open_pool(dsn) as pool:
        async with pool.acquire() as connection:
            await composition.migrate_all(connection, services)
        yield await begin_world(pool, dsn, start, reference, services)


def open_pool(dsn: str) -> asyncpg.pool.Pool[asyncpg.Record]:
    """Connections for a world."""
    return asyncpg.create_pool(
        dsn, min_size=1, max_size=4, statement_cache_size=STATEMENTS, max_queries=1_000_000_000, reset=leave_as_it_is
    )


SIGNER: Final = read_keys("0" * 64)
"""By this key everybody can sign: a world is no installation, and whoever reads its reports has made them."""


async def begin_world(
    pool: asyncpg.Pool[asyncpg.Record],
    dsn: str,
    start: date,
    reference: Reference,
    services: Sequence[Service] = composition.SERVICES,
) -> World:
    """The system on a migrated database where nothing has happened yet."""
    clock, wake = HandClock(start_of_day(start)), Wake()
    transport = LoopbackTransport(pool, tuple(service.name for service in services), wake)
    resources = Resources(pool, dsn, transport, clock, reference, wake, senders_of=_owner_of, signer=SIGNER)
    runtimes = composition.make_runtimes(services, resources)
    for runtime in runtimes:
        await runtime.apply_reference()
    return World(pool, transport, clock, reference, {runtime.service.name: runtime for runtime in runtimes})


def _owner_of(_source: str) -> tuple[Principal, ...]:
    """The owner may send for every source, since nobody else is registered in a world."""
    return (OWNER,)
