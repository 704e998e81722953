"""Builds the projected facts again from the events, beside the live ones, and then replaces these.

The transport is replayed into another schema, and nothing is emitted. Meanwhile live consumption goes on. It is held
only for the last steps: read what came in between, compare, and swap the names. Everything after the hold is one
transaction. So a crash anywhere leaves the live facts as they were, and the next run drops the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

import asyncpg

from services.council.facts import EVENTS, PROJECTED, SCHEMA
from services.council.facts.projections import facts_of
from services.council.operators.rebuild.closing import close_again
from services.council.operators.rebuild.comparing import Rebuilt, compare
from shared.engine.port import NOWHERE, Message, Positions, Transport
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event, Refusal, Table
from shared.engine.service import Service
from shared.engine.storage.journal import LOCK_SPACE
from shared.operations.migrate import MigrationError, migrate

LOCK: Final = LOCK_SPACE + 2
"""First half of the key of the lock that a rebuild holds."""
PATIENCE: Final = 1.0
"""Seconds for which another rebuild may hold it still."""
SHADOW: Final = f"{SCHEMA}_rebuilt"
REPLACED: Final = f"{SCHEMA}_replaced"

CHUNK: Final = 500
"""Messages projected before others in this process get their turn: some 20 ms."""
NEARLY_THERE: Final = 1_000
"""Messages that may be left to read while the live consumer is held: a fraction of a second."""
MOST_ROUNDS: Final = 20
"""The most rounds of catching up, for a system that is never idle."""

SORTING: Final = "256MB"
"""Memory of the server for making indexes: the keys of a million events are sorted within it."""

Phase = Literal["reading", "indexing", "catching up", "comparing", "done"]
Rows = dict[Table[Any], list[Any]]
Keep = Callable[[Rows], Coroutine[Any, Any, None]]


class RebuildRunning(Refusal):
    """A rebuild is running already: wait for its end."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    phase: Phase
    read: int = 0
    """Messages read so far."""
    expected: int = 0
    """Messages to read, at most."""
    events: int = 0
    rows: int = 0


Tell = Callable[[Progress], None]


