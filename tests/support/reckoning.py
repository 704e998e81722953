"""Compares each journal, inbox and topic with the notices that were sent, and with one another."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from contracts.catalog import TOPICS
from contracts.ids import assessment_id, cycle_id
from contracts.notices import TOPIC as EXTERNAL
from ctc import composition
from services.followup.cycles.timing import FOLLOW_UP, RESPONSE
from shared.engine.port import Outgoing
from shared.engine.storage import journal
from shared.transports.kafka.cluster import Cluster
from tests.support.notices import CTED, RECOMMENDATIONS, Notice, Sender

SETTLED_SECONDS = 180

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


@dataclass(frozen=True, slots=True)
class Record:
    """One message of a topic."""

    topic: str
    partition: int
    offset: int
    id: str
    key: str
    attributes: dict[str, str]
    data: bytes


async def records(bootstrap: str, topics: Sequence[str]) -> list[Record]:
    """Everything that is on these topics now, in order."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(12)]
        ends = await consumer.end_offsets(partitions)
        with_records = [partition for partition in partitions if ends[partition]]
        consumer.assign(with_records)
        await consumer.seek_to_beginning(*with_records)
        all_records = []
        while with_records:
            for part in (await consumer.getmany(*with_records, timeout_ms=1_000)).values():
                all_records += [_record(each) for each in part]
            with_records = [each for each in with_records if await consumer.position(each) < ends[each]]
        return all_records
    finally:
        await consumer.stop()


def _record(raw: Any) -> Record:
    attributes = {name.removeprefix("ce_"): value.decode() for name, value in raw.headers}
    return Record(raw.topic, raw.partition, raw.offset, attributes["id"], raw.key.decode(), attributes, raw.value)


async def wait_until_settled(pool: Pool, bootstrap: str, services: Sequence[str]) -> None:
    """Returns when everything is read, acknowledged and sent."""
    cluster, quiet = Cluster(bootstrap, "test", 30), 0
    async with asyncio.timeout(SETTLED_SECONDS):
        while quiet < 2:
            lags = [await cluster.lag(name, composition.find_service(name).topics) for name in services]
            rows = [await count_unrelayed(pool, name) for name in services]
            quiet = 0 if any(lags + rows) else quiet + 1
            await asyncio.sleep(0.2)
    await cluster.stop()


async def nothing_lost_nothing_twice(pool: Pool, bootstrap: str, services: Sequence[str], sender: Sender) -> int:
    """Compares what happened with what was sent; returns how many events came to their topic twice."""
    on_topics = await records(bootstrap, [name for name in TOPICS if name != EXTERNAL])
    each_notice_has_its_one_answer(sender.sent, [record for record in on_topics if record.topic == "ctc.receipts"])
    await what_was_sent_is_there_once(pool, sender.assessments)
    await nothing_is_left_over(pool, services)
    await every_event_was_taken_once(pool, services)
    return await topics_hold_the_journals(pool, services, on_topics)


# ---- against what was sent -----------------------------------------------------------------------


def each_notice_has_its_one_answer(notices: Iterable[Notice], receipts: Iterable[Record]) -> None:
    """One receipt decides; whoever sent twice may hear `unchanged` once more."""
    times = Counter((notice.source, notice.id) for notice in notices)
    by_notice: dict[tuple[str, str], list[str]] = defaultdict(list)
    for receipt in {one.id: one for one in receipts}.values():
        data = json.loads(receipt.data)
        by_notice[data["source"], data["id"]].append(data.get("outcome", "refused"))
    assert by_notice.keys() == times.keys(), "an answer is missing, or nobody asked for it"
    for (source, id_), answers in by_notice.items():
        deciding = "refused" if id_.startswith("no-member") else "accepted"
        again = ["unchanged"] * (len(answers) - 1)
        assert sorted(answers) == sorted([deciding, *again]), (source, id_, answers)
        assert len(answers) <= times[source, id_]


