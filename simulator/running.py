"""Runs simulations, one after the other on one database, which is emptied in between."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import asyncpg

from ctc import composition
from ctc.world import begin_world, open_pool
from reference import Reference, load
from simulator import mandates
from simulator.simulation import Simulation, SimulationPlan, SimulationResult, known_on, simulation

LAST_DAY: Final = date(2200, 12, 31)
"""Synthetic mandates reach up to this day, which is later than anybody simulates."""
PRESERVED: Final = frozenset({"migrations", "relay", "access_log"})
"""Tables that hold rows before a simulation begins; and the access log, which stays empty and refuses to be emptied."""
THOROUGHLY: Final = 25
"""The tables are truncated after so many simulations.

To delete their rows is ten times as fast, but leaves dead rows.
"""


@dataclass(slots=True)
class Ground:
    """A migrated database on which simulations run."""

    pool: asyncpg.Pool[asyncpg.Record]
    dsn: str
    facts: Reference
    runs: int = 0

    async def prepare(self, plan: SimulationPlan) -> Simulation:
        """A simulation that has not begun, on an empty database."""
        if self.runs:
            await self._clear()
        self.runs += 1
        begin = date(plan.begin, 1, 1)
        world = await begin_world(self.pool, self.dsn, begin, known_on(self.facts, begin))
        return simulation(plan, world, self.facts)

    async def run(self, plan: SimulationPlan, show: Callable[[int], None] = lambda _: None) -> SimulationResult:
        """One whole simulation."""
        return await (await self.prepare(plan)).run(show)

    async def _clear(self) -> None:
        """Empties all tables. The connection stays open with its prepared statements."""
        schemas = [schema for schema, _ in composition.list_schemas(composition.SERVICES)]
        tables = await self.pool.fetch(_TABLES, schemas)
        sequences = await self.pool.fetch(_SEQUENCES, schemas)
        names = [record[0] for record in tables if record[1] not in PRESERVED]
        if self.runs % THOROUGHLY == 0:
            await self.pool.execute(f"truncate {', '.join(names)}")
        await self.pool.execute("; ".join(f"delete from {name}" for name in names))
        await self.pool.execute("; ".join(f"alter sequence {record[0]} restart" for record in sequences))


_TABLES: Final = "select schemaname || '.' || tablename, tablename from pg_tables where schemaname = any($1) order by 1"
_SEQUENCES: Final = "select schemaname || '.' || sequencename from pg_sequences where schemaname = any($1) order by 1"


@asynccontextmanager
async def open_ground(dsn: str) -> AsyncIterator[Ground]:
    """The database at this DSN, empty or migrated, with the real mandates and synthetic ones after them."""
    with tempfile.TemporaryDirectory(prefix="ctc-mandates-") as directory:
        mandates.write(Path(directory), LAST_DAY)
        facts = load(extra_mandates=Path(directory))
    async with open_pool(dsn) as pool:
        async with pool.acquire() as connection:
            await composition.migrate_all(connection)
        yield Ground(pool, dsn, facts)
