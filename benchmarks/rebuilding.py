"""A rebuild of council's facts from Kafka, beside a poll that decodes the same events and COPYs the same rows."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import asyncpg
import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from benchmarks import events
from benchmarks.places import Places
from benchmarks.report import Figure
from contracts import example_data
from contracts.catalog import TOPICS, encode
from contracts.ids import event_id
from contracts.kafka_binding import headers_of
from services.council.facts import PROJECTED, SCHEMA
from services.council.rebuild import Rebuild, alone
from services.council.service import PROJECTED_INDEXES, PROJECTED_TABLES, SERVICE
from shared.deciding import JournalRow
from shared.journal import attributes_of
from shared.kafka import KafkaTransport
from shared.migrate import migrate
from tests.support.topics import delete_all

EVENTS = 1_000_000
POLL = 2_000
"""Records a poll, the same as the product's."""
ONE_ASSESSMENT = (
    "assessment.completed.v1", "followup.scheduled.v1", *["recommendation.assessed.v1"] * 5, *["case.offered.v1"] * 3,
)  # fmt: skip
"""What is said of each, in about the shares in which the simulator has them."""
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)

Rows = dict[str, list[tuple[Any, ...]]]
Database: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


async def rebuilding(places: Places) -> list[Figure]:
    """The ceiling's rows are the live ones, so that the rebuild itself finds whether both made the same."""
    bootstrap = places.kafka.bootstrap
    await delete_all(bootstrap)
    await events.create(bootstrap, *TOPICS)
    await _fill(bootstrap)
    async with places.postgres.database() as dsn:
        ceiling = await _ceiling(dsn, bootstrap)
        rebuild = await _rebuild(dsn, bootstrap)
    against = f"ceiling ({EVENTS / ceiling:,.0f} events/s)"
    name = f"rebuild of council, {EVENTS:,} events"
    return [Figure(name, EVENTS / rebuild, "events/s", ceiling / rebuild, against, places.on, "0.4")]


async def _rebuild(dsn: str, bootstrap: str) -> float:
    """Seconds of the whole of it: read, index, compare, swap."""
    transport = KafkaTransport(bootstrap, "bench-rebuild")
    await transport.start()
    try:
        async with alone(dsn, SERVICE) as connection:
            begun = time.perf_counter()
            rebuilt = await Rebuild(connection, transport, SERVICE, PROJECTED_TABLES, PROJECTED_INDEXES).run()
            took = time.perf_counter() - begun
    finally:
        await transport.stop()
    assert (rebuilt.events, rebuilt.differing, rebuilt.swapped) == (EVENTS, (), True), rebuilt
    return took


# ---- the events ------------------------------------------------------------------------------


async def _fill(bootstrap: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=5, max_batch_size=1 << 18)
    await producer.start()
    try:
        for topic, key, value, headers in _records():
            await producer.send(topic, value, key=key, headers=headers)
        await producer.flush()
    finally:
        await producer.stop()


def _records() -> Iterator[tuple[str, bytes, bytes, list[tuple[str, bytes]]]]:
    """The contracts' own synthetic examples, each time under other ids."""
    made = [(example_data.example(type_), type_) for type_ in ONE_ASSESSMENT]
    encoded = [encode(data) for data, _ in made]
    own = orjson.loads(encoded[0])["assessment_id"].encode()
    for number in range(EVENTS):
        which, assessment = number % len(made), number // len(made)
        (data, type_), id_ = made[which], event_id("urn:bench", str(number), "", "", 0)
        value = encoded[which].replace(own, event_id("urn:bench", "", "", "", assessment).encode())
        source = f"/services/{data.topic.removeprefix('ctc.')}"
        row = JournalRow(id_, source, type_, data.topic, "KEN", RECORDED, "committee", id_, id_, None, value)
        yield data.topic, b"KEN%d" % (assessment % 193), value, headers_of(attributes_of(row))


# ---- the ceiling -----------------------------------------------------------------------------


async def _ceiling(dsn: str, bootstrap: str) -> float:
    """Seconds to poll, decode and COPY into tables without an index, which are made afterwards."""
    connection = await asyncpg.connect(dsn)
    try:
        await migrate(connection, SCHEMA, [PROJECTED_TABLES])
        begun = time.perf_counter()
        async with _reading(bootstrap) as consumer:
            done = 0
            while done < EVENTS:
                polled = await consumer.getmany(timeout_ms=1_000, max_records=POLL)
                records = [record for part in polled.values() for record in part]
                await _copy(connection, _rows(records))
                done += len(records)
        took = time.perf_counter() - begun
        await migrate(connection, SCHEMA, [PROJECTED_TABLES, PROJECTED_INDEXES])
    finally:
        await connection.close()
    return took


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
            columns = table.row._fields
            await connection.copy_records_to_table(table.name, schema_name=SCHEMA, columns=columns, records=records)


