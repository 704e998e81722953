"""The transport without a broker: consumers read the journals by position in the same PostgreSQL.

Acknowledging is a second transaction, as on Kafka, so that redelivery is real here too.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

import asyncpg
import structlog

from contracts.participants import RELEASED
from shared.engine.decided import JournalRow
from shared.engine.port import NOWHERE, Handler, Message, Meter, Outgoing, Positions
from shared.engine.repairs import resending
from shared.engine.repairs.resending import LastWords
from shared.engine.running.waking import Wake, wait
from shared.engine.storage import journal
from shared.operations.recurring import Recurring

log = structlog.get_logger()

LARGEST_BATCH = 2_000
"""Messages a poll; more would not be faster, only larger in memory."""
LONGEST_PAUSE = 30.0
"""Seconds between tries after a failure, at most."""
IDLE = 1.0
"""Seconds to wait for a call; a fallback, since commits ring."""

PLANNED_ONCE = (
    "set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; "
    "set local enable_bitmapscan = off; set local enable_sort = off"
)
"""For the query of all journals, which takes longer to plan than to run: a connection keeps its plan.

A plan made while a journal was small would read all of it, and go on so. So only the index by position is left.
"""


@dataclass(slots=True)
class Batch:
    """Messages read, and the positions they were read up to."""

    messages: list[Message]
    positions: dict[str, int]


@dataclass(slots=True)
class LoopbackConsumer:
    """Reads all journals as one service. One process at a time, by an advisory lock."""

    name: str
    topics: tuple[str, ...]
    handler: Handler
    pool: asyncpg.Pool[asyncpg.Record]
    journals: tuple[str, ...]
    bell: asyncio.Event
    moved_at: float = field(default_factory=time.monotonic)
    _unhandled: Recurring = field(default_factory=lambda: Recurring(gap=2 * LONGEST_PAUSE))
    """Errors of batches."""
    _words: dict[str, LastWords] = field(default_factory=dict)
    """Of each journal that Kafka has carried."""

    @property
    def is_failing(self) -> bool:
        """Whether the same error has kept it from messages for a minute."""
        return self._unhandled.is_lasting

    async def run(self) -> None:
        failures = 0
        while True:
            self.moved_at = time.monotonic()
            try:
                handled = await self._step_if_alone()
                failures = 0
                self._unhandled.clear()
            except Exception as error:  # nothing may end the loop; what failed is read again
                failures += 1
                log.warning("batch failed, reading it again", consumer=self.name, error=type(error).__name__)
                self._unhandled.note(type(error).__name__)
                await asyncio.sleep(random.uniform(0.5, 1) * min(0.1 * 2**failures, LONGEST_PAUSE))
                continue
            if not handled:
                await wait(self.bell, IDLE)

    async def _step_if_alone(self) -> int:
        async with self.pool.acquire() as connection:
            query = "select pg_try_advisory_lock($1, hashtext($2))"
            if not await connection.fetchval(query, journal.LOCK_SPACE, f"loopback/{self.name}"):
                return 0
            try:
                return await self.step()
            finally:
                await connection.execute(
                    "select pg_advisory_unlock($1, hashtext($2))", journal.LOCK_SPACE, f"loopback/{self.name}"
                )

    async def step(self, acknowledge: bool = True, limit: int = LARGEST_BATCH) -> int:
        """Reads one batch, hands it on, acknowledges it; returns how far it got, 0 for nothing there."""
        batch = await self.poll(limit)
        if batch.messages:
            await self.handler(batch.messages)
        if acknowledge and batch.positions:
            await self.acknowledge(batch.positions)
        return sum(batch.positions.values())

    async def poll(self, limit: int = LARGEST_BATCH) -> Batch:
        """What lies behind the acknowledged positions. A journal's last row moves the position, whatever its topic."""
        positions, read = dict[str, int](), dict[str, list[Outgoing]]()
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(PLANNED_ONCE)
            records = await connection.fetch(self._query, self.name, list(self.topics), limit)
        for record in records:
            schema, position, *row = record
            positions[schema] = position
            if row[-1] is not None:
                read.setdefault(schema, []).append(journal.build_outgoing(position, JournalRow(*row)))
        chosen = [row for schema, rows in read.items() for row in await self._choose(schema, rows)]
        return Batch(list(map(message_of, chosen)), positions)

    async def _choose(self, schema: str, rows: Sequence[Outgoing]) -> Sequence[Outgoing]:
        """Of what Kafka has carried, only the last word on each released thing: readers may know later ones already."""
        if not any(row.topic in RELEASED for row in rows):
            return rows
        words = self._words.setdefault(schema, LastWords(schema))
        async with self.pool.acquire() as connection:
            carried = (await resending.show(connection, schema)).sent
            return await words.choose(connection, rows, carried)

    @property
    def _query(self) -> str:
        """One query for all journals. Rows of other topics stay where they are, and so does the last one's data."""
        read = "case when topic = any($2::text[]) then data end"
        columns = ", ".join(journal.COLUMNS).replace("data", read)
        behind = journal.weigh(
            "select * from {schema}.journal where position > coalesce("
            "(select position from {name}.subscription where consumer = $1 and journal = '{schema}'), 0) "
            "order by position limit $3",
            read,
        )
        one = (
            f"(select '{{schema}}', position, {columns} "
            f"from (select *, max(position) over () as last from ({behind}) as behind) as each "
            "where topic = any($2::text[]) or position = last order by position)"
        )
        return " union all ".join(one.format(schema=schema, name=self.name) for schema in self.journals)

    async def acknowledge(self, positions: Mapping[str, int]) -> None:
        """Notes that everything up to these positions is handled."""
        ordered = sorted(positions.items())
        await self.pool.execute(
            f"insert into {self.name}.subscription (consumer, journal, position) "
            "select $1, journal, position from unnest($2::text[], $3::bigint[]) as u(journal, position) "
            "on conflict (consumer, journal) do update set position = excluded.position",
            self.name,
            [schema for schema, _ in ordered],
            [position for _, position in ordered],
        )

    async def lag(self) -> int:
        positions = await self.positions()
        async with self.pool.acquire() as connection:
            ends = {schema: await journal.end(connection, schema) for schema in self.journals}
        return sum(max(0, ends[schema] - positions.get(schema, 0)) for schema in self.journals)

    async def positions(self) -> dict[str, int]:
        """How far each journal is acknowledged."""
        query = f"select journal, position from {self.name}.subscription where consumer = $1"
        return {record[0]: record[1] for record in await self.pool.fetch(query, self.name)}


