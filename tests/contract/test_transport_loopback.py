"""The contract on loopback: the journals of one PostgreSQL are the topics."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import asyncpg
import pytest

from shared.engine.decided import JournalRow
from shared.engine.port import Handler, Outgoing
from shared.engine.running.waking import Wake, listen
from shared.engine.storage import journal
from shared.operations import migrate
from shared.transports import loopback
from shared.transports.loopback import LoopbackTransport
from tests.contract.harness import Harness, Reader, events, in_order_by_key, lag_is, reading, replay_all, until
from tests.contract.transport import TransportContract
from tests.support.postgres import PostgresServer
from tests.support.running import SHARED_MIGRATIONS

JOURNALS = ("first", "second")
"""Two services that publish. A topic's events stand in one of them, by its name's last digit."""


@dataclass
class LoopbackHarness:
    server: PostgresServer
    dsn: str
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def prepare(self) -> None:
        async with self._connection() as connection:
            for schema in JOURNALS:
                await migrate.migrate(connection, schema, [SHARED_MIGRATIONS])

    async def topic(self) -> str:
        return f"topic-{next(self._numbers)}"

    async def reader(self) -> str:
        """A service: its schema holds how far it has read."""
        name = f"reader_{next(self._numbers)}"
        async with self._connection() as connection:
            await migrate.migrate(connection, name, [SHARED_MIGRATIONS])
        return name

    @asynccontextmanager
    async def transport(self, instance: str = "1") -> AsyncIterator[LoopbackTransport]:
        wake = Wake()
        async with asyncpg.create_pool(self.dsn, min_size=1, max_size=4) as pool, self._connection() as connection:
            await listen(connection, [journal.channel(schema) for schema in JOURNALS], wake)
            transport = LoopbackTransport(pool, JOURNALS, wake)
            await transport.start()
            yield transport
            await transport.stop()

    async def produce(self, events: Sequence[Outgoing]) -> None:
        """One commit a call, as the handler appends."""
        async with self._connection() as connection, connection.transaction():
            for number, schema in enumerate(JOURNALS):
                rows = [row(event) for event in events if int(event.topic[-1]) % len(JOURNALS) == number]
                await journal.append(connection, schema, number, rows)

    async def read_and_crash(self, name: str, topics: Sequence[str], handler: Handler) -> None:
        async with self.transport() as transport:
            await transport.consumer(name, topics, handler).step(acknowledge=False)

    async def leave_a_gap(self, topic: str) -> None:
        """A transaction that was rolled back has drawn a position all the same."""
        async with self._connection() as connection:
            transaction = connection.transaction()
            await transaction.start()
            await journal.append(
                connection, JOURNALS[int(topic[-1]) % 2], 0, [row(event) for event in events(topic, 1)]
            )
            await transaction.rollback()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
        async with connect(self.dsn) as connection:
            yield connection


@asynccontextmanager
async def connect(dsn: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


async def whole_reads(pool: asyncpg.Pool[asyncpg.Record]) -> int:
    """How often a journal was read from its beginning to its end."""
    await pool.execute("select pg_stat_force_next_flush()")
    query = "select sum(seq_scan)::int from pg_stat_user_tables where relname = 'journal'"
    scans: int = await pool.fetchval(query)
    return scans


def row(event: Outgoing) -> JournalRow:
    of = event.attributes
    return JournalRow(
        id=of["id"], source=of["source"], type=of["type"].removeprefix("org.un.ctc."), topic=event.topic,
        subject=of["subject"], time=datetime.fromisoformat(of["time"]), audience="committee",
        correlationid="", causationid="", traceparent=None, data=event.data,
    )  # fmt: skip


@pytest.fixture
async def harness(postgres_server: PostgresServer, postgres: str) -> LoopbackHarness:
    made = LoopbackHarness(postgres_server, postgres)
    await made.prepare()
    return made


class TestLoopback(TransportContract):
    """All of the contract, and what only the journals themselves can do to us."""

    async def test_away_and_back_loses_nothing_and_ends_nothing(self, harness: Harness) -> None:
        """What would be published cannot be appended either; whether the database answers is asked elsewhere."""
        assert isinstance(harness, LoopbackHarness)
        topic, name, reader = await harness.topic(), await harness.reader(), Reader()
        await harness.produce(events(topic, 100))
        async with reading(harness, name, [topic], reader) as consumer:
            await reader.has(set(range(100)))
            async with harness.server.away(harness.dsn):
                with pytest.raises(asyncpg.PostgresError):
                    await harness.produce(events(topic, 100, begin=100))
                before = consumer.moved_at
                await until(lambda: consumer.moved_at > before)
            await harness.produce(events(topic, 100, begin=100))
            await reader.has(set(range(200)))
            await lag_is(consumer, 0)
        assert in_order_by_key(reader.handled)

    async def test_one_process_at_a_time_reads_and_another_takes_over(self, harness: Harness) -> None:
        topic, name, first, second = await harness.topic(), await harness.reader(), Reader(), Reader()
        async with reading(harness, name, [topic], first):
            await harness.produce(events(topic, 100))
            await first.has(set(range(100)))
            async with reading(harness, name, [topic], second) as consumer:
                for begin in range(100, 1_000, 100):
                    await harness.produce(events(topic, 100, begin=begin))
                await until(lambda: first.numbers() | second.numbers() >= set(range(1_000)))
                await lag_is(consumer, 0)  # to end between a batch and its acknowledgement would be a crash
            await harness.produce(events(topic, 100, begin=1_000))
            await first.has(set(range(1_000, 1_100)))
        assert not first.numbers() & second.numbers(), "came twice, though nothing failed"

    async def test_gaps_in_the_positions_lose_nothing(self, harness: LoopbackHarness) -> None:
        topic, reader = await harness.topic(), Reader()
        for begin in range(0, 50, 10):
            await harness.leave_a_gap(topic)
            await harness.produce(events(topic, 10, begin=begin))
        async with reading(harness, await harness.reader(), [topic], reader) as consumer:
            await reader.has(set(range(50)))
            await lag_is(consumer, 0)

    async def test_a_replay_ends_at_its_limit_where_that_lies_in_a_gap(self, harness: LoopbackHarness) -> None:
        topic, other = "mine-1", "other-1"
        await harness.produce(events(topic, 10) + events(other, 10, begin=100))
        await harness.leave_a_gap(topic)
        await harness.produce(events(topic, 10, begin=10))
        async with harness.transport() as transport:
            ((journal_, whole),) = [(where, end) for where, end in (await transport.ends([topic])).items() if end]
            for limit, expected in {0: 0, 5: 5, 10: 10, 20: 10, 21: 10, 22: 11, whole: 20, whole + 5: 20}.items():
                assert len(await replay_all(transport, topic, until={journal_: limit})) == expected
                rest = await replay_all(transport, topic, since={journal_: limit})
                assert len(rest) == 20 - expected

    async def test_large_events_are_read_in_steps_and_others_in_between_are_not_counted(
        self, harness: LoopbackHarness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(journal, "LARGEST_READ", 1)
        topic, name, batches = "mine-3", await harness.reader(), list[int]()
        await harness.produce(events("other-3", 10, begin=100) + events(topic, 3) + events("other-3", 10, begin=200))
        async with harness.transport() as transport:
            consumer = transport.consumer(name, [topic], Reader())
            while (batch := await consumer.poll()).positions:
                batches.append(len(batch.messages))
                await consumer.acknowledge(batch.positions)
        assert batches == [1, 1, 1, 0]

    async def test_the_plan_that_is_kept_never_reads_a_whole_journal(self, harness: LoopbackHarness) -> None:
        """Also where it was made while the journal was small."""
        name = await harness.reader()
        await harness.produce(events("mine-1", 10))
        async with asyncpg.create_pool(harness.dsn, min_size=1, max_size=1) as pool:
            await pool.execute("analyze")
            consumer = LoopbackTransport(pool, JOURNALS, Wake()).consumer(name, ["mine-1"], Reader())
            before = await whole_reads(pool)
            assert len((await consumer.poll()).messages) == 10
            await harness.produce(events("mine-1", 990, begin=10))
            read = 0
            while (batch := await consumer.poll(100)).messages:
                read += len(batch.messages)
                await consumer.acknowledge(batch.positions)
            query = "select custom_plans, generic_plans from pg_prepared_statements where statement like $1"
            assert [tuple(plans) for plans in await pool.fetch(query, "%bytes_before%")] == [(0, 1 + 10 + 1)]
            assert (read, await whole_reads(pool)) == (1_000, before)

    async def test_an_idle_consumer_is_given_a_message_without_delay(
        self, harness: Harness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is called: it would look by itself much later than anybody waits here."""
        monkeypatch.setattr(loopback, "IDLE", 3_600)
        topic, reader = await harness.topic(), Reader()
        async with reading(harness, await harness.reader(), [topic], reader):
            for each in range(10):
                await harness.produce(events(topic, 1, begin=each))
                await reader.has({each})
