"""All figures of each report, and one State's whole file, from a million events, and bare queries of the same rows."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from statistics import median
from typing import Any, Final

import asyncpg
import httpx

import reference
from benchmarks import many_facts
from benchmarks.places import Places
from benchmarks.report import Figure
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.facts import DUTIES, EVENTS, PROJECTED, SCHEMA
from services.council.lookups.states.sections import EVERYBODY, READABLE, SECTIONS
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS
from services.council.reports.reading import count_report
from shared.engine.time.clock import HandClock
from tests.support.council import council_on, make_template

NOW: Final = datetime(2026, 1, 15, 17, tzinfo=UTC)
YEAR: Final = 2025
STATE: Final = "KEN"
COUNTED: Final = [table.name for table in PROJECTED if table not in (EVENTS, DUTIES)]
"""The facts from which figures are counted: all except the events themselves and the duties of the calendar."""
REFERENCE: Final = reference.load()


async def figures(places: Places) -> list[Figure]:
    """Measures both on one database, since filling it takes longer than measuring."""
    async with places.postgres.database(await make_template(places.postgres)) as dsn:
        connection = await asyncpg.connect(dsn)
        try:
            await many_facts.fill(connection, places.sizes.fact_events)
        finally:
            await connection.close()
        return [*await _count_reports(dsn, places), await _ask_for_state(dsn, places)]


async def _count_reports(dsn: str, places: Places) -> list[Figure]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool:
        runs = places.sizes.runs
        bare = await _median(lambda: _read_once(pool), runs)
        return [
            Figure(
                f"figures of {kind.name}, {places.sizes.fact_events:,} events",
                seconds := await _median(lambda kind=kind: _count(pool, kind), runs),  # type: ignore[misc]
                "s", seconds / bare, f"reading all facts once ({bare:.2f} s)", places.on, "2",
            )
            for kind in KINDS
        ]  # fmt: skip


async def _count(pool: asyncpg.Pool[asyncpg.Record], kind: Kind) -> None:
    thing = many_facts.cycle() if kind.by_thing else ""
    scope = Scope(YEAR, date(YEAR, 12, 31), NOW, kind.shown_to, thing)
    async with snapshot(pool) as connection:
        counts = await count_report(connection, kind, scope, REFERENCE)
    assert any(one.numerator for one in counts.figures), kind.name


async def _read_once(pool: asyncpg.Pool[asyncpg.Record]) -> None:
    async with snapshot(pool) as connection:
        for table in COUNTED:
            await connection.fetch(f"select count(*), max(recorded_at), max(occurred_on) from {SCHEMA}.{table}")


# ---- a State ------------------------------------------------------------------------------


async def _ask_for_state(dsn: str, places: Places) -> Figure:
    """As the Committee asks for it: everything, with texts, without the network."""
    async with (
        council_on(dsn, HandClock(NOW)) as council,
        httpx.AsyncClient(  # not the tests' own client, which holds each answer against its document
            transport=httpx.ASGITransport(council.app),
            base_url="http://council",
            headers={"Authorization": "Bearer member"},
        ) as client,
    ):

        async def ask() -> None:
            response = await client.get(f"/states/{STATE}")
            assert response.status_code == 200
            assert len(response.json()["recommendations"]["items"]) > 1

        async def bare() -> None:
            for section in SECTIONS.values():
                present = section.present.replace(READABLE, EVERYBODY)
                query = f"select *, {section.sort_on} as sort_on from ({present}) present"
                await council.pool.fetch(f"{query} order by sort_on desc limit 50", STATE)

        requests = places.sizes.requests
        seconds, rows = await _median(ask, requests), await _median(bare, requests)
    name = f"GET /states/{STATE}, {places.sizes.fact_events:,} events"
    return Figure(
        name, seconds * 1000, "ms", seconds / rows, f"its rows alone ({rows * 1000:.0f} ms)", places.on, "100"
    )


async def _median(what: Callable[[], Awaitable[Any]], times: int) -> float:
    """The median in seconds, after one run that warms the caches."""
    seconds = []
    for _ in range(times + 1):
        begin = time.perf_counter()
        await what()
        seconds.append(time.perf_counter() - begin)
    return median(seconds[1:])
