"""How every contestant of ours reads: its own group, from the oldest message, acknowledging what it has written."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
from aiokafka import AIOKafkaConsumer, ConsumerRecord

TOPIC = "ctc.assessments"
BATCH = 2_000
"""Events a transaction, the same as the product's largest."""

Messages = Sequence[ConsumerRecord[bytes, bytes]]
Database: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


def group() -> str:
    """A group that has read nothing."""
    return f"bench-{uuid.uuid4().hex[:8]}"


@asynccontextmanager
async def connect() -> AsyncIterator[tuple[Database, AIOKafkaConsumer]]:
    """A connection to the database, and a consumer that has joined its group."""
    database = await asyncpg.connect(os.environ["DATABASE_URL"])
    consumer = AIOKafkaConsumer(
        TOPIC,
        bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"],
        group_id=group(),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        yield database, consumer
    finally:
        await consumer.stop()
        await database.close()


async def in_batches(events: int, write: Callable[[Database, Messages], Awaitable[None]]) -> None:
    """Polls, writes each poll in one transaction, acknowledges it."""
    async with connect() as (database, consumer):
        count = 0
        while count < events:
            records = await consumer.getmany(timeout_ms=1_000, max_records=BATCH)
            messages = [message for part in records.values() for message in part]
            if messages:
                async with database.transaction():
                    await write(database, messages)
                await consumer.commit()
                count += len(messages)


def identity(message: ConsumerRecord[bytes, bytes]) -> str:
    """The event's id."""
    value: bytes = dict(message.headers)["ce_id"]
    return value.decode()
