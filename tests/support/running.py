"""A service's handler on a real database, with a clock held in the hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg

import shared
from contracts.base import EventData
from shared.engine.handler import Handler
from shared.engine.port import Transport
from shared.engine.rules import Event
from shared.engine.running.resources import Resources
from shared.engine.running.waking import Wake
from shared.engine.service import Service
from shared.engine.time.clock import HandClock
from shared.operations import migrate
from shared.operations.metrics import Metrics
from shared.operations.pools import Connection
from tests.support.frozen import REFERENCE

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
SHARED_MIGRATIONS = Path(shared.__file__).parent / "migrations"


@dataclass(slots=True)
class World:
    """What a test turns and looks at."""

    pool: asyncpg.Pool[asyncpg.Record]
    look: Connection
    """A connection to look at what was written."""
    clock: HandClock
    handler: Handler
    dsn: str

    def resources(self, transport: Transport, *, relays: bool) -> Resources:
        """For a runtime of the same service beside the handler."""
        return Resources(self.pool, self.dsn, transport, self.clock, self.handler.reference, Wake(), relays)

    async def rows(self, query: str, *arguments: Any) -> list[tuple[Any, ...]]:
        return [tuple(record) for record in await self.pool.fetch(query, *arguments)]

    async def journal(self) -> list[tuple[str, str]]:
        """Type and subject of each event, in order."""
        schema = self.handler.service.name
        return await self.rows(f"select type, subject from {schema}.journal order by position")


@asynccontextmanager
async def world(dsn: str, service: Service) -> AsyncIterator[World]:
    """A migrated database and the service's handler on it."""
    async with asyncpg.create_pool(dsn, min_size=1, max_size=8) as pool, pool.acquire() as connection:
        await migrate.migrate(connection, service.name, [SHARED_MIGRATIONS, *service.migrations])
        clock = HandClock(START)
        yield World(pool, connection, clock, Handler(service, pool, clock, REFERENCE, Metrics(service.name)), dsn)


def event(data: EventData, id_: str, subject: str = "KEN", source: str = "/services/test") -> Event[Any]:
    """An event as a consumer hands it to the handler."""
    return Event(
        source=source, id=id_, type=data.type, subject=subject, time=START, data=data, correlation_id=f"cor-{id_}"
    )


def ids(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """The first column."""
    return [row[0] for row in rows]
