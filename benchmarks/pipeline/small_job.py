"""A smaller job with the same events, as one writes it first: four small rows an event, exactly once.

It loads nothing, schedules no reminder, and leaves out most of what the product keeps; whoever does it has
less to do than the product.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import orjson
from aiokafka import ConsumerRecord

from benchmarks.pipeline.reading import BATCH, Database, Messages, connect, identity, in_batches
from shared.engine.time.dates import add_period

TABLES = """
create table inbox (id text primary key);
create table followups (assessment_id text primary key, state text not null, submitted_on date not null,
    due_on date not null);
create table deadlines (kind text not null, subject text not null, due_on date not null, primary key (kind, subject));
create index on deadlines (due_on);
create table outbox (position bigint generated always as identity primary key, topic text not null, key text not null,
    headers jsonb not null, value bytea not null);
"""
HEADERS = orjson.dumps({"ce_type": "followup.scheduled.v1", "ce_source": "/bench", "ce_specversion": "1.0"}).decode()


class FollowUp(NamedTuple):
    """What comes of one event."""

    assessment_id: str
    state: str
    submitted_on: date
    due_on: date
    data: bytes


def follow_up(event: dict[str, Any]) -> FollowUp:
    """Twelve months after the report was submitted."""
    submitted_on = date.fromisoformat(event["submitted_to_ctc_on"])
    due_on = add_period(submitted_on, "P12M")
    data = {"assessment_id": event["assessment_id"], "state": event["state"], "due_on": due_on}
    return FollowUp(event["assessment_id"], event["state"], submitted_on, due_on, orjson.dumps(data))


async def per_message_asyncpg(events: int) -> None:
    """aiokafka and asyncpg, one transaction and one acknowledgement for each message."""
    async with connect() as (database, consumer):
        for _ in range(events):
            message = await consumer.getone()
            async with database.transaction():
                await _write_one(database, message)
            await consumer.commit()


async def _write_one(database: Database, message: ConsumerRecord[bytes, bytes]) -> None:
    insertion = "insert into inbox values ($1) on conflict do nothing returning 1"
    if not await database.fetchval(insertion, identity(message)):
        return
    one = follow_up(orjson.loads(message.value))
    await database.execute("insert into followups values ($1, $2, $3, $4)", *one[:4])
    await database.execute("insert into deadlines values ('follow_up', $1, $2)", one.assessment_id, one.due_on)
    query = "insert into outbox (topic, key, headers, value) values ('followups', $1, $2, $3)"
    await database.execute(query, one.state, HEADERS, one.data)


async def batch_unnest(events: int) -> None:
    """aiokafka and asyncpg, one transaction for each poll, four statements that take arrays."""
    await in_batches(events, write_batch)


async def write_batch(database: Database, messages: Messages) -> None:
    """The four statements."""
    insertion = "insert into inbox select unnest($1::text[]) on conflict do nothing returning id"
    new = {record[0] for record in await database.fetch(insertion, sorted(map(identity, messages)))}
    follow_ups = [follow_up(orjson.loads(message.value)) for message in messages if identity(message) in new]
    if not follow_ups:
        return
    assessments, states, days, due, data = map(list, zip(*follow_ups, strict=True))
    query = "insert into followups select * from unnest($1::text[], $2::text[], $3::date[], $4::date[])"
    await database.execute(query, assessments, states, days, due)
    query = "insert into deadlines select 'follow_up', * from unnest($1::text[], $2::date[])"
    await database.execute(query, assessments, due)
    query = (
        "insert into outbox (topic, key, headers, value) "
        "select 'followups', key, $1::jsonb, value from unnest($2::text[], $3::bytea[]) as t (key, value)"
    )
    await database.execute(query, HEADERS, states, data)


__all__ = ["BATCH", "TABLES", "batch_unnest", "follow_up", "per_message_asyncpg", "write_batch"]
