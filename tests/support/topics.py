"""Topics for tests. One broker serves the whole session, so each test makes topics of its own, or empties it."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.structs import ConsumerRecord

from shared.transports.topics import EVERY

Headers = Sequence[tuple[str, bytes]]

_session = uuid.uuid4().hex[:8]
"""A broker that was given keeps the topics and groups of earlier sessions."""
_numbers = itertools.count(1)


def unique(name: str) -> str:
    """A name for a topic or a group that no other test uses."""
    return f"{name}.test-{_session}-{next(_numbers)}"


async def create(bootstrap: str, *names: str, partitions: int = 1) -> None:
    """Creates the topics and returns when clients see them."""
    async with _admin(bootstrap) as admin:
        await admin.create_topics([NewTopic(name, num_partitions=partitions, replication_factor=1) for name in names])
        await _until(admin, present=names)


OF_CONTRACTS = tuple(topic.name for topic in EVERY)
"""All topics of the system."""


async def ensure(bootstrap: str, *names: str) -> None:
    """Creates those of the topics that are not there, of one partition each."""
    async with _admin(bootstrap) as admin:
        missing = set(names).difference(await admin.list_topics())
    if missing:
        await create(bootstrap, *missing)


async def names(bootstrap: str) -> set[str]:
    """The topics that are there."""
    async with _admin(bootstrap) as admin:
        return set(await admin.list_topics())


async def delete(bootstrap: str, *names: str) -> None:
    """Deletes the topics and returns when clients see them no more."""
    async with _admin(bootstrap) as admin:
        await admin.delete_topics(list(names))
        await _until(admin, absent=names)


async def lose(bootstrap: str, *names: str) -> None:
    """Takes away all that the topics hold: they are made anew, of one partition each."""
    await delete(bootstrap, *names)
    await create(bootstrap, *names)


async def delete_all(bootstrap: str) -> None:
    """Deletes every topic but Kafka's own, and with them what groups had committed: fixed names begin anew."""
    async with _admin(bootstrap) as admin:
        names = [name for name in await admin.list_topics() if not name.startswith("__")]
        if names:
            await admin.delete_topics(names)
            await _until(admin, absent=names)


async def _until(admin: AIOKafkaAdminClient, present: Iterable[str] = (), absent: Iterable[str] = ()) -> None:
    while True:
        existing = set(await admin.list_topics())
        if existing.issuperset(present) and existing.isdisjoint(absent):
            return
        await asyncio.sleep(0.02)


async def send(bootstrap: str, topic: str, key: bytes, value: bytes, headers: Headers) -> None:
    """Writes one record, and returns when Kafka has it."""
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        await producer.send_and_wait(topic, value, key=key, headers=list(headers))


async def records(bootstrap: str, topic: str) -> list[ConsumerRecord[bytes, bytes]]:
    """All that the topic holds now, in order of each partition."""
    all_records: list[ConsumerRecord[bytes, bytes]] = []
    async with AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        while [place for place, end in ends.items() if await consumer.position(place) < end]:
            for batch in (await consumer.getmany(timeout_ms=1_000)).values():
                all_records += batch
    return all_records


@asynccontextmanager
async def _admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
