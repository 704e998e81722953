"""Topics for tests. One broker serves the whole session, so each test makes topics of its own, or empties it."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

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


async def delete_all(bootstrap: str) -> None:
    """Deletes every topic but Kafka's own, and with them what groups had committed: fixed names begin anew."""
    async with _admin(bootstrap) as admin:
        names = [name for name in await admin.list_topics() if not name.startswith("__")]
        if names:
            await admin.delete_topics(names)
            await _until(admin, absent=names)


async def _until(admin: AIOKafkaAdminClient, present: Iterable[str] = (), absent: Iterable[str] = ()) -> None:
    while True:
        seen = set(await admin.list_topics())
        if seen.issuperset(present) and seen.isdisjoint(absent):
            return
        await asyncio.sleep(0.02)


@asynccontextmanager
async def _admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
