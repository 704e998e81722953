"""What is looked up for each reader of a report costs as much as there is, never its square."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.council.counting import reading
from services.council.editions.reading import UNREAD
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer

FREEZE = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(FREEZE)) as found:
        yield found


async def record_rows(running: Council, first: int, last: int) -> None:
    """Events that were recorded before the freeze, and read after it."""
    await running.pool.execute(
        "insert into council_projected.events select 'e-' || n, '/s', 't', 'ctc.assessments', 'KEN', 'x' || n, $1,"
        " null, 'c', 'c', '', 0, n, false, '{}' from generate_series($2::bigint, $3::bigint) as n",
        FREEZE,
        first,
        last,
    )
    await running.pool.execute("analyze council_projected.events")


async def rows_read(running: Council) -> tuple[int, int]:
    """How many rows the query read of tables, and how many it found."""
    asked = UNREAD
    values = {"places": json.dumps({"ctc.assessments/0": 0}), "freeze": FREEZE, "made_on": date(2024, 1, 15)}
    async with reading.snapshot(running.pool) as connection:
        found = await connection.fetch(asked.text, *asked.arguments(values))
        explained = await connection.fetchval(
            f"explain (analyze, timing off, format json) {asked.text}", *asked.arguments(values)
        )
    return _rows_of(json.loads(explained)[0]["Plan"]), len(found)


def _rows_of(node: dict[str, Any]) -> int:
    here = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) if "Relation Name" in node else 0
    return int(here * node["Actual Loops"]) + sum(_rows_of(part) for part in node.get("Plans", ()))


async def test_an_outsider_who_asks_for_a_basis_makes_the_database_read_no_more_than_there_is(running: Council) -> None:
    await record_rows(running, 0, 400)
    few, found = await rows_read(running)
    await record_rows(running, 401, 1600)
    many, found_then = await rows_read(running)
    assert (found, found_then) == (400, 1600)
    assert many < 6 * few  # four times as many events: of the square it would be sixteen times
