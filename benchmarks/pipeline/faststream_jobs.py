"""The smaller job on FastStream: as its user writes it first, and in batches."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import asyncpg
import orjson
from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker, KafkaMessage
from pydantic import BaseModel
from sqlalchemy import Column, Date, LargeBinary, MetaData, String, Table
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from benchmarks.pipeline.reading import BATCH, TOPIC, group
from benchmarks.pipeline.small_job import HEADERS, FollowUp, follow_up, write_batch

TABLES = MetaData()
INBOX = Table("inbox", TABLES, Column("id", String))
FOLLOWUPS = Table(
    "followups", TABLES, *(Column(name, kind) for name, kind in
    (("assessment_id", String), ("state", String), ("submitted_on", Date), ("due_on", Date)))
)  # fmt: skip
DEADLINES = Table("deadlines", TABLES, Column("kind", String), Column("subject", String), Column("due_on", Date))
OUTBOX = Table(
    "outbox", TABLES, Column("topic", String), Column("key", String), Column("headers", JSONB),
    Column("value", LargeBinary),
)  # fmt: skip


class Recommendation(BaseModel):
    recommendation_id: str
    text: str
    themes: list[str]
    priority: str


class AssessmentCompleted(BaseModel):
    assessment_id: str
    state: str
    submitted_to_ctc_on: date
    kind: str
    recommendations: list[Recommendation]


async def per_message_sqlalchemy(events: int) -> None:
    """FastStream and SQLAlchemy without its ORM, one transaction for each message."""
    engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://"))
    broker = KafkaBroker(os.environ["KAFKA_BOOTSTRAP_SERVERS"], logger=None)
    app = FastStream(broker, logger=None)
    count = 0

    @broker.subscriber(TOPIC, group_id=group(), auto_offset_reset="earliest", ack_policy=AckPolicy.NACK_ON_ERROR)
    async def on_completed(body: AssessmentCompleted, message: KafkaMessage) -> None:
        nonlocal count
        async with engine.begin() as connection:
            await _write(connection, message.headers["ce_id"], follow_up(orjson.loads(message.body)))
        count += 1
        if count == events:
            app.exit()

    await app.run()
    await engine.dispose()


async def _write(connection: AsyncConnection, id_: str, one: FollowUp) -> None:
    insertion = insert(INBOX).values(id=id_).on_conflict_do_nothing().returning(INBOX.c.id)
    if not (await connection.execute(insertion)).first():
        return
    values = dict(zip(("assessment_id", "state", "submitted_on", "due_on"), one[:4], strict=True))
    await connection.execute(insert(FOLLOWUPS).values(values))
    await connection.execute(insert(DEADLINES).values(kind="follow_up", subject=one.assessment_id, due_on=one.due_on))
    headers: dict[str, str] = orjson.loads(HEADERS)
    await connection.execute(insert(OUTBOX).values(topic="followups", key=one.state, headers=headers, value=one.data))


async def batch_faststream(events: int) -> None:
    """FastStream's batch subscriber, events validated by pydantic, one transaction for each batch."""
    database = await asyncpg.connect(os.environ["DATABASE_URL"])
    broker = KafkaBroker(os.environ["KAFKA_BOOTSTRAP_SERVERS"], logger=None)
    app = FastStream(broker, logger=None)
    count = 0

    async def pass_on(message: Any) -> Any:
        return message.body

    @broker.subscriber(
        TOPIC, batch=True, max_records=BATCH, group_id=group(), auto_offset_reset="earliest",
        ack_policy=AckPolicy.MANUAL, decoder=pass_on, no_reply=True,
    )  # fmt: skip
    async def on_completed(message: KafkaMessage) -> None:
        nonlocal count
        records: Any = message.raw_message
        for each in records:
            AssessmentCompleted.model_validate_json(each.value)
        async with database.transaction():
            await write_batch(database, records)
        await message.ack()
        count += len(records)
        if count >= events:
            app.exit()

    await app.run()
    await database.close()