class Said(NamedTuple):
    """An event as the rows below take it."""

    id: str
    stage: str
    data: dict[str, Any]
    end: tuple[date, datetime, int, bool]
    """Occurred, recorded, position, synthetic: the last columns of every fact."""


def _rows(records: list[ConsumerRecord[bytes, bytes]]) -> Rows:
    rows: Rows = defaultdict(list)
    for record in records:
        headers, data = dict(record.headers), orjson.loads(record.value)
        id_, type_, at = headers["ce_id"].decode(), headers["ce_type"].decode()[11:], _instant(headers["ce_time"])
        end = _day(data["occurred_on"]), at, record.offset, data["synthetic"]
        thing, project = _ABOUT[type_]
        caused = headers["ce_causationid"].decode()
        rows["events"].append((
            id_, headers["ce_source"].decode(), type_, record.topic, headers["ce_subject"].decode(), data[thing], at,
            end[0], headers["ce_correlationid"].decode(), caused, caused, record.partition, record.offset, end[3],
            record.value,
        ))  # fmt: skip
        project(rows, Said(id_, type_.split(".")[1], data, end))
    return rows


def _completed(rows: Rows, said: Said) -> None:
    id_, _, data, end = said
    about = data["assessment_id"], data["state"]
    of = data["kind"], data["visit_id"], data["opens_cycle"]
    days = _day(data["report_date"]), _day(data["submitted_to_ctc_on"])
    rows["assessments"].append((id_, id_, *about, *of, *days, False, *end))
    things = [("assessment", data["assessment_id"], data)]
    for number, one in enumerate(data["recommendations"], 1):
        flags = one["assistance_needed"], one["assistance_requested"]
        of_it = one["recommendation_id"], *about, one["themes"], one["priority"], one["pillar"]
        rows["recommendations"].append((f"{id_}/{number}", id_, *of_it, *flags, False, *end))
        things.append(("recommendation", one["recommendation_id"], one))
    things += [("finding", one["finding_id"], one) for one in data["findings"]]
    rows["disclosures"] += [
        (f"{id_}/{number}", id_, thing, kind, *about, one["audience"], one["parties"], *end)
        for number, (kind, thing, one) in enumerate(things)
    ]
    duty = f"{data['assessment_id']}/observations", "factual-observations", data["state"], "ended", None
    rows["duties"].append((f"{id_}/observations", id_, *duty, data["assessment_id"], None, 1, None, None, *end))


def _scheduled(rows: Rows, said: Said) -> None:
    id_, stage, data, end = said
    cycle, assessment, sequence = data["followup_id"], data["assessment_id"], data["sequence"]
    due, response, asked = _day(data["due_on"]), _day(data["response_due_on"]), (data["mandate"], data["paragraph"])
    rows["followups"].append((id_, id_, cycle, sequence, assessment, data["state"], stage, due, response, *asked, *end))
    of = assessment, cycle, sequence
    rows["duties"] += (
        (f"{id_}/report", id_, f"{cycle}/{sequence}", "follow-up-report", data["state"], "due", due, *of, *asked, *end),
        (f"{id_}/response", id_, f"{cycle}/response", "state-response", data["state"], "due", response, *of, None,
         None, *end),
    )  # fmt: skip


def _assessed(rows: Rows, said: Said) -> None:
    id_, _, data, end = said
    of = data["recommendation_id"], data["state"], "assessed", data["implementation"], data["sequence"]
    rows["statuses"].append((f"{id_}/0", id_, *of, *end))


def _offered(rows: Rows, said: Said) -> None:
    id_, stage, data, end = said
    rows["cases"].append(
        (id_, id_, data["case_id"], data["recommendation_id"], data["state"], stage, data["project_id"], *end)
    )


_ABOUT = {
    "assessment.completed.v1": ("assessment_id", _completed),
    "followup.scheduled.v1": ("followup_id", _scheduled),
    "recommendation.assessed.v1": ("recommendation_id", _assessed),
    "case.offered.v1": ("case_id", _offered),
}


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


@cache
def _instant(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode())
