"""Picks, by a seed, which service takes its next step and what goes wrong with it.

The faults are those that the architecture promises to survive. A crash before the commit: all of the
batch is rolled back. A crash after it: the batch comes again. A delivery repeated from further back,
or of long ago, when the inbox has forgotten it. One journal held back while others go on, or the
messages of a batch in another order, since nothing is ordered across topics and keys. A deadline
read, held, and brought to the handler later, or after another copy of the loop has brought it. A command
given again under its key. A service that stands still for days.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ctc.world import Standing, World
from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.transports.loopback import LoopbackConsumer
from simulator.desk import Desk
from simulator.external import External

STEPS: Final = {
    "journals": (
        "crash before commit", "crash before acknowledgement", "repeated delivery", "delivery of long ago",
        "held back", "other keys first",
    ),
    "external": ("crash before commit", "crash before acknowledgement", "repeated delivery"),
    "commands": ("crash before commit", "crash before acknowledgement", "command given again"),
    "deadlines": ("crash before commit", "late deadline", "deadline brought twice"),
}  # fmt: skip
"""What a service does in a step, and what can go wrong with it."""
FAULTS: Final = tuple(dict.fromkeys(fault for faults in STEPS.values() for fault in faults))
STILL, ASLEEP = "service stands still", "service sleeps for a day"
"""Two more, of days and not of steps."""
RATE: Final = 0.25
"""Of steps with which something goes wrong."""
NAPS: Final = {"exchange": 0.4, "assessments": 0.4, "followup": 0.4, "unoct": 0.6, "council": 0.8}
"""Of days on which something happens, those that a service sleeps through; nobody waits for council's steps."""
STANDSTILL: Final = 0.004
"""Of steps after which the service stands still for days: some weeks a year in all."""
LONGEST_STANDSTILL: Final = 6
"""Days; less than a notice waits for what it speaks of, which would then rightly be refused."""
FURTHEST_BACK: Final = 200
"""Positions that a repeated delivery goes back, at most."""
LONG_AGO: Final = 40
"""Messages of a delivery of long ago."""
LONGEST_SLEEP: Final = 4
"""Such days on end, at most: two weeks or so, while actors leave three between what must come in order."""
SLOW: Final = 0.4
"""Of what a service could do in a round and leaves to the next."""
BATCHES: Final = (5, 50, 500, 500)
WHOLE: Final = 2_000
"""Triggers a batch, with faults and without."""


class Crash(Exception):
    """The process is gone, as far as its transaction can tell."""


class CrashingHandler(Handler):
    """A handler whose process may die with everything written and nothing committed."""

    crashes: bool = False

    async def _write(self, *arguments: Any, **named: Any) -> None:
        await super()._write(*arguments, **named)
        if self.crashes:
            raise Crash


@dataclass(frozen=True, slots=True)
class Move:
    """Something that a service can do now."""

    service: str
    what: str
    """One of STEPS."""


