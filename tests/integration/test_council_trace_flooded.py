"""However often a body tells of one project again, its trace reads each event a few times, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import cast

import asyncpg
import pytest

from contracts.catalog import encode
from contracts.unoct import ProjectRegistered
from services.council.facts.disclosure import reading
from services.council.lookups.traces.model import MOST_EVENTS
from services.council.lookups.traces.reading import find_openable, read_lineage
from shared.engine.time.clock import HandClock
from shared.web.lists import Pool
from tests.support.council import PRINCIPALS, council, council_on, make_template
from tests.support.council_story import BEGIN
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows
from tests.support.report_facts import Rec, Report

MANY = 3_000
ROWS_TO_OPEN = 9
"""For each event, to say whether there is a trace: only the first of a thing are compared with what was told before."""
ROWS_FOR_EVENT = 25
"""In all steps of the plans: each event, what it told before, and whether its reader may know of it."""
PROJECT = ProjectRegistered(
    occurred_on=date(2026, 1, 2), project_id="p1", reference="P", kind="project", title="-", lead_body="UNODC",
    states=("KEN",), themes=(), status="active", source="urn:x", recommendations=(), products=(),
)  # fmt: skip
FILL = """
insert into council_projected.events select (jsonb_populate_record(e, jsonb_build_object(
    'id', 'again' || n, 'position', e.position + n, 'time', e.time + n * interval '1 second'))).*
from council_projected.events e cross join generate_series(1, $2::bigint) n where e.id = $1
"""


@asynccontextmanager
async def _counting(dsn: str) -> AsyncIterator[tuple[Pool, CountingRows]]:
    connection = await asyncpg.connect(dsn, connection_class=CountingRows)
    try:
        yield cast("Pool", connection), connection
    finally:
        await connection.close()


@pytest.fixture
async def dsn(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """The database of a council that heard of one project, and of the same again and again."""
    async with postgres_server.database(await make_template(postgres_server)) as made:
        async with council_on(made, HandClock(BEGIN)) as running:
            told = await running.tell(PROJECT)
            await running.settle()
            await running.pool.execute(FILL, told, MANY)
            await running.pool.execute("analyze")
        yield made


async def test_whether_a_thing_can_be_traced_asks_little_of_each_event(dsn: str) -> None:
    async with _counting(dsn) as (pool, connection):
        assert await find_openable(pool, PRINCIPALS["reader"], ["p1", "again7", "p2"]) == {"p1"}
        assert connection.rows < ROWS_TO_OPEN * MANY, connection.rows


async def test_a_trace_reads_each_event_a_few_times(dsn: str) -> None:
    async with _counting(dsn) as (pool, connection):
        lineage = await read_lineage(pool, PRINCIPALS["reader"], "p1")
        assert len(lineage.events) == 1
        assert not lineage.complete
        assert connection.rows < ROWS_FOR_EVENT * MANY, connection.rows
        whole = await read_lineage(pool, PRINCIPALS["member"], "p1")
        assert len(whole.events) == MOST_EVENTS


# ---- a full report that was corrected again and again ------------------------------------------

REPORT = Report("A", "2026-01-02", tuple(Rec(f"r{number}", audience="un") for number in range(30)))
CORRECTIONS = 30


class Measuring:
    """A pool that notes how many events, and how many bytes of them, each query brings."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.events: list[str] = []
        self.most_bytes = 0

    async def fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self._pool.fetch(query, *arguments)
        whole = [one for one in found if "data" in one.keys()]  # noqa: SIM118 - a record looks among its values
        self.events += [one["id"] for one in whole]
        self.most_bytes = max(self.most_bytes, sum(len(one["data"]) for one in whole))
        return found


async def test_corrections_of_a_full_report_are_compared_few_at_a_time_and_each_is_read_once(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was read four times, all at once: four readers of the UN kept officers waiting for half a minute."""
    size = len(encode(REPORT.complete()))
    monkeypatch.setattr(reading, "LARGE", 3 * size)
    async with council(postgres_server, HandClock(BEGIN)) as running:
        await running.tell(REPORT.complete())
        for number in range(CORRECTIONS):
            changed = {"finding": "committee"} if number % 2 else {"finding": None}
            await running.tell(REPORT.correct("2026-01-03", **changed))
        hidden = await running.tell(REPORT.correct("2026-01-03", finding="committee"))
        shown = await running.tell(REPORT.correct("2026-01-04", recs=REPORT.recs[1:]))
        await running.settle()
        pool = Measuring(running.pool)
        lineage = await read_lineage(cast("Pool", pool), PRINCIPALS["reader"], "A")
    assert shown in lineage.events
    assert hidden not in lineage.events
    assert len([one for one in lineage.events.values() if one["type"].startswith("assessment.")]) == 2
    assert pool.most_bytes <= 3 * size + 1_000
    assert max(Counter(pool.events).values()) == 2  # once to know whether there is a trace, and once for it
