"""Facts of an earlier version: marked by a migration, counted by nobody, made again when council starts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from ctc import composition
from services.council.facts.outdated import is_outdated
from services.council.operators.rebuild.rebuilding import connect_alone
from services.council.service import PROJECTED_TABLES, SERVICE, renew
from shared.engine.running.runtime import AFTER_START
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.council_story import tell_everything
from tests.support.postgres import PostgresServer
from tests.support.report_story import publish
from tests.support.running import START

MARKING = "0005"
"""From this migration of the tables on, each marks the facts that it found."""


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    """With facts, as the version before this one kept them."""
    async with council(postgres_server, HandClock(START)) as found:
        await tell_everything(found)
        yield found


async def update(running: Council) -> None:
    """The last migration of the tables runs, as after an update."""
    last = max(PROJECTED_TABLES.glob("*.sql")).name
    async with running.pool.acquire() as connection:
        await connection.execute("delete from council_projected.migrations where name = $1", f"tables/{last}")
        assert await composition.migrate_all(connection, [SERVICE]) == [f"council_projected: tables/{last}"]


async def test_a_migration_marks_the_facts_that_it_finds_and_none_where_there_are_none(running: Council) -> None:
    assert not await is_outdated(running.pool)
    await update(running)
    assert await is_outdated(running.pool)


def test_each_migration_of_these_tables_says_whether_old_facts_lack_it() -> None:
    later = [path for path in PROJECTED_TABLES.glob("*.sql") if path.name[:4] >= MARKING]
    assert [path.name for path in later if "outdated" not in path.read_text("utf-8")] == []


async def test_no_report_is_made_of_outdated_facts_and_what_was_published_is_served(running: Council) -> None:
    client = await running.client("owner")
    published = await publish(running, "/reports/annual/2024")
    assert published.status_code == 200
    await update(running)
    assert (await client.get("/reports/annual/2024")).content == published.content
    for refused in (
        await client.get("/reports/review/2024/provisional"),
        await client.post("/reports/review/2024/drafts", json={}),
        await client.post("/reports/annual/2024/corrections", json={"reason": "Synthetic."}),
    ):
        assert (refused.status_code, refused.json()["type"]) == (503, "/problems/facts-outdated")


async def test_council_makes_outdated_facts_again_when_it_starts_and_then_reports(running: Council) -> None:
    await update(running)
    await renew(running.runtime)
    client = await running.client("owner")
    (done,) = (await client.get("/rebuilds")).json()["items"]
    assert (done["state"], done["started_by"], done["result"]["swapped"]) == ("done", "council", True)
    assert not await is_outdated(running.pool)
    assert (await client.get("/reports/review/2024/provisional")).status_code == 200
    await renew(running.runtime)
    assert len((await client.get("/rebuilds")).json()["items"]) == 1, "once"


async def test_council_is_alive_when_that_is_done(running: Council) -> None:
    running.runtime.start()
    try:
        async with asyncio.timeout(10):
            while not running.runtime.loops.is_done(AFTER_START):  # noqa: ASYNC110 - a task of its own does it
                await asyncio.sleep(0.01)
        assert running.runtime.find_ended_loops() == []
    finally:
        await running.runtime.stop()


async def test_where_another_copy_makes_them_again_this_one_waits_for_it(running: Council) -> None:
    await update(running)
    async with connect_alone(running.runtime.resources.dsn, SERVICE):
        await renew(running.runtime)
    assert (await (await running.client("owner")).get("/rebuilds")).json()["items"] == []
