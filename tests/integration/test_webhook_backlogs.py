"""However much waits for one subscriber, the others' deliveries go out."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from datetime import timedelta
from typing import Any, cast

import asyncpg
import httpx
import pytest

from services.exchange.deliveries import claims, pace, planning, resending, store, turns
from services.exchange.deliveries.model import DeliveryStatus
from shared.engine.storage import journal
from tests.support.exchange import JSON, event
from tests.support.reading import CountingRows
from tests.support.receiver import OK, receiver, status
from tests.support.serving import Serving
from tests.support.webhooks import (
    deliveries,
    loop_of,
    publish,
    recommend,
    subscribe_and_confirm,
    turn,
)

MANY = 15_000
FEW_ROWS = 1_000
"""Of all tables together: what the loop reads for all subscribers, however much waits."""


async def fill(exchange: Serving, made: dict[str, Any]) -> None:
    """Many events have gone to this subscription, and then all wait again. The statistics know nothing of that."""
    await exchange.pool.execute("alter table exchange.deliveries set (autovacuum_enabled = off)")
    await exchange.pool.execute(
        """
        insert into exchange.deliveries
            (id, subscription_id, stream, place, event_id, type, thing_id, status, made_at, next_try_at, ended_at)
        select 'd' || n, $1, 'receipts', n, 'e' || n, 'receipt.accepted.v1', 'urn:example:cted n-' || n, 'delivered',
            $2, $2, $2
        from generate_series(1, $3::integer) as n
        """,
        made["id"],
        exchange.clock.instant,
        MANY,
    )
    await exchange.pool.execute("vacuum analyze exchange.deliveries")
    await exchange.pool.execute(
        "update exchange.deliveries set status = 'waiting', ended_at = null where id like 'd%' and stream = 'receipts'"
    )


async def test_the_loop_reads_little_however_much_waits_for_one(
    exchange: Serving, cted: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        flooded = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        other = await subscribe_and_confirm(exchange, reader, endpoint)
        await fill(exchange, flooded)
        await exchange.pool.execute("update exchange.webhook_progress set due_at = '-infinity'")
        await recommend(exchange, "r-1")
        now = exchange.clock.instant
        connection = await asyncpg.connect(exchange.runtime.resources.dsn, connection_class=CountingRows)
        try:
            ours = {one.subscription.id: one for one in await claims.claim(connection, now, 100, {})}
            assert ours.keys() == {flooded["id"], other["id"]}
            await claims.oldest_due(connection, now)
            assert connection.rows < FEW_ROWS
            due = await store.read_due(connection, flooded["id"], False, now, pace.WAVE)
            assert [one.id for one in due] == [f"d{number}" for number in range(1, pace.WAVE + 1)]
            await claims.release(connection, ours[flooded["id"]], 0, now, None)
            assert connection.rows < 20 * MANY  # each once in each step of a plan, and not once for each other
        finally:
            await connection.close()


@pytest.mark.parametrize("wanted", ["unsure", "superseded", None])
async def test_a_list_of_deliveries_passes_over_none_of_another_status(
    exchange: Serving, cted: httpx.AsyncClient, wanted: DeliveryStatus | None
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
    await fill(exchange, made)
    connection = await asyncpg.connect(exchange.runtime.resources.dsn, connection_class=CountingRows)
    try:
        await resending.list_deliveries(cast(Any, connection), made["id"], wanted, None, 10)
        assert connection.rows < FEW_ROWS
    finally:
        await connection.close()


async def test_a_backlog_goes_out_at_the_pace_of_the_process(exchange: Serving, cted: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["released.*"])
        for number in range(300):
            await recommend(exchange, f"r-{number}")
        began = time.monotonic()
        await turn(exchange)
        assert len(endpoint.received) == 300
        assert time.monotonic() - began >= (300 - pace.CREDIT - pace.WAVE) / pace.RATE
        assert len(await deliveries(cted, made, status="waiting")) == 0


async def test_what_went_out_waits_again_in_small_pieces(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 2)
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        for number in range(5):
            await cted.post("/events", json=event(f"n-{number}", data={}), headers=JSON)
        await turn(exchange)
        assert len(endpoint.received) == 5
        endpoint.answer = lambda _: status(503)
        asked = {"since": "2020-01-01T00:00:00Z"}
        await cted.post(f"/subscriptions/{made['id']}/resend", json=asked)
        loop = loop_of(exchange)
        assert await loop.step() == 1
        await loop.finish()
        assert len(await deliveries(cted, made, status="waiting")) == 2
        await turn(exchange, timedelta(hours=1))
        assert len(await deliveries(cted, made, status="waiting")) == 4


async def test_receipts_are_looked_at_by_their_bytes(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    async def note(*arguments: Any) -> Any:
        found = await read_at(*arguments)
        read.append(len(found))
        return found

    read_at = journal.read_at
    monkeypatch.setattr(journal, "read_at", note)
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        for number in range(3):
            await cted.post("/events", json=event(f"n-{number}", data={}), headers=JSON)
        monkeypatch.setattr(journal, "LARGEST_READ", 1)
        await turn(exchange)
        assert [one.event["data"]["id"] for one in endpoint.received] == [f"n-{number}" for number in range(3)]
        assert max(read) == 1, "each has more bytes than are read at once"


async def test_a_statement_that_hangs_ends_with_its_turn(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        endpoint.answer = lambda _: status(503)
        await turn(exchange)
        exchange.clock.instant += timedelta(hours=1)
        monkeypatch.setattr(turns, "BROKEN_OFF_AFTER", timedelta(seconds=0.5))
        async with exchange.pool.acquire() as connection, connection.transaction():
            await connection.execute("select from exchange.deliveries where event_id = $1 for update", sent)
            await loop_of(exchange).step()
            async with asyncio.timeout(30):
                await loop_of(exchange).finish()
        active = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        assert await exchange.rows(active) == [(0,)]
        monkeypatch.undo()
        await exchange.pool.execute("update exchange.webhook_progress set leased_until = clock_timestamp()")
        await turn(exchange)
        assert endpoint.ids() == [sent, sent, sent]


async def test_what_is_asked_for_during_a_turn_goes_out_after_it(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        async with exchange.pool.acquire() as connection:
            await claims.look_soon(connection, made["id"])
            (claim,) = await claims.claim(connection, exchange.clock.instant, 100, {})
            (delivery, _) = await deliveries(reader, made)
            await reader.post(f"/subscriptions/{made['id']}/resend", json={"delivery": delivery["id"]})
            await claims.release(connection, claim, 0, exchange.clock.instant, None)
        await turn(exchange)
        assert endpoint.ids() == [sent, sent]


async def test_a_subscription_is_looked_at_each_hour_whatever_the_loop_knows(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        await exchange.pool.execute("update exchange.deliveries set status = 'waiting' where event_id = $1", sent)
        await turn(exchange)
        assert endpoint.ids() == [sent]
        await turn(exchange, claims.LOOKS_EVERY)
        assert endpoint.ids() == [sent, sent]
        assert len(await deliveries(reader, made, status="delivered")) == 2


async def test_looking_for_what_is_new_reads_no_event(exchange: Serving) -> None:
    texts = [secrets.token_hex(1_500) for _ in range(60)]
    findings = [
        {"finding_id": f"f-{place}", "provision": "6 (a)", "result": "none", "text": text}
        for place, text in enumerate(texts)
    ]
    for number in range(3):
        await publish(exchange, "assessment", assessment_id=f"a-{number}", state="KEN", findings=findings)
    explained = await exchange.rows(f"explain (analyze, buffers, format json) {planning.NEW_ITEMS}", "un", 0, 500)
    plan = json.loads(explained[0][0])[0]["Plan"]
    assert plan["Actual Rows"] == 3
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 20, "each event has some twenty pages of its own"


async def test_what_is_new_waits_in_the_feed_while_many_deliveries_wait(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST_WAITING", 3)
    monkeypatch.setattr(planning, "AT_ONCE", 2)
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint)
        endpoint.answer = lambda _: status(500)
        for number in range(12):
            await recommend(exchange, f"r-{number}")
        for _ in range(20):
            await turn(exchange, timedelta(minutes=10))
        assert len(await deliveries(cted, made, status="waiting")) == 4, (
            "three, and the rest of the step that made the third"
        )
        endpoint.received.clear()
        endpoint.answer = lambda _: OK
        for _ in range(10):
            await turn(exchange, timedelta(hours=1))
        assert len({one.event["id"] for one in endpoint.received}) == 12
    assert {one["status"] for one in await deliveries(cted, made)} == {"delivered"}


async def test_what_waits_for_a_cancelled_subscription_is_forgotten(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint)
        await recommend(exchange, "r-1")
        await turn(exchange)
        endpoint.answer = lambda _: status(500)
        await recommend(exchange, "r-2")
        await turn(exchange)
    await cted.post(f"/subscriptions/{made['id']}/cancellation", json={})
    async with exchange.pool.acquire() as connection:
        await store.forget(connection, exchange.clock.instant)
    assert {one["status"] for one in await deliveries(cted, made)} == {"delivered"}
