"""One running service: its door, and the loops that feed it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import asyncpg

from reference import Reference
from shared import dead_letters, deadline_store, journal
from shared.clock import Clock
from shared.dates import civil_date
from shared.deadline_loop import DeadlineLoop
from shared.door import Door
from shared.metrics import Metrics
from shared.receiving import receive
from shared.relay import Relay, unrelayed
from shared.service import Service
from shared.transport import Consumer, Transport
from shared.waking import Wake

HOUSEKEEPING = 60.0
"""Seconds between looks at what can be measured only by asking, and at what can be forgotten."""


@dataclass(slots=True)
class Runtime:
    """A service with its loops. `relays` is false where readers read the journal itself (loopback)."""

    service: Service
    pool: asyncpg.Pool[asyncpg.Record]
    transport: Transport
    clock: Clock
    reference: Reference
    metrics: Metrics
    dsn: str
    wake: Wake
    relays: bool
    door: Door = field(init=False)
    consumer: Consumer = field(init=False)
    deadlines: DeadlineLoop = field(init=False)
    relay: Relay | None = field(init=False, default=None)
    _tasks: list[asyncio.Task[None]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.door = Door(self.service, self.pool, self.clock, self.reference, self.metrics, self.wake.ring)
        self.consumer = self.transport.consumer(
            self.service.name, self.service.topics, lambda messages: receive(self.door, messages)
        )
        self.deadlines = DeadlineLoop(self.door, self.wake.bell())
        if self.relays:
            self.relay = Relay(self.service, self.pool, self.transport, self.wake, self.dsn)

    def start(self) -> None:
        """Starts the loops. The transport must have been started."""
        loops = [self.consumer.run(), self.deadlines.run()]
        if self.relay:
            loops.append(self.relay.run())
        self._tasks = [asyncio.create_task(loop) for loop in loops]

    async def stop(self) -> None:
        """Ends the loops. A batch under way is rolled back, and comes again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def moved_at(self) -> Mapping[str, float]:
        """When each loop last turned (`time.monotonic()`); liveness means that all advance."""
        loops = {"consumer": self.consumer.moved_at, "deadlines": self.deadlines.moved_at}
        return loops | ({"relay": self.relay.moved_at} if self.relay else {})

    def ended(self) -> list[str]:
        """Loops that are no longer running, which should never happen."""
        return [task.get_name() for task in self._tasks if task.done()]

    async def behind(self) -> Behind:
        """How far behind this service is, at this moment."""
        schema = self.service.name
        async with self.pool.acquire() as connection:
            today = civil_date(await self.clock.now(connection))
            next_act = await deadline_store.next_act(connection, schema)
            letters = await dead_letters.count(connection, schema)
            state = await dead_letters.state_of(connection, schema, schema)
            end = await journal.end(connection, schema)
        waiting = await unrelayed(self.pool, schema) if self.relays else 0
        late = next_act is not None and next_act <= today
        return Behind(await self.consumer.lag(), waiting, late, next_act, letters, bool(state.stopped_at), end)


@dataclass(frozen=True, slots=True)
class Behind:
    """What a service has still to do."""

    lag: int
    """Messages not yet acknowledged."""
    unrelayed: int
    """Journal rows not yet sent."""
    deadline_due: bool
    """Whether a deadline is due that has not acted."""
    next_act: object
    """The day (`date`) on which the next deadline acts, or None."""
    dead_letters: int
    stopped: bool
    """By too many dead letters in a row."""
    journal_end: int

    @property
    def quiet(self) -> bool:
        """Nothing left to do until time passes or somebody sends something."""
        return not (self.lag or self.unrelayed or self.deadline_due)


def seconds_since(moved_at: float) -> float:
    """How long ago a loop last turned."""
    return time.monotonic() - moved_at
