"""The whole system in processes: copies of one service, a leader that is killed, Kafka away, the database away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from shared.engine.storage import journal
from tests.support import processes, reckoning, topics
from tests.support.kafka import Broker, CannotStop
from tests.support.notices import Sender, sending
from tests.support.postgres import PostgresServer
from tests.support.processes import SERVICES, Copy, System

CLOCK = date(2024, 12, 1)
SOON = 60
"""Seconds that anything may take on a slow machine; what takes longer has failed."""


@asynccontextmanager
async def under_load(
    dsn: str, broker: Broker, directory: Path, *services: str
) -> AsyncIterator[tuple[System, Sender, reckoning.Pool]]:
    """These services, and others that send to them all the time. At the end it is reckoned what became of that."""
    await topics.delete_all(broker.bootstrap)
    async with asyncpg.create_pool(dsn, min_size=0, max_size=4) as pool:
        with processes.start_system(directory, dsn, broker.bootstrap, CLOCK, services) as system:
            async with sending(broker.bootstrap) as sender:
                yield system, sender, pool
            await reckoning.wait_until_settled(pool, broker.bootstrap, services)
            assert set(system.stop().values()) <= {0, -9}
        await reckoning.nothing_lost_nothing_twice(pool, broker.bootstrap, services, sender)


async def until(condition: Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(SOON):
        while not condition():  # noqa: ASYNC110 - anything may make it true
            await asyncio.sleep(0.1)


# ---- copies ------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_two_copies_share_the_work_and_when_the_leader_is_killed_the_other_takes_over(
    postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    services = ("exchange", "assessments", "followup")
    async with under_load(postgres, kafka, tmp_path, *services) as (system, sender, pool):
        first = system.copies["followup", "1"]
        (second,) = system.start("followup", instance="2")
        await until(
            lambda: count_partitions(first) == count_partitions(second) == 12, "each copy has half of the partitions"
        )
        leader = await leading(pool)
        assert leader is not None

        first.kill()
        async with asyncio.timeout(SOON):
            while await leading(pool) in (None, leader):  # noqa: ASYNC110 - told by the database
                await asyncio.sleep(0.1)
        (again,) = system.start("followup", instance="1")
        await until(lambda: count_partitions(again) == 12, "the copy that is back has its half again")
        assessments = sender.assessments
        await until(lambda: sender.assessments > assessments + 20, "more is sent to the two")


def count_partitions(copy: Copy) -> int:
    """How many partitions the copy was given last, of the 24 of two topics."""
    lines = [json.loads(line) for line in copy.log.read_text().splitlines() if "partitions assigned" in line]
    return int(lines[-1]["partitions"]) if lines else 0


async def leading(pool: reckoning.Pool) -> int | None:
    """The connection by which followup's relay leads; while it lives, so does its process."""
    pid: int | None = await pool.fetchval(
        "select pid from pg_locks where locktype = 'advisory' and classid = $1 and objid = 2 and granted "
        "and database = (select oid from pg_database where datname = current_database())",
        journal.LOCK_SPACE + 1,
    )
    return pid


# ---- outages -----------------------------------------------------------------------------------


@pytest.mark.slow
async def test_kafka_and_the_database_go_away_and_come_back_and_nothing_is_lost(
    postgres: str, postgres_server: PostgresServer, kafka: Broker, tmp_path: Path
) -> None:
    async with under_load(postgres, kafka, tmp_path, *SERVICES) as (system, _, _), system.async_client() as client:
        await until_all(client, {"ready": True, "database": "answers", "transport": "answers"})
        async with away(kafka):
            await until_all(client, {"ready": False, "database": "answers", "transport": "does not answer"})
            await all_live(client)
        await until_all(client, {"ready": True, "database": "answers", "transport": "answers"})
        async with postgres_server.away(postgres):
            await until_all(client, {"ready": False, "database": "does not answer", "transport": "answers"})
            await all_live(client)
        await until_all(client, {"ready": True, "database": "answers", "transport": "answers"})
        assert [await loops_ended(client, name) for name in SERVICES] == [0.0] * len(SERVICES)


@asynccontextmanager
async def away(kafka: Broker) -> AsyncIterator[None]:
    try:
        await asyncio.to_thread(kafka.kill)
    except CannotStop as reason:
        pytest.skip(str(reason))
    try:
        yield
    finally:
        await asyncio.to_thread(kafka.start)


async def until_all(client: httpx.AsyncClient, expected: dict[str, Any]) -> None:
    """Returns when every service says so of its health."""
    async with asyncio.timeout(SOON):
        while True:
            answers = [await client.get(f"/services/{name}/health/ready") for name in SERVICES]
            if all(says(answer, expected) for answer in answers):
                return
            await asyncio.sleep(0.2)


def says(answer: httpx.Response, expected: dict[str, Any]) -> bool:
    content = answer.json()
    assert (answer.status_code == 200) == content["ready"]
    return all(
        content[name] == value if isinstance(value, bool) else value in content[name]
        for name, value in expected.items()
    )


async def all_live(client: httpx.AsyncClient) -> None:
    for name in SERVICES:
        answer = await client.get(f"/services/{name}/health/live")
        assert answer.status_code == 200, answer.text


async def loops_ended(client: httpx.AsyncClient, service: str) -> float:
    """How often a loop of the service ended since its start."""
    lines = (await client.get(f"/services/{service}/metrics")).text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("ctc_loops_ended_total"))
