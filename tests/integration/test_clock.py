"""A database's clock, when several processes start on it at once."""

from __future__ import annotations

import asyncio
from datetime import date

import asyncpg

from shared.engine.time import clock
from shared.engine.time.dates import start_of_day

DAY = date(2024, 1, 1)


async def set_up(dsn: str) -> bool:
    connection = await asyncpg.connect(dsn)
    try:
        return (await clock.set_up(connection, DAY)).simulated
    finally:
        await connection.close()


async def test_processes_that_start_at_once_find_one_simulated_clock(postgres: str) -> None:
    assert await asyncio.gather(*(set_up(postgres) for _ in range(12))) == [True] * 12
    connection = await asyncpg.connect(postgres)
    assert await connection.fetchval("select instant from clock.now") == start_of_day(DAY)
    await connection.close()
