"""The pipeline race: every contestant on the same events, in turn, several rounds; medians of what each did."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from statistics import median

import asyncpg
import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import CommitFailedError, UnknownMemberIdError
from aiokafka.structs import OffsetAndMetadata

from benchmarks import events
from benchmarks.pipeline.reading import TOPIC
from benchmarks.pipeline.small_job import TABLES
from benchmarks.places import Places
from benchmarks.report import Figure
from contracts.catalog import INSTALLATION
from ctc.composition import migrate_all
from services.followup.service import SERVICE as FOLLOWUP
from shared.transports import installation
from tests.support.topics import create, delete_all, send

SAME_ROWS = ("ceiling", "pipeline", "batch_same_rows", "per_message_same_rows")
SMALL_IN_BATCHES = ("batch_unnest", "batch_faststream")
ONE_BY_ONE = ("per_message_same_rows", "per_message_asyncpg", "per_message_sqlalchemy")
TOPICS = (TOPIC, "ctc.exchange", "ctc.followup")
IDENTITY = "bench"
"""The id that makes each round's database and the one Kafka belong together; else the product would not start."""


async def race(places: Places) -> list[Figure]:
    """Races all contestants against the ceiling."""
    sizes = places.sizes
    await fill_topics(places.kafka.bootstrap, sizes.batched_events)
    rates: dict[str, list[float]] = {}
    for _ in range(sizes.rounds):
        for name in dict.fromkeys((*SAME_ROWS, *SMALL_IN_BATCHES, *ONE_BY_ONE)):
            count = sizes.single_events if name in ONE_BY_ONE else sizes.batched_events
            rates.setdefault(name, []).append(count / await _run(places, name, count))
    return [_figure(name, rates, places.on) for name in rates]


async def fill_topics(bootstrap: str, count: int) -> None:
    """New topics, with the events that every contestant reads."""
    await delete_all(bootstrap)
    await create(bootstrap, *TOPICS, partitions=events.PARTITIONS)
    await create(bootstrap, INSTALLATION.name)
    await send(bootstrap, INSTALLATION.name, b"installation", b"{}", [("ce_id", IDENTITY.encode())])
    await events.fill(bootstrap, TOPIC, count)


def _figure(name: str, rates: dict[str, list[float]], on: str) -> Figure:
    """The median rate, and the median of the ratios round by round, since the machine's speed drifts."""
    label = name if name in ("pipeline", "ceiling") else f"contestant/{name}"
    if name == "ceiling":
        return Figure(label, median(rates[name]), "events/s", None, None, on)
    ratios = [one / best for one, best in zip(rates[name], rates["ceiling"], strict=True)]
    pairs = zip(rates["pipeline"], rates["per_message_same_rows"], strict=True)
    times = median(one / other for one, other in pairs)
    aim = f"0.65; and 30 times per_message_same_rows ({times:.3g} times)" if name == "pipeline" else ""
    return Figure(label, median(rates[name]), "events/s", median(ratios), "ceiling", on, aim)


async def _run(places: Places, name: str, count: int) -> float:
    async with places.postgres.database() as dsn:
        return await run_contestant(places, dsn, name, count)


async def run_contestant(places: Places, dsn: str, name: str, count: int) -> float:
    """Seconds that a contestant takes, in a process of its own on this empty database."""
    connection = await asyncpg.connect(dsn)
    if name in SAME_ROWS:
        await migrate_all(connection, [FOLLOWUP])
        await installation.keep_identity(connection, IDENTITY)
    else:
        await connection.execute(TABLES)
    await connection.close()
    if name == "pipeline":
        await _from_the_beginning(places.kafka.bootstrap)
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.pipeline", name, str(count)],
        env=places.environment(dsn), stdout=subprocess.PIPE, check=True, timeout=300,
    )  # fmt: skip
    return float(orjson.loads(process.stdout.splitlines()[-1])["seconds"])


async def _from_the_beginning(bootstrap: str) -> None:
    """The product's group has the same name in every run, so it is told to begin again."""
    while True:
        try:
            await _commit_the_beginning(bootstrap)
        except (CommitFailedError, UnknownMemberIdError):  # Kafka has not yet missed who ran before
            await asyncio.sleep(1)
        else:
            return


async def _commit_the_beginning(bootstrap: str) -> None:
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=FOLLOWUP.name, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(TOPIC, number) for number in range(events.PARTITIONS)]
        consumer.assign(partitions)
        await consumer.commit({partition: OffsetAndMetadata(0, "") for partition in partitions})
    finally:
        await consumer.stop()
