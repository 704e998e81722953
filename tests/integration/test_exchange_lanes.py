"""Lanes on a real database: what waits is handed on, and what an older version did not count is counted anew."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.exchange.lanes import recounting, rules
from services.exchange.lanes.recounting import LAPSES_AFTER, LaneLoop
from services.exchange.service import SERVICE
from tests.support.exchange import BATCH, CTED, event, owner_answers, owner_puts_aside, ready, receipt
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving

LANE = "select places_taken, next_number - oldest from exchange.lanes"
BYTES = "select bytes_queued, bytes_handed_on from exchange.lanes"
ASIDE = "select places_taken, aside from exchange.lanes"


@pytest.fixture
async def exchange(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serving]:
    monkeypatch.setattr(rules, "PLACES", 3)
    monkeypatch.setattr(recounting, "PLACES", 3)
    async with ready(postgres_server) as running:
        yield running


async def send(exchange: Serving, begin: int, end: int) -> None:
    client = await exchange.client("cted")
    events = [event(f"n-{number}", source=CTED) for number in range(begin, end)]
    assert (await client.post("/events", json=events, headers=BATCH)).status_code == 202


async def start_again(exchange: Serving) -> None:
    """As the loop of a new copy does first."""
    await LaneLoop(exchange.runtime.handler).step()


async def answer_as_an_older_version(exchange: Serving, *ids: str) -> None:
    """It knows of no places."""
    query = "update exchange.notices set standing = '{}'::jsonb where notice_id = any($1)"
    await exchange.pool.execute(query, list(ids))


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
    await answer_as_an_older_version(exchange, "n-0", "n-1")
    await start_again(exchange)
    assert await exchange.rows(LANE) == [(3, 0)]
    assert await list_handed_on(exchange) == [f"n-{number}" for number in range(5)]


async def test_what_an_older_version_put_aside_is_counted_by_the_migration_and_by_a_start(exchange: Serving) -> None:
    await send(exchange, 0, 3)
    for number in (0, 1):
        await owner_puts_aside(exchange, f"n-{number}")
    assert await exchange.rows(ASIDE) == [(1, 2)]
    await migrate_again(exchange, "0027_waiting_of_senders.sql", "aside")
    assert await exchange.rows(ASIDE) == [(1, 2)]
    await exchange.pool.execute("update exchange.lanes set aside = 7")
    await start_again(exchange)
    assert await exchange.rows(ASIDE) == [(1, 2)]
    for number in range(3):
        await owner_answers(exchange, f"n-{number}")
    assert await exchange.rows(ASIDE) == [(0, 0)]


async def test_a_start_counts_what_waits_where_nothing_is_in_the_lane(exchange: Serving) -> None:
    await send(exchange, 0, 1)
    await owner_puts_aside(exchange, "n-0")
    await exchange.pool.execute("update exchange.notices set standing = '{}'::jsonb")  # as an older version answers
    await start_again(exchange)
    assert await exchange.rows(ASIDE) == [(0, 0)]


async def migrate_again(exchange: Serving, name: str, column: str) -> None:
    """As where an older version had no such column of lanes."""
    (migrations,) = SERVICE.migrations
    migration = Path(migrations, name).read_text(encoding="utf-8")
    async with exchange.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local search_path = exchange; alter table lanes drop column {column}")
        await connection.execute(migration)


async def test_a_lane_knows_the_bytes_before_each_notice_and_the_migration_counts_them(exchange: Serving) -> None:
    query = """
        select bytes_before, sum(octet_length(content)) over (order by id) - octet_length(content), bytes_queued
        from exchange.queued_notices, exchange.lanes order by id
    """
    await send(exchange, 0, 6)
    found = await exchange.rows(query)
    assert [before for before, _, _ in found] == [counted for _, counted, _ in found]
    assert len({before for before, _, _ in found} | {found[0][2]}) == 4
    async with exchange.pool.acquire() as connection:
        await connection.execute("alter table exchange.queued_notices drop column bytes_before")
        await connection.execute("alter table exchange.lanes drop column bytes_handed_on")
    await migrate_again(exchange, "0030_bytes_of_queued_notices.sql", "bytes_queued")
    assert await exchange.rows(query) == found


async def hand_on_as_an_older_version(exchange: Serving, end: int) -> None:
    """It hands on what waits before this number, and its owner answers all of it. It knows of no bytes."""
    await exchange.pool.execute(
        "delete from exchange.queued_notices where split_part(id, ' ', 2)::integer < $1 - 3", end
    )
    await exchange.pool.execute("update exchange.lanes set oldest = $1 - 3, places_taken = 0", end)
    await exchange.pool.execute(
        """
        update exchange.notices set standing = '{}'::jsonb, has_place = false
        where substring(notice_id, 3)::integer < $1
        """,
        end,
    )


@pytest.mark.parametrize("end", [15, 20])
async def test_a_long_lane_goes_on_though_an_older_version_handed_on_after_the_migration(
    exchange: Serving, end: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some notices wait then, or none."""
    monkeypatch.setattr(rules, "MOST_READ", 2 * 1024)
    await send(exchange, 0, 20)
    await hand_on_as_an_older_version(exchange, end)
    before = await list_handed_on(exchange)
    await send(exchange, 20, 26)
    for number in range(end, 26):
        await owner_answers(exchange, f"n-{number}")
    assert (await list_handed_on(exchange))[len(before) :] == [f"n-{number}" for number in range(end, 26)]