@dataclass(slots=True)
class LoopbackTransport:
    """The journals of these schemas are the topics."""

    pool: asyncpg.Pool[asyncpg.Record]
    journals: tuple[str, ...]
    wake: Wake

    async def start(self) -> None:
        """Nothing to start: the journals are there."""

    async def stop(self) -> None:
        """Nothing to stop."""

    async def check(self) -> None:
        """It is the database itself."""

    def consumer(
        self, name: str, topics: Sequence[str], handler: Handler, own_topics: str = "", meter: Meter | None = None
    ) -> LoopbackConsumer:
        """Nobody has a topic of its own here: what others send comes over HTTP."""
        bell = self.wake.bell(*map(journal.channel, self.journals))
        return LoopbackConsumer(name, tuple(topics), handler, self.pool, self.journals, bell)

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        """Nothing to send: whoever reads, reads the journal itself."""

    async def ready(self) -> str | None:
        """It is ready when the database is, which is asked elsewhere."""
        return None

    async def ends(self, topics: Sequence[str]) -> Positions:
        """The journals' ends; a journal stands for a partition here."""
        async with self.pool.acquire() as connection:
            return {(schema, 0): await journal.end(connection, schema) for schema in self.journals}

    async def replay(
        self, topics: Sequence[str], since: Positions = NOWHERE, until: Positions | None = None
    ) -> AsyncIterator[Sequence[Message]]:
        """All messages of these topics between these positions, without acknowledging anything."""
        ends = await self.ends(topics) if until is None else until
        for schema in self.journals:
            after, end = since.get((schema, 0), 0), ends.get((schema, 0), 0)
            while after < end:
                async with self.pool.acquire() as connection:
                    rows = await journal.read_on(connection, schema, after, LARGEST_BATCH, topics)
                messages = [message_of(row) for row in rows if row.position <= end]
                if messages:
                    yield messages
                after = rows[-1].position if rows else end


def message_of(row: Outgoing) -> Message:
    """A journal row as a message: its position is its offset, and there is one partition."""
    return Message(row.topic, 0, row.position, row.key, row.attributes, row.data)
