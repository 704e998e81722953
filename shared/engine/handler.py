"""The handler: the one way in which anything changes.

    trigger + what is known  --decide-->  changes  --one transaction-->  rows, deadlines, journal

It takes a batch of triggers and drops those that it has seen. It loads the rows that they need, and decides
in order. It writes all changes in one transaction of set-based statements. Nothing above it knows of SQL, and
it knows of no service. The lock order is the same in every transaction: inbox rows, entities by table and key,
deadlines, the journal.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import asyncpg
import structlog

from reference import Reference
from shared.engine.decided import Decided
from shared.engine.deciding import fail
from shared.engine.deciding_in_turns import decide_in_turns, takes_long
from shared.engine.outcomes import Outcome
from shared.engine.preparing import TooMuchAtOnce, drop_not_due, keys_of_due, pass_over_seen
from shared.engine.principals import PrincipalNamed, SendersOf, nobody, nobody_named
from shared.engine.rules import (
    Command,
    Context,
    Due,
    Event,
    Identity,
    Known,
    Table,
    Trigger,
    Unreadable,
    identity_of,
    is_remembered,
)
from shared.engine.service import Service
from shared.engine.signing import UNSIGNED, Signer
from shared.engine.spans import note_batch
from shared.engine.storage import dead_letters, inbox
from shared.engine.storage import deadlines as deadline_store
from shared.engine.storage.loading import FAILED_FOR_ONE, load, load_for_failure, read
from shared.engine.storage.writing import write
from shared.engine.time.clock import Clock
from shared.engine.time.dates import civil_date
from shared.engine.time.watch import USUAL_BOUND, ClockWatch
from shared.operations import logs, spans
from shared.operations.metrics import Metrics
from shared.operations.pools import Connection

log = structlog.get_logger()

REPEATS = 5
"""Tries of a batch that met another transaction. After the last one the caller must bring it again."""

CONFLICTS = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.UniqueViolationError,
)


@dataclass(slots=True)
class Handler:
    """One service's handler. Its pool may be shared with other services of the process."""

    service: Service
    pool: asyncpg.Pool[asyncpg.Record]
    clock: Clock
    reference: Reference
    metrics: Metrics
    committed: Callable[[], None] = lambda: None
    """Called after each commit that may have appended or scheduled something."""
    clock_bound: timedelta = USUAL_BOUND
    """How far the clock may jump before nothing acts by it alone."""
    readers: asyncpg.Pool[asyncpg.Record] | None = None
    senders_of: SendersOf = nobody
    """Who may have sent what others write to the topics of this service."""
    publisher_named: PrincipalNamed = nobody_named
    """Who sent what comes on a publisher's own topic."""
    signer: Signer = UNSIGNED
    """With what rules sign."""
    one_file: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Whoever handles lines of a file has it: several batches of files at once would fill the memory."""
    one_rehearsal: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Whoever rehearses what takes long has it: several threads at once would slow all others. No lane bounds them."""
    watch: ClockWatch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = ClockWatch(self.service.name, self.clock, self.clock_bound)

    @property
    def reads(self) -> asyncpg.Pool[asyncpg.Record]:
        """The pool for whoever only reads: with a time limit, and apart from the one for work."""
        return self.readers or self.pool

    async def today(self) -> date:
        """The civil date in New York, outside any decision."""
        async with self.pool.acquire() as connection:
            return civil_date(await self.clock.now(connection))

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        """Handles a whole batch in one transaction, or raises and has changed nothing.

        Raises what the database raises when it is away, and any unexpected error of a command's rule. If the
        database refuses a row, the triggers are tried one at a time. A batch that is too much at once is handled in
        parts. If a later part raises, the earlier ones stay, and are passed over when the batch comes again.
        """
        started = time.perf_counter()
        outcomes = await self._handle_at_once(triggers)
        if isinstance(outcomes, int):
            return [one for part in _divide(triggers, outcomes) for one in await self.handle(part)]
        if outcomes is None:
            outcomes = await self._handle_singly(triggers)
        self.metrics.observe_batch(len(triggers), time.perf_counter() - started)
        if events := [trigger for trigger in triggers if isinstance(trigger, Event | Unreadable)]:
            log.info("events handled", service=self.service.name, **logs.of_batch(events))
        return outcomes

    async def _handle_at_once(self, triggers: Sequence[Trigger]) -> list[Outcome] | int | None:
        """The outcomes; or of how many triggers a part may be; None: one of them is to be found that fails.

        The error ends here, and with it what it holds of the batch: several parts would together fill the memory.
        """
        try:
            return await self._handle_with_repeats(triggers)
        except TooMuchAtOnce as error:
            half = len(triggers) // 2
            return half if error.fitting is None else max(1, min(half, error.fitting))
        except FAILED_FOR_ONE:
            return None

    async def _handle_with_repeats(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        for attempt in range(REPEATS):
            try:
                return await self._handle_once(triggers)
            except CONFLICTS:
                if attempt == REPEATS - 1:
                    raise
                await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # so that two do not meet again
        raise AssertionError("unreachable")

    async def _handle_singly(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for trigger in triggers:
            try:
                outcomes += await self._handle_with_repeats([trigger])
            except FAILED_FOR_ONE as error:
                if isinstance(trigger, Command):
                    raise
                outcomes.append(await self._give_up(trigger, error))
        return outcomes

    async def _give_up(self, trigger: Event[Any] | Due | Unreadable, error: Exception) -> Outcome:
        """Answers the sender of a trigger that fails when it is alone, or makes it a dead letter.

        If the database refuses what the answer keeps, it keeps nothing, and the sender is answered all the same.
        """
        async with self.pool.acquire() as connection, connection.transaction():
            now = await self.clock.now(connection)
            context = Context(now, civil_date(now), self.reference, self.signer)
            if not isinstance(trigger, Due):
                await inbox.take(connection, self.service.name, [identity_of(trigger)], now)
            known, loaded = await load_for_failure(connection, self.service, trigger)
            before = await self._consumer_state(connection, [trigger])
            decided = Decided(known, streak=before.streak)
            cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
            decided.outcomes.append(fail(self.service, trigger, cause, decided, context))
            try:
                async with connection.transaction():
                    await self._write(connection, [trigger], decided, loaded, before, now)
            except FAILED_FOR_ONE:
                decided.touched.clear()
                await self._write(connection, [trigger], decided, {}, before, now)
        self._report(decided)
        if spans.sink is not None:
            note_batch(spans.sink, self.service.name, [trigger], decided, time.time_ns())
        return decided.outcomes[0]

    async def rehearse(self, triggers: Sequence[Trigger]) -> Decided:
        """What the triggers would change now. Nobody waits for it: it only reads, and decides without a connection.

        Raises TooMuchAtOnce if several would need or tell more than a batch may.
        """
        looked, whole = await self._look(triggers), len(triggers) == 1
        if not takes_long(*looked[:2]):
            return await decide_in_turns(self.service, *looked, whole, is_rehearsal=True)
        del looked  # what waits keeps nothing
        async with self.one_rehearsal:
            looked = await self._look(triggers)
            return await decide_in_turns(self.service, *looked, whole, is_rehearsal=True)

    async def _look(self, triggers: Sequence[Trigger]) -> tuple[list[Trigger | Outcome], Known, Context, int]:
        """What the triggers must know, as it was at one moment."""
        async with (
            self.reads.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            now = await self.clock.now(connection)
            fresh = await inbox.find_new(connection, self.service.name, _list_identities(triggers))
            prepared = await self._pass_over_seen(connection, triggers, fresh)
            wanting = [one for one in prepared if not isinstance(one, Outcome)]
            known = await read(connection, self.service, wanting, whole=len(triggers) == 1)
            before = await self._consumer_state(connection, prepared)
        return prepared, known, Context(now, civil_date(now), self.reference, self.signer), before.streak

    async def _handle_once(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        began = time.time_ns() if spans.sink is not None else 0
        async with self.pool.acquire() as connection, connection.transaction():
            whole = len(triggers) == 1
            decided, loaded, before, now = await self._load_and_decide(connection, triggers, whole)
            await self._write(connection, triggers, decided, loaded, before, now)
        self._report(decided)
        if spans.sink is not None:
            note_batch(spans.sink, self.service.name, triggers, decided, began)
        return decided.outcomes

    async def _write(
        self,
        connection: Connection,
        triggers: Sequence[Trigger],
        decided: Decided,
        loaded: Mapping[Table[Any], set[str]],
        before: dead_letters.ConsumerState,
        now: datetime,
    ) -> None:
        """The last that is done before the commit. The simulator lets the process die here."""
        await write(connection, self.service, triggers, decided, loaded, before, now)

    async def _load_and_decide(
        self, connection: Connection, triggers: Sequence[Trigger], whole: bool
    ) -> tuple[Decided, dict[Table[Any], set[str]], dead_letters.ConsumerState, datetime]:
        now = await self.clock.now(connection)
        context = Context(now, civil_date(now), self.reference, self.signer)
        fresh = await inbox.take(connection, self.service.name, _list_identities(triggers), now)
        prepared = await self._pass_over_seen(connection, triggers, fresh)
        new = [trigger for trigger in prepared if not isinstance(trigger, Outcome)]
        known, loaded = await load(connection, self.service, new, whole)
        prepared = await self._drop_not_due(connection, prepared, context)
        before = await self._consumer_state(connection, prepared)
        decided = await decide_in_turns(self.service, prepared, known, context, before.streak, whole)
        return decided, loaded, before, now

    async def _pass_over_seen(
        self, connection: Connection, triggers: Sequence[Trigger], fresh: set[Identity]
    ) -> list[Trigger | Outcome]:
        """The triggers; in the place of each that is not fresh, since it was seen before, its outcome."""
        seen = {identity_of(t): t.digest for t in triggers if isinstance(t, Command) and identity_of(t) not in fresh}
        answered = await inbox.recall(connection, self.service.name, seen)
        return pass_over_seen(triggers, fresh, answered)

    async def _drop_not_due(
        self, connection: Connection, prepared: list[Trigger | Outcome], context: Context
    ) -> list[Trigger | Outcome]:
        """Reads the deadlines again, under lock, and drops those that are no longer due."""
        keys = keys_of_due(prepared)
        if not keys:
            return prepared
        standing = await deadline_store.lock(connection, self.service.name, keys)
        return drop_not_due(prepared, standing, context.today)

    async def _consumer_state(
        self, connection: Connection, prepared: Sequence[Trigger | Outcome]
    ) -> dead_letters.ConsumerState:
        """How many dead letters came in a row. Only messages count, so a batch without one does not ask."""
        if any(isinstance(trigger, Event | Unreadable) for trigger in prepared):
            return await dead_letters.state_of(connection, self.service.name, self.service.name)
        return dead_letters.ConsumerState()

    def _report(self, decided: Decided) -> None:
        dead = {id(trigger) for trigger, _ in decided.dead}
        for trigger, error in decided.failures:
            self.metrics.count_decision_error()
            log.error(
                "dead letter" if id(trigger) in dead else "notice could not be judged",
                service=self.service.name,
                source=trigger.source,
                event_id=trigger.id,
                correlationid=trigger.correlation_id,
                error=type(error).__name__,
            )
        self.metrics.count_events(len(decided.journal))
        if decided.journal or decided.scheduled or decided.settled or decided.reminders:
            self.committed()


def _list_identities(triggers: Sequence[Trigger]) -> list[Identity]:
    """Those by which the inbox knows them again."""
    return [identity_of(trigger) for trigger in triggers if is_remembered(trigger)]


def _divide(triggers: Sequence[Trigger], size: int) -> Iterator[Sequence[Trigger]]:
    return (triggers[begin : begin + size] for begin in range(0, len(triggers), size))