async def what_was_sent_is_there_once(pool: Pool, assessments: int) -> None:
    """So many assessments, each with its recommendations, its cycle, its deadlines and its response."""
    ids = {assessment_id(CTED, f"CRASH-{number}") for number in range(assessments)}
    cycles = {cycle_id(one) for one in ids}
    assert await _all(pool, "select id from assessments.assessments where status = 'completed'") == sorted(ids)
    assert await _all(pool, "select id from followup.cycles") == sorted(cycles)
    for table in ("assessments.recommendations", "followup.recommendations"):
        of = await pool.fetch(f"select assessment_id, count(*) from {table} group by 1")
        assert {record[0]: record[1] for record in of} == dict.fromkeys(ids, RECOMMENDATIONS), table
    assert await _all(pool, "select cycle_id from followup.responses") == sorted(cycles)
    assert await _all(pool, "select distinct due_on::text from followup.cycles") == ["2025-06-14"]
    due = await pool.fetch("select subject, due_on::text from followup.deadlines where kind = $1", FOLLOW_UP)
    assert {record["subject"] for record in due} == cycles
    assert {record["due_on"] for record in due} == {"2025-06-14"}
    assert not await _all(
        pool, f"select subject from followup.deadlines where kind = '{RESPONSE}' and acts_on is not null"
    )
    rows = await pool.fetch(
        "select type, count(*), count(distinct convert_from(data, 'utf8')) from followup.journal group by 1"
    )
    once = {record[0]: record[1] for record in rows}
    assert all(record[1] == record[2] for record in rows), "an event was said twice"
    assert once["followup.scheduled.v1"] >= assessments
    assert once["followup.response_received.v1"] == assessments


async def _all(pool: Pool, query: str) -> list[str]:
    return sorted(record[0] for record in await pool.fetch(query))


# ---- against one another -------------------------------------------------------------------------


async def nothing_is_left_over(pool: Pool, services: Sequence[str]) -> None:
    """No dead letter, no waiting notice, no consumer stopped, every journal relayed."""
    for name in services:
        for empty in ("dead_letters", "waiting_notices", "consumer_state where streak > 0 or stopped_at is not null"):
            assert await pool.fetchval(f"select count(*) from {name}.{empty}") == 0, f"{name}.{empty}"
        assert await count_unrelayed(pool, name) == 0


async def count_unrelayed(pool: Pool, name: str) -> int:
    query = f"select coalesce(max(position), 0) - (select position from {name}.relay) from {name}.journal"
    rows: int = await pool.fetchval(query)
    return rows


async def every_event_was_taken_once(pool: Pool, services: Sequence[str]) -> None:
    """The inbox of each reader against the journals: what it declares is there, and nothing else but the rest."""
    for name in services:
        service = composition.find_service(name)
        expected = {
            (record["source"], record["id"])
            for publisher in services
            for record in await pool.fetch(
                f"select source, id from {publisher}.journal where topic = any($1::text[]) and type = any($2::text[])",
                list(set(service.topics) - service.outside),
                list(service.declared),
            )
        }
        in_inbox = {tuple(record) for record in await pool.fetch(f"select source, id from {name}.inbox")}
        assert expected <= in_inbox, f"{name} has not seen {len(expected - in_inbox)} events"
        ours = {identity for identity in in_inbox if identity[0].startswith("/services/")}
        assert ours == expected, f"{name} has seen events that nobody emitted"


async def topics_hold_the_journals(pool: Pool, services: Sequence[str], on_topics: Sequence[Record]) -> int:
    """Each journal row is on its topic, as it is; first copies in order of key. Returns how many came twice."""
    journals: dict[str, Outgoing] = {}
    rows = 0
    async with pool.acquire() as connection:
        for name in services:
            journal_rows = await journal.read(connection, name, 0, 10_000_000)
            rows += len(journal_rows)
            journals |= {row.attributes["id"]: row for row in journal_rows}
    assert len(journals) == rows, "an event stands in a journal twice"
    firsts: dict[str, Record] = {}
    for record in on_topics:
        row = journals[record.id]
        assert (record.topic, record.key, record.data) == (row.topic, row.key, row.data)
        assert row.attributes.items() <= (record.attributes | _schema_path(record)).items()
        firsts.setdefault(record.id, record)
    assert firsts.keys() == journals.keys(), f"{len(journals.keys() - firsts.keys())} events never came to a topic"
    _in_order(journals, firsts.values())
    return len(on_topics) - len(firsts)


def _schema_path(record: Record) -> dict[str, str]:
    """The address of the schema without the public URL, which differs from process to process."""
    return {"dataschema": urlsplit(record.attributes["dataschema"]).path}


def _in_order(journals: dict[str, Outgoing], firsts: Iterable[Record]) -> None:
    last: dict[tuple[str, str, str], int] = {}
    for record in sorted(firsts, key=lambda one: (one.topic, one.partition, one.offset)):
        row = journals[record.id]
        sender = (row.attributes["source"], record.topic, record.key)
        assert last.get(sender, 0) < row.position, f"{record.topic}, {record.key}: out of order"
        last[sender] = row.position
