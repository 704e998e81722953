"""One running service: its handler, and the loops that feed it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from shared.engine.access_log.log import AccessLog
from shared.engine.handler import Handler
from shared.engine.port import Consumer, Meter
from shared.engine.principals import Principal
from shared.engine.receiving import receive
from shared.engine.rules import Command
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.running.housekeeping import Housekeeping
from shared.engine.running.relay import Relay
from shared.engine.running.resources import Resources
from shared.engine.service import Service
from shared.engine.storage import journal
from shared.engine.time.clock import CHANNEL
from shared.engine.time.dates import civil_date
from shared.operations.metrics import Behind, Metrics
from shared.operations.supervision import Supervisor

REFERENCE = Principal("reference", "committee", may_command=True)
"""In whose name a changed file of reference data takes effect."""


class OwnLoop(Protocol):
    """A loop that one service alone has."""

    @property
    def moved_at(self) -> float:
        """`time.monotonic()` of its last turn."""

    async def run(self) -> None:
        """Until cancelled."""

    async def step(self) -> object:
        """One turn; true if it did something."""

    async def has_work(self) -> bool:
        """Whether it is still to change something by itself, so that its service is not quiet."""


AFTER_START = "after the start"
"""What the service does once beside its loops, by its name among them."""


@dataclass(slots=True)
class Runtime:
    """A service with its loops."""

    service: Service
    resources: Resources
    metrics: Metrics
    meter: Meter | None = None
    """Counts what publishers send on their own topics, and says how long to read on later."""
    after_start: AfterStart | None = None
    """What it does once beside its loops when it has started; ended with them."""
    make_own_loops: OwnLoops | None = None
    """Makes the loops that this service alone has, by name."""
    own_loops: Mapping[str, OwnLoop] = field(init=False)
    handler: Handler = field(init=False)
    consumer: Consumer = field(init=False)
    deadlines: DeadlineLoop = field(init=False)
    housekeeping: Housekeeping = field(init=False)
    relay: Relay | None = field(init=False, default=None)
    loops: Supervisor = field(init=False)
    access_log: AccessLog = field(init=False)

    def __post_init__(self) -> None:
        around = self.resources
        self.handler = Handler(
            self.service,
            around.pool,
            around.clock,
            around.reference,
            self.metrics,
            committed=partial(around.wake.ring, self._channel),
            clock_bound=around.clock_bound,
            readers=around.reads,
            senders_of=around.senders_of,
            publisher_named=around.outside.publisher_named,
            signer=around.signer,
        )
        self.consumer = around.transport.consumer(
            self.service.name,
            self.service.topics,
            lambda messages: receive(self.handler, messages),
            self.service.own_topics,
            self.meter,
        )
        self.deadlines = DeadlineLoop(self.handler, self.make_bell())
        self.housekeeping = Housekeeping(self.handler)
        self.loops = Supervisor(self.service.name, self.metrics)
        self.access_log = AccessLog(around.pool, self.service.name, self.service.number)
        if around.relays:
            self.relay = Relay(self.service, around.transport, around.dsn)
        self.own_loops = self.make_own_loops(self) if self.make_own_loops else {}

    @property
    def _channel(self) -> str:
        return journal.channel(self.service.name)

    def make_bell(self) -> asyncio.Event:
        """For one loop: it rings when this service has committed something, and when the clock was set."""
        return self.resources.wake.bell(self._channel, CHANNEL)

    async def apply_reference(self) -> None:
        """Brings what the service keeps up to the reference data, once for each digest of it."""
        if self.service.at_start is None:
            return
        reference = self.handler.reference
        digest, data = reference.digest, self.service.at_start(reference)
        await self.handler.handle([Command(REFERENCE, digest, data, correlation_id=f"reference/{digest}")])

    def start(self) -> None:
        """Starts the loops. The transport must have been started."""
        self.loops.start("consumer", self.consumer.run)
        self.loops.start("deadlines", self.deadlines.run)
        self.loops.start("housekeeping", self.housekeeping.run)
        if self.relay:
            self.loops.start("relay", self.relay.run)
        for name, loop in self.own_loops.items():
            self.loops.start(name, loop.run)
        if self.after_start:
            self.loops.start(AFTER_START, partial(self.after_start, self), once=True)

    async def stop(self) -> None:
        """Ends the loops. A batch under way is rolled back, and comes again."""
        await self.loops.stop()
        await self.access_log.close()

    def moved_at(self) -> Mapping[str, float]:
        """When each loop last turned (`time.monotonic()`); liveness means that all advance.

        Housekeeping is none of them: it has hours, and nobody waits for it.
        """
        loops = {"consumer": self.consumer.moved_at, "deadlines": self.deadlines.moved_at}
        loops |= {name: loop.moved_at for name, loop in self.own_loops.items()}
        return loops | ({"relay": self.relay.moved_at} if self.relay else {})

    def find_ended_loops(self) -> list[str]:
        """Loops that ended, which should never happen, and are not yet begun again."""
        return self.loops.loops_at_rest()

    async def behind(self) -> Behind:
        """How far behind this service is, as measured now."""
        lag = await self.consumer.lag()
        return await self._standing(lag)

    async def quiet(self) -> bool:
        """Whether nothing is left to do. The transport is asked only where the database knows of nothing.

        The lag comes before the database's last word: what a batch appended was committed before the
        batch was acknowledged.
        """
        return (
            (await self._standing(lag=0)).quiet
            and not any([await loop.has_work() for loop in self.own_loops.values()])
            and (await self.behind()).quiet
        )

    async def _standing(self, lag: int) -> Behind:
        schema = self.service.name
        async with self.resources.pool.acquire() as connection:
            now = await self.resources.clock.now(connection)
            record = await connection.fetchrow(_BEHIND.format(schema=schema), civil_date(now))
            relay = await connection.fetchrow(_UNRELAYED.format(schema=schema)) if self.resources.relays else None
        oldest = relay["oldest"] if relay else None
        return Behind(
            consumer_lag=lag,
            consumer_failing=self.consumer.is_failing,
            clock_doubted=self.handler.watch.doubt is not None,
            clock_turned_back=self.handler.watch.turned_back,
            unrelayed=relay["rows"] if relay else 0,
            oldest_unrelayed_seconds=(now - oldest).total_seconds() if oldest else 0.0,
            **dict(record.items() if record else ()),
        )


_BEHIND = """
select count(*) as deadlines_due,
    count(*) filter (where acts_on < $1) as deadlines_late,
    coalesce(max($1 - acts_on), 0) as oldest_due_days,
    (select count(*) from {schema}.dead_letters where state = 'open') as dead_letters,
    (select count(*) from {schema}.waiting_notices) as waiting_notices,
    (select history_lost from {schema}.relay),
    exists (select from {schema}.consumer_state where stopped_at is not null) as consumer_stopped
from {schema}.deadlines where acts_on <= $1
"""

_UNRELAYED = """
select count(*) as rows, min(time) filter (where journal.position > greatest(relay.position, relay.sent)) as oldest
from {schema}.journal join {schema}.relay on journal.position > relay.position
"""

AfterStart = Callable[[Runtime], Coroutine[Any, Any, None]]
OwnLoops = Callable[[Runtime], Mapping[str, OwnLoop]]
