"""Lanes on a real database: what waits is handed on, and places that an older version left taken are counted anew."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.exchange.lanes import rules
from services.exchange.lanes.recounting import recount_lanes
from tests.support.exchange import BATCH, CTED, event, owner_answers, ready
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving

LANE = "select places_taken, next_number - oldest from exchange.lanes"


@pytest.fixture
async def exchange(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serving]:
    monkeypatch.setattr(rules, "PLACES", 3)
    async with ready(postgres_server) as running:
        yield running


async def send(exchange: Serving, begin: int, end: int) -> None:
    client = await exchange.client("cted")
    events = [event(f"n-{number}", source=CTED) for number in range(begin, end)]
    assert (await client.post("/events", json=events, headers=BATCH)).status_code == 202


async def list_handed_on(exchange: Serving) -> list[str]:
    query = "select convert_from(data, 'UTF8')::jsonb ->> 'id' from exchange.journal where topic = 'ctc.exchange'"
    return [row[0] for row in await exchange.rows(f"{query} order by position")]


async def test_what_waits_is_handed_on_with_its_content_and_its_sender(exchange: Serving) -> None:
    await send(exchange, 0, 6)
    assert await list_handed_on(exchange) == ["n-0", "n-1", "n-2"]
    assert await exchange.rows(LANE) == [(3, 3)]
    for number in (1, 0):
        await owner_answers(exchange, f"n-{number}")
    assert await list_handed_on(exchange) == [f"n-{number}" for number in range(5)]
    assert await exchange.rows(LANE) == [(3, 1)]
    principals = await exchange.rows("select distinct principal from exchange.journal where topic = 'ctc.exchange'")
    assert principals == [("cted",)]


async def test_places_that_answered_notices_still_have_are_counted_anew(exchange: Serving) -> None:
    await send(exchange, 0, 5)
    # As an older version answers: it knows of no places.
    await exchange.pool.execute("update exchange.notices set standing = '{}'::jsonb where notice_id in ('n-0', 'n-1')")
    await recount_lanes(exchange.runtime)
    assert await exchange.rows(LANE) == [(1, 2)]
    await send(exchange, 5, 6)
    assert await list_handed_on(exchange) == [f"n-{number}" for number in range(5)]
