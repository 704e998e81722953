"""One tick of the deadline loop: its cost must follow what is due, not what is waiting."""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta
from statistics import median

from benchmarks.places import Places
from benchmarks.report import Figure
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.time.dates import start_of_day
from tests.support.counter import COUNTER
from tests.support.running import world

TODAY = date(2025, 6, 2)
DUE = 100

FILL = """
insert into counter.deadlines (kind, subject, due_on, anchor, mandate, paragraph, reminders, state, acts_on,
    correlation_id, scheduled_by)
select 'remind', {subject}, $1::date + {after}, '', '', '', '{{}}', 'pending', $1::date + {after} + 1, '', ''
from generate_series($2::int, $3::int) as n
"""
WAITING = FILL.format(subject="'waiting' || n", after="n % 300")
"""Deadlines that fall due within three hundred days of a day."""
LETTERS = "chr(65 + n / 676) || chr(65 + n / 26 % 26) || chr(65 + n % 26)"
MADE_DUE = FILL.format(subject=LETTERS, after="0")
"""Deadlines of that day, each of a State of its own, as far as its code goes."""


async def waiting(places: Places) -> list[Figure]:
    """Ticks with a hundred due among many and among few, in turn."""
    sizes = places.sizes
    async with places.postgres.database() as few, places.postgres.database() as many:
        await _fill(few, sizes.few_deadlines)
        await _fill(many, sizes.waiting_deadlines)
        seconds: dict[str, list[float]] = {few: [], many: []}
        for tick in range(sizes.ticks):
            for dsn, times in seconds.items():
                times.append(await _tick(dsn, tick))
    fast, slow = median(seconds[few]), median(seconds[many])
    name = f"deadline tick, {DUE} due of {sizes.waiting_deadlines:,}"
    return [
        Figure(name, slow * 1000, "ms", slow / fast, f"the same of {sizes.few_deadlines:,}", places.on, "at most 2")
    ]


async def _fill(dsn: str, count: int) -> None:
    async with world(dsn, COUNTER) as counter:
        await counter.pool.execute(WAITING, TODAY + timedelta(days=400), 1, count)
        await counter.pool.execute("vacuum analyze counter.deadlines")


async def _tick(dsn: str, number: int) -> float:
    """Adds a hundred that were due yesterday, and takes the time of the loop's one turn."""
    async with world(dsn, COUNTER) as counter:
        counter.clock.instant = start_of_day(TODAY) + timedelta(hours=12)
        await counter.pool.execute(MADE_DUE, TODAY - timedelta(days=1), DUE * number, DUE * (number + 1) - 1)
        loop = DeadlineLoop(counter.handler, asyncio.Event())
        begin = time.perf_counter()
        count = await loop.step()
        seconds = time.perf_counter() - begin
        assert count == DUE, f"{count} were due"
        assert not await counter.pool.fetchval("select count(*) from counter.dead_letters")
        return seconds
