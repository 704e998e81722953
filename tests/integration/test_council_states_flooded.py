"""However many visits one body plans to a State, a page of the State's file reads what it shows."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import asyncpg
import orjson
import pytest

from services.council.facts.disclosure.model import Reader
from services.council.lookups.states import reading
from services.council.lookups.states.reading import read_section, read_visit_counts
from services.council.lookups.states.sections import SECTIONS
from shared.engine.principals import PUBLIC
from shared.engine.time.clock import HandClock
from shared.web.lists import Page, Pool
from tests.support.council import PRINCIPALS, council_on, make_template
from tests.support.council_story import BEGIN, INSIDERS, KENYA, OUTSIDERS, tell
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows

MANY = 5_000
FEW_ROWS = 1_000
"""In all steps of the plan of a page, however much is planned."""
READERS = {"everybody": PUBLIC} | {name: PRINCIPALS[name] for name in (*INSIDERS, *OUTSIDERS) if name}

FILL = """
with copied as (
    insert into council_projected.events select (jsonb_populate_record(e, jsonb_build_object(
        'id', $1 || n, 'thing', 'v' || n, 'type', 'visit.' || $1 || '.v1', 'position', $2::bigint + n))).*
    from council_projected.events e cross join generate_series(1, $3::bigint) n where e.type = 'visit.completed.v1'
)
insert into council_projected.visits select (jsonb_populate_record(v, jsonb_build_object(
    'id', $1 || n, 'event_id', $1 || n, 'visit_id', 'v' || n, 'stage', $1::text, 'position', $2::bigint + n))).*
from council_projected.visits v cross join generate_series(1, $3::bigint) n where v.stage = 'completed'
"""


@pytest.fixture
async def dsn(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """The database of a council whose Kenya has one visit that took place, many plans, and many that were cancelled."""
    async with postgres_server.database(await make_template(postgres_server)) as made:
        async with council_on(made, HandClock(BEGIN)) as running:
            await tell(running, KENYA)
            await running.pool.execute(FILL, "planned", 1_000_000, 2 * MANY)
            await running.pool.execute(FILL, "cancelled", 2_000_000, MANY)
            await running.pool.execute("analyze")
        yield made


@asynccontextmanager
async def counting(dsn: str) -> AsyncIterator[tuple[Pool, CountingRows]]:
    """A connection that counts, whose plans are made as the readers' are; first as a pool of it."""
    settings = {"plan_cache_mode": "force_custom_plan"}
    connection = await asyncpg.connect(dsn, connection_class=CountingRows, server_settings=settings)
    try:
        yield cast("Pool", connection), connection
    finally:
        await connection.close()


async def test_a_page_of_a_state_reads_what_it_shows(dsn: str) -> None:
    async with counting(dsn) as (pool, connection):
        for who, principal in READERS.items():
            reader = Reader(principal, "KEN")
            for name in SECTIONS:
                connection.rows = 0
                items = (await read_section(pool, name, reader, Page(limit=50)))["items"]
                assert connection.rows < FEW_ROWS, (who, name, connection.rows)
                assert isinstance(items, list)
                assert name != "visits" or len(items) == (50 if reader.insider else 1), who


async def test_to_count_visits_reads_those_that_took_place(dsn: str) -> None:
    async with counting(dsn) as (pool, connection):
        assert (await read_visit_counts(pool))["KEN"][0] == 1
        assert connection.rows < FEW_ROWS, connection.rows


async def test_a_page_of_long_texts_ends_early_and_the_next_goes_on(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader asked for a thousand recommendations of 40 kB, and each copy of them took a hundred megabytes."""
    monkeypatch.setattr(reading, "LARGEST_PAGE", 1)
    monkeypatch.setattr(reading, "SHOWN_AT_ONCE", 2)
    reader, ids = Reader(PRINCIPALS[INSIDERS[0]], "KEN"), list[str]()
    async with counting(dsn) as (pool, _):
        after: str | None = None
        for _ in range(20):
            page = await read_section(pool, "recommendations", reader, Page(limit=50, after=after))
            items, following = cast("list[orjson.Fragment]", page["items"]), page["next"]
            assert len(items) == 1, "one at least, and no more than fit"
            ids += [orjson.loads(orjson.dumps(one))["id"] for one in items]
            if following is None:
                break
            after = orjson.loads(base64.urlsafe_b64decode(f"{following}==="))[0]
    assert len(ids) == len(set(ids)) > 1
