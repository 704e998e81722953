"""A registered publisher's quota over HTTP: told with each answer, held over all copies, passed by one event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.exchange.quotas.counting import count
from tests.support.exchange import BATCH, JSON, event, ready
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.whole import DESK, start_whole

SOURCE = "urn:example:unodc"
MOST = 5


@pytest.fixture
async def system(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_whole(postgres_server) as client:
        yield client


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.fixture(autouse=True)
async def _within_one_minute() -> None:
    """The windows are those of the clock on the wall."""
    if (left := 60 - time.time() % 60) < 20:
        await asyncio.sleep(left)


async def register(system: httpx.AsyncClient, **quota: int) -> dict[str, str]:
    registration = {
        "name": "UNODC cases", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
        "reads": "un", "quota": {"events_per_minute": MOST} | quota,
    }  # fmt: skip
    (await system.post("/publishers", json=registration, headers=DESK)).raise_for_status()
    key = await system.post("/publishers/unodc-cases/keys", json={}, headers=DESK)
    return {"Authorization": f"Bearer {key.json()['key']}"}


def visit(number: int) -> dict[str, Any]:
    data = {"reference": f"SYN-{number}", "body": "UNODC", "state": "KEN", "start": "2026-01-10", "synthetic": True}
    return event(f"n-{number}", source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=data)


async def send(system: httpx.AsyncClient, bearer: dict[str, str], *numbers: int) -> httpx.Response:
    return await system.post("/events", json=[visit(number) for number in numbers], headers=bearer | BATCH)


async def test_each_answer_tells_what_is_left(system: httpx.AsyncClient) -> None:
    bearer = await register(system)
    taken = await send(system, bearer, 1, 2)
    assert taken.status_code == 202
    assert taken.headers["ratelimit-policy"].startswith('"events";q=5;w=60, "bytes";q=')
    assert taken.headers["ratelimit"].startswith('"events";r=3;t=')
    wrong = await system.post("/events", content=b"x", headers=bearer | {"content-type": "text/plain"})
    assert (wrong.status_code, wrong.headers["ratelimit"][:13]) == (415, '"events";r=3;')
    foreign = await system.post("/events", json=visit(3) | {"source": "urn:other"}, headers=bearer | JSON)
    assert (foreign.status_code, foreign.headers["ratelimit"][:13]) == (403, '"events";r=2;')


async def test_one_event_too_many_is_one_clear_answer_and_nothing_of_its_request_is_taken_in(
    system: httpx.AsyncClient,
) -> None:
    bearer = await register(system)
    assert (await send(system, bearer, 1, 2, 3)).status_code == 202
    passed = await send(system, bearer, 4, 5, 6)
    assert (passed.status_code, passed.json()["type"]) == (429, "/problems/quota-passed")
    assert "room for 2 events" in passed.json()["detail"]
    assert 1 <= int(passed.headers["retry-after"]) <= 60
    for number in (4, 5, 6):
        found = await system.get("/receipts", params={"source": SOURCE, "id": f"n-{number}"}, headers=bearer)
        assert found.status_code == 404
    assert (await send(system, bearer, 4, 5)).status_code == 202


async def test_bytes_of_a_day_are_counted_too(system: httpx.AsyncClient) -> None:
    bearer = await register(system, bytes_per_day=800)
    assert (await send(system, bearer, 1, 2)).status_code == 202
    passed = await send(system, bearer, 3, 4)
    assert passed.status_code == 429
    assert int(passed.headers["retry-after"]) <= 86_400


async def test_a_principal_of_the_tokens_file_has_no_quota(system: httpx.AsyncClient) -> None:
    taken = await system.post("/events", json=visit(1), headers=DESK | JSON)
    assert taken.status_code == 202
    assert "ratelimit" not in taken.headers


async def test_copies_that_count_at_the_same_time_give_no_more_than_the_quota(system: httpx.AsyncClient) -> None:
    bearer = await register(system)
    answers = await asyncio.gather(*(send(system, bearer, number) for number in range(12)))
    assert sorted(one.status_code for one in answers) == [202] * MOST + [429] * (12 - MOST)


async def test_what_kafka_brings_beyond_the_quota_counts_for_the_next_minutes(exchange: Serving) -> None:
    await exchange.pool.execute(
        "insert into exchange.registrations (id, version, content) values "
        """('p', 1, '{"events_per_minute": 5, "bytes_per_day": 1000}')"""
    )
    found = await count(exchange.pool, "exchange", "p", 13, 0, in_any_case=True)
    assert found is not None
    assert (found[0].events.used, found[1]) == (13, True)
    await exchange.pool.execute("update exchange.quota_use set minute = minute - 2")
    found = await count(exchange.pool, "exchange", "p", 2, 0, in_any_case=False)
    assert found is not None
    assert (found[0].events.used, found[1]) == (5, True)
    found = await count(exchange.pool, "exchange", "p", 1, 0, in_any_case=False)
    assert found is not None
    assert (found[0].events.used, found[1]) == (5, False)


async def test_a_quota_that_is_lowered_shuts_nobody_out_for_what_the_larger_one_allowed(exchange: Serving) -> None:
    await give_quota(exchange, 6_000, 50_000)
    assert await count_one(exchange, 900, 40_000) == (900, 40_000, True)
    await give_quota(exchange, 10, 1_000)
    assert await count_one(exchange, 1, 1) == (10, 1_000, False)
    await exchange.pool.execute("update exchange.quota_use set minute = minute - 1, day = day - 1")
    assert await count_one(exchange, 1, 1) == (1, 1, True)


async def test_what_was_too_much_counts_on_after_a_quota_is_lowered(exchange: Serving) -> None:
    await give_quota(exchange, 100, 1_000)
    await count(exchange.pool, "exchange", "p", 120, 0, in_any_case=True)
    await give_quota(exchange, 10, 1_000)
    await exchange.pool.execute("update exchange.quota_use set minute = minute - 1")
    assert await count_one(exchange, 1, 0) == (20, 0, False)


async def test_a_clock_that_was_ahead_uses_up_no_quota_after_it_was_put_back(exchange: Serving) -> None:
    await give_quota(exchange, 10, 1_000)
    assert await count_one(exchange, 10, 0) == (10, 0, True)
    await exchange.pool.execute("update exchange.quota_use set minute = minute + 43200, day = day + 30")
    assert await count_one(exchange, 1, 0) == (10, 0, False)
    await exchange.pool.execute("update exchange.quota_use set minute = minute - 1")
    assert await count_one(exchange, 1, 0) == (1, 0, True)


async def give_quota(exchange: Serving, events: int, size: int) -> None:
    await exchange.pool.execute(
        "insert into exchange.registrations (id, version, content) "
        "values ('p', 1, jsonb_build_object('events_per_minute', $1::int, 'bytes_per_day', $2::int)) "
        "on conflict (id) do update set content = excluded.content",
        events, size,
    )  # fmt: skip


async def count_one(exchange: Serving, events: int, size: int) -> tuple[int, int, bool]:
    """What is used now of both quotas, and whether this fitted."""
    found = await count(exchange.pool, "exchange", "p", events, size, in_any_case=False)
    assert found is not None
    return found[0].events.used, found[0].bytes.used, found[1]


async def test_a_repair_counts_as_the_event_that_it_sends(system: httpx.AsyncClient) -> None:
    bearer = await register(system)
    broken = visit(1) | {"data": {"state": "KEN"}}
    assert (await system.post("/events", json=broken, headers=bearer | JSON)).json()["items"][0][
        "status"
    ] == "unreadable"
    (kept,) = (await system.get("/unreadable", headers=bearer)).json()["items"]
    address = f"/unreadable/{kept['number']}/repair"
    tries = [await system.post(address, json=broken, headers=bearer) for _ in range(MOST)]
    assert [one.status_code for one in tries] == [202] * (MOST - 1) + [429]
    assert tries[0].headers["ratelimit"].startswith('"events";r=3;t=')
    assert tries[-1].json()["type"] == "/problems/quota-passed"
