"""Processes killed by SIGKILL while a batch is open, under load, on a real Kafka: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import asyncpg
import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError
from aiokafka.structs import OffsetAndMetadata

from ctc import composition
from shared.transports import topics as real_topics
from tests.end_to_end.victim import RELAYING, STAGES
from tests.support import reckoning, topics
from tests.support.kafka import Broker
from tests.support.killing import Account, Fall, Victim, victims
from tests.support.notices import sending
from tests.support.processes import ROOT

CLOCK = date(2024, 12, 1)
KILLED = ("exchange", "assessments", "followup")
KILLS = dict.fromkeys(STAGES, 4) | dict.fromkeys(RELAYING, 1)
"""Of each service, at each stage: 66 in all, 60 of them with a consumer's batch open, 12 of these between commit and
acknowledgement."""
ACCOUNT = ROOT / "build" / "crashes.txt"
PATIENCE = 60
"""Seconds in which the broker must know a group's coordinator."""


@pytest.mark.slow
async def test_killed_anywhere_in_a_batch_nothing_is_lost_and_nothing_happens_twice(
    postgres: str, kafka: Broker, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    await topics.delete_all(kafka.bootstrap)
    await real_topics.create(kafka.bootstrap)
    async with open_migrated(postgres) as pool:
        account = Account()
        async with victims(KILLED, postgres, kafka.bootstrap, CLOCK, tmp_path) as all_victims:
            async with sending(kafka.bootstrap) as sender:
                for falls in await asyncio.gather(*(fall_often(one, pool, kafka.bootstrap) for one in all_victims)):
                    account.falls += falls
            await reckoning.wait_until_settled(pool, kafka.bootstrap, KILLED)
        twice = await reckoning.nothing_lost_nothing_twice(pool, kafka.bootstrap, KILLED, sender)
    outcome = f"{len(sender.sent)} notices sent; {twice} events came to their topic twice, under the same id"
    account.note(outcome, ACCOUNT)
    record_property("killed", f"{account.summary()}; {outcome}; each stands in {ACCOUNT.relative_to(ROOT)}")
    assert len([fall for fall in account.falls if fall.begins]) >= 50
    assert account.by_stage()["committed"] >= 10


async def fall_often(victim: Victim, pool: reckoning.Pool, bootstrap: str) -> list[Fall]:
    """Lives and falls until the plan is done, and then lives on."""
    plan = [stage for stage, times in KILLS.items() for _ in range(times)]
    random.Random(victim.service).shuffle(plan)
    falls = []
    async with administrator(bootstrap) as admin:
        for number, stage in enumerate(plan):
            await victim.live(stage, skip=number % 3)
            fall = await victim.fall()
            assert fall.stage == stage
            await was_open(fall, admin)
            if stage == "committed":
                await was_committed(fall, pool)
            falls.append(fall)
    await victim.live()
    return falls


async def was_open(fall: Fall, admin: AIOKafkaAdminClient) -> None:
    """Kafka has no acknowledgement of any of the batch."""
    positions = await acknowledged_by(fall.service, admin)
    for topic, partition, offset in fall.begins:
        position = positions.get(TopicPartition(topic, partition))
        assert position is None or position.offset <= offset


async def acknowledged_by(group: str, admin: AIOKafkaAdminClient) -> dict[TopicPartition, OffsetAndMetadata]:
    """A group's offsets. A broker that has much to do knows at times of no coordinator for it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError):
                return dict(await admin.list_consumer_group_offsets(group))
            await asyncio.sleep(0.2)


async def was_committed(fall: Fall, pool: reckoning.Pool) -> None:
    for source, id_ in fall.triggers:
        query = f"select count(*) from {fall.service}.inbox where source = $1 and id = $2"
        assert await pool.fetchval(query, source, id_) == 1


@asynccontextmanager
async def open_migrated(dsn: str) -> AsyncIterator[reckoning.Pool]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool:
        async with pool.acquire() as connection:
            await composition.migrate_all(connection)
        yield pool


@asynccontextmanager
async def administrator(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
