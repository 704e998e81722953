"""Moving a simulated clock: to each due date in order, letting everything settle in between.

The services say through the database whether they are quiet, so that this works for one process
and for many. Quiet means: no unrelayed row, no lag, no due deadline in any service, twice in a row
with no journal moved in between; then nothing is under way anywhere.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date

import asyncpg
import orjson
import structlog

from shared import journal
from shared.clock import turn
from shared.dates import civil_date, start_of_day
from shared.deadline_store import next_act
from shared.runtime import Runtime

log = structlog.get_logger()

ROUND_SECONDS = 0.01
"""Between looks at whether a round was called, or answered."""


async def answer_rounds(runtime: Runtime) -> None:
    """Tells, for each round that is called, once this service is quiet; until cancelled."""
    answered = -1
    while True:
        try:
            called: int = await runtime.pool.fetchval("select round from clock.now")
            if called > answered and (await runtime.behind()).quiet:
                await _answer(runtime, called)
                answered = called
        except Exception as error:  # database or broker away: asked again
            log.warning("clock waits", service=runtime.service.name, error=type(error).__name__)
            await asyncio.sleep(1)
        await asyncio.sleep(ROUND_SECONDS)


async def _answer(runtime: Runtime, called: int) -> None:
    async with runtime.pool.acquire() as connection:
        await connection.execute(
            "insert into clock.services (service, round, quiet, journal_end, next_act, fired) "
            "values ($1, $2, true, $3, $4, $5) on conflict (service) do update set round = excluded.round, "
            "journal_end = excluded.journal_end, next_act = excluded.next_act, fired = excluded.fired",
            runtime.service.name,
            called,
            await journal.end(connection, runtime.service.name),
            await next_act(connection, runtime.service.name),
            orjson.dumps(runtime.deadlines.fired).decode(),
        )


@dataclass(frozen=True, slots=True)
class Advanced:
    """One stop of the clock on its way."""

    day: date
    fired: dict[str, int]
    """Deadlines that acted on that day, by kind and step."""


@dataclass(slots=True)
class Advance:
    """Moves the clock of a running system. `services` are those that must be quiet."""

    pool: asyncpg.Pool[asyncpg.Record]
    services: Sequence[str]

    async def to(self, target: date) -> AsyncIterator[Advanced]:
        """Goes to each due date up to `target` in order, and there at last. Raises ValueError for a day gone by."""
        today = civil_date(await self.pool.fetchval("select instant from clock.now"))
        if target < today:
            raise ValueError(f"the clock stands at {today} and never goes backwards")
        await self.settle()
        before = await self._fired()
        while today < target:
            due = await self.pool.fetchval("select min(next_act) from clock.services")
            today = min(target, max(due, today)) if due else target
            async with self.pool.acquire() as connection:
                await turn(connection, start_of_day(today))
            await self.settle()
            after = await self._fired()
            yield Advanced(today, dict(after - before))
            before = after

    async def settle(self) -> None:
        """Returns when all is quiet."""
        ends: list[tuple[str, int]] | None = None
        while True:
            again = await self._round()
            if again == ends:
                return
            ends = again

    async def _round(self) -> list[tuple[str, int]]:
        """Calls a round, waits for every service's answer, and returns the ends of their journals."""
        called = await self.pool.fetchval("update clock.now set round = round + 1 returning round")
        query = "select service, journal_end from clock.services where round >= $1 and service = any($2) order by 1"
        while True:
            answers = await self.pool.fetch(query, called, list(self.services))
            if len(answers) == len(self.services):
                return [(record[0], record[1]) for record in answers]
            await asyncio.sleep(ROUND_SECONDS)

    async def _fired(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for record in await self.pool.fetch("select fired from clock.services"):
            total.update(orjson.loads(record[0]))
        return total
