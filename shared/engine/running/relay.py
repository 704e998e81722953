"""The outbox relay: it sends the journal to the transport, in order, at least once.

Each commit wakes it. One copy of a service leads, by a session lock. A former leader that still sends does no
harm: both send in order of position, and the readers' inbox drops the second copy.

The mark is read from the database at each step, so an operator may put it back at any moment
(`shared.engine.repairs.resending`).
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

import asyncpg
import structlog

from shared.engine.port import Transport, TransportAway
from shared.engine.repairs import resending
from shared.engine.repairs.resending import LastWords
from shared.engine.running.waking import wait
from shared.engine.service import Service
from shared.engine.spans import note_sent
from shared.engine.storage import journal
from shared.operations import spans
from shared.operations.logs import Complaints
from shared.operations.pools import Connection

log = structlog.get_logger()

LARGEST_BATCH = 1_000
"""Rows a send: usually some hundred kilobytes, so that a mark is never far behind."""
IDLE = 1.0
"""Seconds to wait for a call; a fallback, since commits notify."""
LONGEST_PAUSE = 5.0
"""Seconds between tries while the broker is away or lacks a topic, at most: work goes on that soon."""


UNHURRIED = {"synchronous_commit": "off"}
"""No commit waits for the disk. If a crash takes a mark back, some rows are sent again, which does no harm."""


@dataclass(slots=True)
class Relay:
    """One service's relay, on a connection of its own: the lock lives as long as it."""

    service: Service
    transport: Transport
    dsn: str
    moved_at: float = field(default_factory=time.monotonic)
    leads: bool = False
    _complaints: Complaints = field(default_factory=Complaints)

    async def run(self) -> None:
        """Leads when nobody else does, until cancelled."""
        failures = 0
        while True:
            try:
                await self._lead()
                failures = 0
            except Exception as error:  # broker or database away: nothing may end the loop
                failures += 1
                if self._complaints.is_news(reason := _reason(error)):
                    log.warning("relay waits", service=self.service.name, error=reason)
                self.moved_at = time.monotonic()
                await asyncio.sleep(random.uniform(0.5, 1) * min(0.1 * 2**failures, LONGEST_PAUSE))
            finally:
                self.leads = False

    async def _lead(self) -> None:
        connection = await asyncpg.connect(self.dsn, server_settings=UNHURRIED)
        try:
            while not await connection.fetchval(
                "select pg_try_advisory_lock($1, $2)", journal.LOCK_SPACE + 1, self.service.number
            ):
                self.moved_at = time.monotonic()
                await asyncio.sleep(IDLE)
            self.leads = True
            bell = asyncio.Event()
            await connection.add_listener(journal.channel(self.service.name), lambda *_: bell.set())
            await connection.execute(_READ_BY_LOOPBACK.format(schema=self.service.name))
            words = LastWords(self.service.name)
            while not connection.is_closed():
                self.moved_at = time.monotonic()
                if not await self._step(connection, words):  # whatever was appended since has rung
                    await wait(bell, IDLE)
        finally:
            await connection.close()

    async def _step(self, connection: Connection, words: LastWords) -> int:
        """Sends what lies behind the mark, moves the mark, and returns how many rows that were."""
        schema = self.service.name
        now = await resending.show(connection, schema)
        rows = await journal.read_on(connection, schema, now.position, LARGEST_BATCH)
        if rows:
            began = time.time_ns() if spans.sink is not None else 0
            await self.transport.publish(chosen := await words.choose(connection, rows, now.sent))
            if spans.sink is not None:
                note_sent(spans.sink, schema, chosen, began)
            # The mark moves only from where this step began. If an operator put it back meanwhile, it stays there.
            await connection.execute(
                f"update {schema}.relay set position = $2, sent = greatest(sent, $2) where position = $1",
                now.position,
                rows[-1].position,
            )
        return len(rows)


_READ_BY_LOOPBACK = """
update {schema}.relay set sent = (select coalesce(max(position), 0) from {schema}.journal)
where position = 0 and sent = 0
"""
"""Without Kafka, readers have read the journal itself. So the first rows that go to Kafka count as sent before."""


def _reason(error: Exception) -> str:
    """The transport's own words, which name no data. For another error only the type: its message may name some."""
    return str(error) if isinstance(error, TransportAway) else type(error).__name__
