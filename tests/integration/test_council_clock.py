"""The clock over HTTP: what time it is, moving a simulated one, and whether all is quiet."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import asyncpg
import pytest

from services.council.operators.clock import http
from shared.engine.running.runtime import Runtime
from shared.engine.running.simulated import answer_rounds
from shared.engine.running.waking import hear
from shared.engine.time.clock import CHANNEL, HandClock, set_up
from tests.support.council import Council, council, council_on, make_template
from tests.support.council_story import BEGIN
from tests.support.postgres import PostgresServer


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(BEGIN)) as found:
        yield found


async def test_everybody_may_know_the_time(running: Council) -> None:
    found = await running.get("/clock", None)
    assert (found["today"], found["simulated"]) == ("2024-01-20", True)


async def test_only_operators_move_the_clock(running: Council) -> None:
    for token, status in ((None, 401), ("member", 403), ("kenya", 403)):
        client = await running.client(token)
        assert (await client.post("/clock", json={"to": "2024-02-01"})).status_code == status
        assert (await client.get("/clock/quiet")).status_code == status


async def test_a_real_clock_is_nobodys_to_move(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.clock, "simulated", False, raising=False)
    client = await running.client("owner")
    for response in (await client.post("/clock", json={"to": "2030-01-01"}), await client.get("/clock/quiet")):
        assert (response.status_code, response.json()["type"]) == (409, "/problems/no-simulated-clock")


async def test_the_clock_never_goes_backwards(running: Council) -> None:
    response = await (await running.client("owner")).post("/clock", json={"to": "2024-01-19"})
    assert (response.status_code, response.json()["fields"]) == (422, ["to"])


async def test_the_clock_does_not_leave_the_calendar(running: Council) -> None:
    response = await (await running.client("owner")).post("/clock", json={"to": "9999-12-31"})
    assert (response.status_code, response.json()["type"]) == (422, "/problems/too-far-ahead")


async def test_moving_the_clock_stops_at_each_due_date_and_says_what_fired(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SERVICES", ("council",))
    async with postgres_server.database(await make_template(postgres_server)) as dsn:
        connection = await asyncpg.connect(dsn)
        clock = await set_up(connection, date(2024, 6, 1))
        await connection.close()
        async with council_on(dsn, clock) as running, looping(running.runtime):
            client = await running.client("owner")
            assert (await client.get("/clock/quiet?wait=20")).json() == {"quiet": True}
            moved = await client.post("/clock", json={"to": "2025-01-02"})
            stops = [json.loads(line) for line in moved.text.splitlines()]
            assert stops == [
                {"day": "2024-06-30", "fired": {"obligation reminder": 1}},
                {"day": "2025-01-01", "fired": {"obligation overdue": 5}},
                {"day": "2025-01-02", "fired": {}},
                {"day": "2025-01-02", "quiet": True},
            ]
            assert (await client.get("/clock")).json()["today"] == "2025-01-02"


@asynccontextmanager
async def looping(runtime: Runtime) -> AsyncIterator[None]:
    """Its loops run, and it says when it is quiet."""
    runtime.start()
    tasks = [
        asyncio.create_task(answer_rounds(runtime)),
        asyncio.create_task(hear(runtime.resources.dsn, [CHANNEL], runtime.resources.wake)),
    ]
    yield
    for task in tasks:
        task.cancel()
    await runtime.stop()