@pytest.mark.parametrize("end", [15, 20])
async def test_a_start_counts_bytes_anew_that_an_older_version_did_not_count(exchange: Serving, end: int) -> None:
    await send(exchange, 0, 20)
    ((before, _),) = await exchange.rows(
        "select max(bytes_before) filter (where id like '% 12'), 0 from exchange.queued_notices"
    )
    ((queued, _),) = await exchange.rows(BYTES)
    await hand_on_as_an_older_version(exchange, end)
    await recounting.recount_lane(exchange.pool, "principal:cted")
    assert await exchange.rows(BYTES) == [(queued, before if end == 15 else queued)]


async def test_a_lane_that_an_older_version_beside_this_one_closed_goes_on_by_itself(exchange: Serving) -> None:
    """Nobody starts again after an update, and its sender sends no more."""
    loop = LaneLoop(exchange.runtime.handler)
    await send(exchange, 0, 3)
    assert await loop.step() == 0
    await answer_as_an_older_version(exchange, "n-0", "n-1", "n-2")
    await send(exchange, 3, 8)
    assert await exchange.rows(LANE) == [(3, 5)]
    assert (await loop.step(), await loop.step()) == (0, 1)
    assert await exchange.rows(LANE) == [(3, 2)]
    assert (await list_handed_on(exchange))[3:] == ["n-3", "n-4", "n-5"]


async def test_a_lane_that_moves_is_counted_at_times_only(exchange: Serving) -> None:
    loop = LaneLoop(exchange.runtime.handler)
    await send(exchange, 0, 30)
    assert await loop.step() == 0
    await answer_as_an_older_version(exchange, "n-0")
    for number in range(1, recounting.WHOLE):
        await owner_answers(exchange, f"n-{number}")
        assert await loop.step() == 0
    assert await loop.step() == 1
    assert await exchange.rows(LANE) == [(3, 30 - recounting.WHOLE - 3)]


async def test_a_place_lapses_whose_answer_is_missing_for_good(exchange: Serving) -> None:
    loop = LaneLoop(exchange.runtime.handler)
    await send(exchange, 0, 4)
    exchange.clock.instant += LAPSES_AFTER / 2
    await send(exchange, 4, 9)
    assert (await loop.step(), await loop.step()) == (0, 0)
    exchange.clock.instant += LAPSES_AFTER / 2 + timedelta(minutes=1)
    assert await loop.step() == 1
    assert (await list_handed_on(exchange))[3:] == ["n-3", "n-4", "n-5"], "n-3 had come early too, and waited here"
    await loop.step()
    await loop.step()
    assert (await list_handed_on(exchange))[6:] == ["n-6"], "the place of n-3 lapsed a minute later"
    await owner_answers(exchange, "n-0")
    assert (await receipt(await exchange.client("cted"), "n-0"))["status"] == "accepted"
    assert await exchange.rows(LANE) == [(3, 2)], "it had no place any more"
