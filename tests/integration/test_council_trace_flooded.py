"""However often a body tells of one project again, its trace reads each event a few times, and no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import cast

import asyncpg
import pytest

from contracts.unoct import ProjectRegistered
from services.council.lookups.traces.model import MOST_EVENTS
from services.council.lookups.traces.reading import find_openable, read_lineage
from shared.engine.time.clock import HandClock
from shared.web.lists import Pool
from tests.support.council import PRINCIPALS, council_on, make_template
from tests.support.council_story import BEGIN
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows

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
