"""Rebuilds as operators start them over HTTP, and one from Kafka."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import orjson
import pytest

from services.council.facts import PROJECTED, SCHEMA
from services.council.names import TOPICS
from services.council.operators.rebuild import rebuilding
from services.council.operators.rebuild.rebuilding import Progress, connect_alone
from services.council.service import SERVICE, rebuild
from shared.engine.port import Outgoing
from shared.engine.running.runtime import Runtime
from shared.engine.storage import journal
from shared.engine.time.clock import HandClock
from shared.transports.kafka import KafkaTransport
from tests.support import topics
from tests.support.council import FACTS, OTHERS, Council, council
from tests.support.council_story import tell_everything
from tests.support.kafka import Broker
from tests.support.postgres import PostgresServer
from tests.support.running import START


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(START)) as found:
        await tell_everything(found)
        yield found


class Crash(Exception):
    pass


# ---- over HTTP -------------------------------------------------------------------------------


async def wait_while_running(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = (await client.get(path)).json()
        if found["state"] != "running":
            return found
        await asyncio.sleep(0.02)


async def test_an_operator_starts_a_rebuild_and_sees_what_came_of_it(running: Council) -> None:
    client = await running.client("owner")
    started = await client.post("/rebuilds")
    assert (started.status_code, started.json()["state"]) == (202, "running")
    found = await asyncio.wait_for(wait_while_running(client, started.headers["Location"]), 60)
    assert (found["state"], found["started_by"], found["problem"]) == ("done", "owner", None)
    assert found["result"]["swapped"]
    assert {table["table"]: table["same"] for table in found["result"]["tables"]} == {t.name: True for t in PROJECTED}
    assert [one["id"] for one in (await client.get("/rebuilds")).json()["items"]] == [found["id"]]


async def test_a_rebuild_that_swaps_nothing_says_why(running: Council) -> None:
    await running.pool.execute("delete from unoct.journal")
    client = await running.client("owner")
    started = await client.post("/rebuilds")
    found = await asyncio.wait_for(wait_while_running(client, started.headers["Location"]), 60)
    assert not found["result"]["swapped"]
    assert "nothing was swapped" in found["problem"]


async def test_a_second_rebuild_is_refused_while_one_runs(running: Council) -> None:
    async with connect_alone(running.runtime.resources.dsn, SERVICE):
        response = await (await running.client("owner")).post("/rebuilds")
    assert (response.status_code, response.json()["type"]) == (409, "/problems/rebuild-running")


async def test_whoever_saw_the_end_of_one_may_start_another_though_it_has_the_lock_for_a_moment_still(
    running: Council,
) -> None:
    client = await running.client("owner")
    async with connect_alone(running.runtime.resources.dsn, SERVICE):
        starting = asyncio.create_task(client.post("/rebuilds"))
        await asyncio.sleep(0.2)
        assert not starting.done()
    started = await starting
    assert started.status_code == 202
    await asyncio.wait_for(wait_while_running(client, started.headers["Location"]), 60)


async def test_a_rebuild_whose_process_died_is_said_to_be_interrupted(running: Council) -> None:
    await running.pool.execute(
        "insert into council.rebuilds (id, started_at, started_by, state, progress) "
        "values ('r-1', now(), 'owner', 'running', $1)",
        orjson.dumps(Progress("reading")).decode(),
    )
    assert (await (await running.client("owner")).get("/rebuilds/r-1")).json()["state"] == "interrupted"


async def test_a_rebuild_that_fails_says_so(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise Crash

    monkeypatch.setattr(rebuilding, "compare", fail)
    client = await running.client("owner")
    started = await client.post("/rebuilds")
    found = await asyncio.wait_for(wait_while_running(client, started.headers["Location"]), 60)
    assert found["state"] == "failed"
    assert "as they were before" in found["problem"]


async def test_only_operators_rebuild(running: Council) -> None:
    for token, status in ((None, 401), ("member", 403), ("kenya", 403)):
        client = await running.client(token)
        for response in (
            await client.post("/rebuilds"),
            await client.get("/rebuilds"),
            await client.get("/rebuilds/x"),
        ):
            assert response.status_code == status
    assert (await (await running.client("owner")).get("/rebuilds/no-such")).status_code == 404


# ---- on Kafka --------------------------------------------------------------------------------


@asynccontextmanager
async def on_kafka(running: Council, kafka: Broker) -> AsyncIterator[Runtime]:
    """The same council, reading Kafka instead of the journals; nothing was read yet."""
    await topics.delete_all(kafka.bootstrap)
    await topics.create(kafka.bootstrap, *TOPICS, partitions=3)
    await running.pool.execute(f"truncate council.inbox, {', '.join(FACTS)}")
    transport = KafkaTransport(kafka.bootstrap, "rebuild")
    runtime = replace(running.runtime, resources=replace(running.runtime.resources, transport=transport))
    await transport.start()
    yield runtime
    await transport.stop()


async def everything_told(running: Council) -> list[Outgoing]:
    async with running.pool.acquire() as connection:
        return [row for name in (*OTHERS, "council") for row in await journal.read(connection, name, 0, 10_000)]


async def test_facts_are_rebuilt_from_kafka_with_what_came_twice_and_what_came_meanwhile(
    running: Council, kafka: Broker
) -> None:
    told = await everything_told(running)
    async with on_kafka(running, kafka) as runtime:
        await runtime.resources.transport.publish(told)
        await runtime.resources.transport.publish(told[len(told) // 2 :])
        consuming = asyncio.create_task(runtime.consumer.run())
        await _all_read(running, len(told))
        late = replace(told[-1], attributes={**told[-1].attributes, "id": "late"})
        more: list[asyncio.Task[None]] = []

        def meanwhile(progress: Progress) -> None:
            if progress.phase == "indexing" and not more:
                more.append(asyncio.create_task(_publish(runtime, late)))

        async with connect_alone(runtime.resources.dsn, SERVICE) as connection:
            one = rebuild(runtime, connection)
            one.tell = meanwhile
            found = await one.run()
        await _all_read(running, len(told) + 1)
        consuming.cancel()
    assert (found.swapped, found.lost, found.differing) == (True, 0, ())
    assert await running.rows(f"select count(*), count(distinct partition) > 1 from {SCHEMA}.events") == [
        (len(told) + 1, True)
    ]


async def _publish(runtime: Runtime, one: Outgoing) -> None:
    await runtime.resources.transport.publish([one])


async def _all_read(running: Council, count: int) -> None:
    while await running.rows(f"select count(*) from {SCHEMA}.events") != [(count,)]:  # noqa: ASYNC110 - in another task
        await asyncio.sleep(0.05)