@dataclass(slots=True)
class Rebuild:
    """One run. `connection` is its own, and holds the lock by which only one runs at a time."""

    connection: asyncpg.Connection[asyncpg.Record]
    transport: Transport
    service: Service
    tables: Path
    """The migrations that make the tables."""
    indexes: Path
    """Those that make their keys and indexes."""
    tell: Tell = lambda _: None
    progress: Progress = field(default_factory=lambda: Progress("reading"))
    accepted: frozenset[str] = frozenset()
    """Ids of events that may be lost: an operator says that nobody has them any more."""
    unreadable: int = 0

    async def run(self) -> Rebuilt:
        """Rebuilds, compares and swaps; to do the same again is right after any failure.

        Raises what the database or the transport raises. The live facts are then as they were before.
        """
        await self._drop(SHADOW, REPLACED)
        await self.connection.execute(f"set maintenance_work_mem = '{SORTING}'")
        await migrate(self.connection, SHADOW, [self.tables])
        reached = await self._read_all()
        await self._index()
        reached = await self._catch_up(reached)
        async with self.connection.transaction():
            await self._hold()
            await self._read_on(reached)
            self._at("comparing")
            rebuilt = await compare(self.connection, SCHEMA, SHADOW, self.unreadable, self.accepted)
            if rebuilt.swapped:
                await self._swap()
        await self._drop(SHADOW, REPLACED)
        self._at("done")
        return rebuilt

    # ---- reading ----------------------------------------------------------------------------

    async def _read_all(self) -> Positions:
        """Everything up to now, into tables without an index."""
        ends = await self._ends()
        async with self.connection.transaction():
            # Emptied in this transaction, so that a server without replicas need not log what is copied.
            await self.connection.execute(f"truncate {', '.join(f'{SHADOW}.{table.name}' for table in PROJECTED)}")
            await self._replay(NOWHERE, ends, self._copy)
        return ends

    async def _index(self) -> None:
        self._at("indexing")
        try:
            await migrate(self.connection, SHADOW, [self.tables, self.indexes])
        except MigrationError as error:
            if not isinstance(error.__cause__, asyncpg.UniqueViolationError):
                raise
            await self._drop_copies()
            await migrate(self.connection, SHADOW, [self.tables, self.indexes])
        await close_again(self.connection, SHADOW)
        # Or else reports would be slow until the server comes round to it: indexes are read alone only after that.
        names = ", ".join(f"{SHADOW}.{table.name}" for table in PROJECTED)
        await self.connection.execute(f"vacuum (analyze) {names}")

    async def _drop_copies(self) -> None:
        """A relay that lost its place sends again what it had sent: of each event the first copy counts."""
        for table in PROJECTED:
            name = f"{SHADOW}.{table.name}"
            await self.connection.execute(
                f"delete from {name} where ctid in (select ctid from (select ctid, "
                f"row_number() over (partition by id order by position) as copy from {name}) each where copy > 1)"
            )

    async def _catch_up(self, reached: Positions) -> Positions:
        """What came in meanwhile, until little is left."""
        self._at("catching up")
        for _ in range(MOST_ROUNDS):
            before = self.progress.read
            reached = await self._read_on(reached)
            if self.progress.read - before < NEARLY_THERE:
                break
        return reached

    async def _read_on(self, reached: Positions) -> Positions:
        ends = await self._ends(reached)
        await self._replay(reached, ends, self._copy_new)
        return ends

    async def _ends(self, since: Positions = NOWHERE) -> Positions:
        ends = await self.transport.ends(self.service.topics)
        unread = sum(max(0, end - since.get(where, 0)) for where, end in ends.items())
        self.progress = replace(self.progress, expected=self.progress.read + unread)
        return ends

    async def _replay(self, since: Positions, until: Positions, keep: Keep) -> None:
        """Projects and keeps: while one batch is on its way to the database, the next is read and projected."""
        keeping: asyncio.Task[None] | None = None
        try:
            async for messages in self.transport.replay(self.service.topics, since, until):
                rows = await self._project(messages)
                if keeping is not None:
                    await keeping
                keeping = asyncio.create_task(keep(rows))
                self._count(len(messages), rows)
        finally:
            if keeping is not None:
                await keeping

    async def _project(self, messages: Sequence[Message]) -> Rows:
        rows: Rows = {table: [] for table in PROJECTED}
        for begin in range(0, len(messages), CHUNK):
            for message in messages[begin : begin + CHUNK]:
                event = build_trigger(self.service, message)
                if isinstance(event, Event):
                    for table, row in facts_of(event):
                        rows[table].append(row)
                elif event is not None:
                    self.unreadable += 1
            await asyncio.sleep(0)
        return rows

    def _count(self, messages: int, rows: Rows) -> None:
        now = self.progress
        self.progress = replace(
            now,
            read=now.read + messages,
            events=now.events + len(rows[EVENTS]),
            rows=now.rows + sum(map(len, rows.values())),
        )
        self.tell(self.progress)

    async def _copy(self, rows: Rows) -> None:
        """The rows are tuples in the order of the columns, so they go as they are."""
        for table, these in rows.items():
            if these:
                await self.connection.copy_records_to_table(
                    table.name, schema_name=SHADOW, columns=table.row._fields, records=these
                )

    async def _copy_new(self, rows: Rows) -> None:
        """Only what is not there yet, since keys stand by now."""
        query = f"select id from {SHADOW}.events where id = any($1)"
        known = {record["id"] for record in await self.connection.fetch(query, [row.id for row in rows[EVENTS]])}
        fresh: Rows = {}
        for table, these in rows.items():
            new = {row.id: row for row in these if (row.id if table is EVENTS else row.event_id) not in known}
            fresh[table] = list(new.values())
        await self._copy(fresh)
        await close_again(self.connection, SHADOW, fresh)

    # ---- comparing and swapping -------------------------------------------------------------

    async def _hold(self) -> None:
        """Nobody writes facts until this transaction ends; readers read on. In the order in which writers lock."""
        names = ", ".join(f"{SCHEMA}.{table.name}" for table in PROJECTED)
        await self.connection.execute(f"lock table {names} in share row exclusive mode")

    async def _swap(self) -> None:
        """The names change hands, once nobody reads several tables on one snapshot (`facts.WHOLE`)."""
        await self.connection.execute(f"lock table {SCHEMA}.visits in access exclusive mode")
        await self.connection.execute(f"alter schema {SCHEMA} rename to {REPLACED}")
        await self.connection.execute(f"alter schema {SHADOW} rename to {SCHEMA}")

    async def _drop(self, *schemas: str) -> None:
        for schema in schemas:
            await self.connection.execute(f"drop schema if exists {schema} cascade")

    def _at(self, phase: Phase) -> None:
        self.progress = replace(self.progress, phase=phase)
        self.tell(self.progress)


@asynccontextmanager
async def connect_alone(dsn: str, service: Service) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    """A connection of a rebuild's own, which no other may have meanwhile. Raises RebuildRunning."""
    connection = await asyncpg.connect(dsn)
    try:
        await _take_lock(connection, service)
        yield connection
    finally:
        await connection.close()


async def _take_lock(connection: asyncpg.Connection[asyncpg.Record], service: Service) -> None:
    """The rebuild before notes its end while it has the lock still. So whoever saw that end waits a moment."""
    try:
        async with connection.transaction():  # the lock stays when it ends
            await connection.execute(f"set local lock_timeout = {round(PATIENCE * 1000)}")
            await connection.execute("select pg_advisory_lock($1, $2)", LOCK, service.number)
    except asyncpg.LockNotAvailableError as error:
        raise RebuildRunning from error