@dataclass(slots=True)
class Scheduler:
    """Steps the world by chance, the same chance for the same seed."""

    world: World
    external: External
    desk: Desk
    random: Random
    faults: bool
    counts: Counter[str] = field(default_factory=Counter)
    """Faults of each kind."""
    doors: dict[str, CrashingHandler] = field(default_factory=dict)
    away: dict[str, date] = field(default_factory=dict)
    """Services that stand still, and the day on which they go on."""
    asleep: dict[str, int] = field(default_factory=dict)
    """Services that do nothing today, and for how many days on end they have not."""

    def __post_init__(self) -> None:
        for name, runtime in self.world.runtimes.items():
            whole = runtime.handler
            handler = CrashingHandler(*(getattr(whole, part.name) for part in fields(Handler) if part.init))
            runtime.handler = runtime.deadlines.handler = self.doors[name] = handler

    async def settle(self) -> Standing:
        """Steps until nobody who does not stand still has anything left to do."""
        today = self.world.today
        self.away = {name: day for name, day in self.away.items() if day > today}
        self._nap()
        while True:
            standing = await self.world.look()
            moves = [move for move in self._moves(standing) if self._works(move.service)]
            if not moves:
                return standing
            for move in self._chosen(moves):
                if self._works(move.service):
                    await self._take(move)

    def _works(self, name: str) -> bool:
        return name not in self.away and name not in self.asleep

    def _nap(self) -> None:
        before, self.asleep = self.asleep, {}
        for name in self.world.runtimes if self.faults else ():
            slept = before.get(name, 0)
            if self.random.random() < NAPS[name] and slept < LONGEST_SLEEP:
                self.asleep[name] = slept + 1
                self._count(ASLEEP)

    async def recover(self) -> Standing:
        """Everything goes on, and settles, with nothing more going wrong."""
        self.away, faults, self.faults = {}, self.faults, False
        standing = await self.settle()
        self.faults = faults
        return standing

    def _moves(self, standing: Standing) -> list[Move]:
        moves = [Move(name, "deadlines") for name in standing.due(self.world.today)]
        moves += [Move("exchange", "external")] if self.external.behind else []
        moves += [Move(name, "commands") for name in self.world.runtimes if self.desk.busy(name)]
        return moves + [Move(name, "journals") for name in standing.behind]

    async def _take(self, move: Move) -> None:
        fault = self._fault(move.what)
        take = {
            "deadlines": self._deadlines,
            "external": self._external,
            "commands": self._commands,
            "journals": self._journals,
        }[move.what]
        if fault == "crash before commit":
            await self._crash(move, take)
        else:
            await take(move.service, fault)
        if self.faults and self.random.random() < STANDSTILL:
            self._count(STILL)
            days = self.random.randint(1, LONGEST_STANDSTILL)
            self.away[move.service] = self.world.today + timedelta(days=days)

    async def _crash(self, move: Move, take: Callable[[str, str | None], Awaitable[None]]) -> None:
        handler = self.doors[move.service]
        handler.crashes = True
        try:
            await take(move.service, None)
        except Crash:
            self._count("crash before commit")
        finally:
            handler.crashes = False

    # ---- what a service does ----------------------------------------------------------------

    async def _journals(self, name: str, fault: str | None) -> None:
        consumer = self.world.consumer(name)
        if fault == "crash before acknowledgement":
            await consumer.step(acknowledge=False, limit=self._limit())
            self._count(fault)
        elif fault == "delivery of long ago":
            await self._long_ago(consumer)
        elif fault == "held back":
            await self._some_journals(consumer)
        elif fault == "other keys first":
            await self._reordered(consumer)
        else:
            if fault == "repeated delivery":
                await self._rewind(consumer)
            await consumer.step(limit=self._limit())

    async def _rewind(self, consumer: LoopbackConsumer) -> None:
        positions = await consumer.positions()
        back = {name: max(0, at - self.random.randint(1, FURTHEST_BACK)) for name, at in sorted(positions.items())}
        if back:
            await consumer.acknowledge(back)
            self._count("repeated delivery")

    async def _long_ago(self, consumer: LoopbackConsumer) -> None:
        """A batch from anywhere in a journal's history comes again, beside what is new."""
        positions = sorted((await consumer.positions()).items())
        if not positions:
            return
        journal, at = self.random.choice(positions)
        every, consumer.journals = consumer.journals, (journal,)
        try:
            await consumer.acknowledge({journal: self.random.randint(0, at)})
            await consumer.step(acknowledge=False, limit=LONG_AGO)
            self._count("delivery of long ago")
        finally:
            await consumer.acknowledge({journal: at})
            consumer.journals = every

    async def _some_journals(self, consumer: LoopbackConsumer) -> None:
        """One step on some of the journals only: what the others hold comes later than it might."""
        every = consumer.journals
        consumer.journals = tuple(self.random.sample(every, self.random.randrange(1, len(every))))
        try:
            await consumer.step(limit=self._limit())
        finally:
            consumer.journals = every
        self._count("held back")

    async def _reordered(self, consumer: LoopbackConsumer) -> None:
        """A batch as several partitions would bring it: in order within a topic and key, and not across."""
        handler = consumer.handler
        consumer.handler = lambda messages: handler(self._interleaved(messages))
        try:
            await consumer.step(limit=self._limit())
        finally:
            consumer.handler = handler
        self._count("other keys first")

    async def _external(self, _exchange: str, fault: str | None) -> None:
        if fault == "repeated delivery" and self.external.rewind(self.random, FURTHEST_BACK):
            self._count(fault)
        answered = fault != "crash before acknowledgement"
        await self.external.step(self.random, self._limit(), answered)
        if not answered:
            self._count("crash before acknowledgement")

    async def _commands(self, name: str, fault: str | None) -> None:
        if fault == "command given again" and self.desk.may_be_given_again():
            await self.desk.again(self.random)
            self._count(fault)
        answered = fault != "crash before acknowledgement"
        await self.desk.step(name, self._limit(), answered)
        if not answered:
            self._count("crash before acknowledgement")

    async def _deadlines(self, name: str, fault: str | None) -> None:
        """Brings due deadlines to the handler; sometimes late, or after another copy of the loop."""
        loop = self.world.runtimes[name].deadlines
        due = await loop.due(self._limit())
        if fault == "late deadline":
            self._count(fault)
            await self.world.consumer(name).step()
            if self.desk.busy(name):
                await self.desk.step(name, WHOLE)
        elif fault == "deadline brought twice":
            self._count(fault)
            await loop.step()
        if due:
            await loop.bring(due)

    # ---- chance -----------------------------------------------------------------------------

    def _chosen(self, moves: list[Move]) -> list[Move]:
        """Who moves in this round, in which order; with faults, some are slow and find more to do in the next."""
        self.random.shuffle(moves)
        if self.faults:
            return [move for number, move in enumerate(moves) if number == 0 or self.random.random() > SLOW]
        return moves

    def _count(self, fault: str) -> None:
        self.counts[fault] += 1

    def _interleaved(self, messages: Sequence[Message]) -> list[Message]:
        lanes: dict[tuple[str, str], deque[Message]] = {}
        for message in messages:
            lanes.setdefault((message.topic, message.key), deque()).append(message)
        order = [lane for lane, waiting in lanes.items() for _ in waiting]
        self.random.shuffle(order)
        return [lanes[lane].popleft() for lane in order]

    def _limit(self) -> int:
        return self.random.choice(BATCHES) if self.faults else WHOLE

    def _fault(self, what: str) -> str | None:
        if not self.faults or self.random.random() > RATE:
            return None
        return self.random.choice(STEPS[what])
