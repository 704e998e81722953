"""Moves a simulated clock to each due date in order, and lets everything settle in between.

The services say through the database whether they are quiet, so this works for one process and for many. Quiet means
that no service has an unrelayed row, a lag or a due deadline. It must be so twice in a row, and no journal may move in
between. Then nothing is under way anywhere.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date

import asyncpg
import structlog

from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import wait
from shared.engine.storage import journal
from shared.engine.storage.deadlines import next_act
from shared.engine.time.clock import CHANNEL, turn
from shared.engine.time.dates import civil_date, start_of_day

log = structlog.get_logger()

ROUND_SECONDS = 0.01
"""Between looks at whether all have answered, and whether a busy service has become quiet."""
IDLE = 1.0
"""Seconds between looks at whether a round was called; a fallback, since calls ring."""


async def answer_rounds(runtime: Runtime) -> None:
    """Tells, for each round that is called, once this service is quiet; until cancelled."""
    bell = runtime.make_bell()
    answered, told = -1, Counter[str]()
    while True:
        pause = IDLE
        try:
            told = await _tell_what_fired(runtime, told)
            called: int = await runtime.resources.pool.fetchval("select round from clock.now")
            if called > answered and await runtime.quiet():
                told = await _tell_what_fired(runtime, told)
                await _answer(runtime, called)
                answered = called
            elif called > answered:
                pause = ROUND_SECONDS
        except Exception as error:  # database or broker away: asked again
            log.warning("clock waits", service=runtime.service.name, error=type(error).__name__)
        await wait(bell, pause)


async def _tell_what_fired(runtime: Runtime, told: Counter[str]) -> Counter[str]:
    """Adds what this copy's deadlines did since the last call. Returns the counts up to now."""
    now = runtime.deadlines.fired.copy()
    if new := now - told:
        await runtime.resources.pool.execute(
            "insert into clock.fired (what, number) select * from unnest($1::text[], $2::bigint[]) "
            "on conflict (what) do update set number = fired.number + excluded.number",
            sorted(new),
            [new[what] for what in sorted(new)],
        )
    return now


async def _answer(runtime: Runtime, called: int) -> None:
    async with runtime.resources.pool.acquire() as connection:
        await connection.execute(
            "insert into clock.services (service, round, quiet, journal_end, next_act) "
            "values ($1, $2, true, $3, $4) on conflict (service) do update set round = excluded.round, "
            "journal_end = excluded.journal_end, next_act = excluded.next_act",
            runtime.service.name,
            called,
            await journal.end(connection, runtime.service.name),
            await next_act(connection, runtime.service.name),
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
        before = await self._count_fired()
        while today < target:
            due = await self.pool.fetchval("select min(next_act) from clock.services")
            today = min(target, max(due, today)) if due else target
            async with self.pool.acquire() as connection:
                await turn(connection, start_of_day(today))
            await self.settle()
            after = await self._count_fired()
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
        called = await self.pool.fetchval(
            "with called as (update clock.now set round = round + 1 returning round) "
            "select round from called, pg_notify($1, '')",
            CHANNEL,
        )
        query = "select service, journal_end from clock.services where round >= $1 and service = any($2) order by 1"
        while True:
            answers = await self.pool.fetch(query, called, list(self.services))
            if len(answers) == len(self.services):
                return [(record[0], record[1]) for record in answers]
            await asyncio.sleep(ROUND_SECONDS)

    async def _count_fired(self) -> Counter[str]:
        records = await self.pool.fetch("select what, number from clock.fired")
        return Counter({record["what"]: record["number"] for record in records})
