"""A rebuild of council's facts from Kafka, beside a poll that decodes the same events and COPYs the same rows."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

import asyncpg
import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from benchmarks import events
from benchmarks.copies import COLUMNS, Template, project_templates
from benchmarks.places import Places
from benchmarks.report import Figure
from contracts.catalog import encode
from contracts.ids import event_id
from contracts.kafka_binding import headers_of
from contracts.tools import example_data
from ctc.garbage import collect_seldom
from services.council.facts import EVENTS, PROJECTED, SCHEMA
from services.council.operators.rebuild.rebuilding import Rebuild, connect_alone
from services.council.service import PROJECTED_INDEXES, PROJECTED_TABLES, SERVICE
from shared.engine.decided import JournalRow
from shared.engine.port import Message
from shared.engine.rules import Event
from shared.engine.storage.journal import attributes_of
from shared.operations.migrate import migrate
from shared.transports.kafka import KafkaTransport
from tests.support.topics import create, delete_all

POLL = 2_000
"""Records a poll, the same as the product's."""
ONE_ASSESSMENT = (
    "assessment.completed.v1", "followup.scheduled.v1", *["recommendation.assessed.v1"] * 5, *["case.offered.v1"] * 3,
)  # fmt: skip
"""The events of each assessment, with about the shares of the simulator."""
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)

MARK = event_id("urn:bench", "mark", "", "", 0)
"""The mark for the id of an event in the templates."""
_EXAMPLE: str = orjson.loads(encode(example_data.example("assessment.completed.v1")))["assessment_id"]
"""The assessment that the examples speak of; in the templates it stands for each event's own."""
PARTITION, DATA = (EVENTS.row._fields.index(name) for name in ("partition", "data"))

Rows = dict[str, list[Sequence[Any]]]
Database: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


async def rebuilding(places: Places) -> list[Figure]:
    """Measures both. The ceiling's rows are the live ones, so the rebuild itself finds whether both made the same."""
    collect_seldom()  # as in the process that rebuilds
    bootstrap, count = places.kafka.bootstrap, places.sizes.rebuilt_events
    await delete_all(bootstrap)
    await create(bootstrap, *events.TOPICS, partitions=events.PARTITIONS)
    await _fill(bootstrap, count)
    async with places.postgres.database() as dsn:
        ceiling = await _measure_ceiling(dsn, bootstrap, count)
        rebuild = await _measure_rebuild(dsn, bootstrap, count)
    against = f"ceiling ({count / ceiling:,.0f} events/s)"
    name = f"rebuild of council, {count:,} events"
    return [Figure(name, count / rebuild, "events/s", ceiling / rebuild, against, places.on, "0.4")]


async def _measure_rebuild(dsn: str, bootstrap: str, count: int) -> float:
    """Seconds of the whole of it: read, index, compare, swap."""
    transport = KafkaTransport(bootstrap, "bench-rebuild")
    await transport.start()
    try:
        async with connect_alone(dsn, SERVICE) as connection:
            begin = time.perf_counter()
            result = await Rebuild(connection, transport, SERVICE, PROJECTED_TABLES, PROJECTED_INDEXES).run()
            seconds = time.perf_counter() - begin
    finally:
        await transport.stop()
    assert (result.events, result.differing, result.swapped) == (count, (), True), result
    return seconds


# ---- the events ------------------------------------------------------------------------------


async def _fill(bootstrap: str, count: int) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=5, max_batch_size=1 << 18)
    await producer.start()
    try:
        for topic, key, value, headers in _records(count):
            await producer.send(topic, value, key=key, headers=headers)
        await producer.flush()
    finally:
        await producer.stop()


def _records(count: int) -> Iterator[tuple[str, bytes, bytes, list[tuple[str, bytes]]]]:
    """The contracts' own synthetic examples, each time under other ids."""
    examples = [(example_data.example(type_), type_) for type_ in ONE_ASSESSMENT]
    contents = [encode(data) for data, _ in examples]
    own = _EXAMPLE.encode()
    for number in range(count):
        which, assessment = number % len(examples), number // len(examples)
        (data, type_), id_ = examples[which], event_id("urn:bench", str(number), "", "", 0)
        value = contents[which].replace(own, event_id("urn:bench", "", "", "", assessment).encode())
        row = JournalRow(
            id_, _source(data.topic), type_, data.topic, "KEN", RECORDED, "committee", id_, id_, None, value
        )
        yield data.topic, b"KEN%d" % (assessment % 193), value, headers_of(attributes_of(row))


# ---- the ceiling -----------------------------------------------------------------------------


def _source(topic: str) -> str:
    return f"/services/{topic.removeprefix('ctc.')}"


def _templates() -> dict[bytes, list[Template]]:
    """By type of event: the rows that council makes of the example, with marks where each event has its own."""
    own = {}
    for type_ in dict.fromkeys(ONE_ASSESSMENT):
        data = example_data.example(type_)
        message = Message(data.topic, 0, 0, "KEN", {}, b"")
        event = Event(_source(data.topic), MARK, type_, "KEN", RECORDED, data, MARK, causation_id=MARK, message=message)
        own[f"org.un.ctc.{type_}".encode()] = list(project_templates([event], [MARK, _EXAMPLE]))
    return own


async def _measure_ceiling(dsn: str, bootstrap: str, count: int) -> float:
    """Seconds to poll, decode and COPY into tables without an index, which are made afterwards."""
    templates = _templates()
    connection = await asyncpg.connect(dsn)
    try:
        await migrate(connection, SCHEMA, [PROJECTED_TABLES])
        begin = time.perf_counter()
        async with _reading(bootstrap) as consumer:
            number = 0
            while number < count:
                parts = await consumer.getmany(timeout_ms=1_000, max_records=POLL)
                records = [record for part in parts.values() for record in part]
                await _copy(connection, _rows(templates, records))
                number += len(records)
        seconds = time.perf_counter() - begin
        await migrate(connection, SCHEMA, [PROJECTED_TABLES, PROJECTED_INDEXES])
    finally:
        await connection.close()
    return seconds


@asynccontextmanager
async def _reading(bootstrap: str) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    try:
        topics = {example_data.example(type_).topic for type_ in ONE_ASSESSMENT}
        consumer.assign([TopicPartition(topic, number) for topic in topics for number in range(events.PARTITIONS)])
        yield consumer
    finally:
        await consumer.stop()


async def _copy(connection: Database, rows: Rows) -> None:
    for table in PROJECTED:
        if records := rows.get(table.name):
            columns = COLUMNS[table.name]
            await connection.copy_records_to_table(table.name, schema_name=SCHEMA, columns=columns, records=records)


def _rows(templates: dict[bytes, list[Template]], records: Sequence[ConsumerRecord[bytes, bytes]]) -> Rows:
    rows: Rows = defaultdict(list)
    for record in records:
        headers, data = dict(record.headers), orjson.loads(record.value)
        names = {MARK: headers["ce_id"].decode(), _EXAMPLE: data.get("assessment_id", _EXAMPLE)}
        for template in templates[headers["ce_type"]]:
            row = template.copy(names, record.offset)
            if template.table == EVENTS.name:
                row[PARTITION], row[DATA] = record.partition, record.value
            rows[template.table].append(row)
    return rows
