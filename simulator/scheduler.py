"""Picks, by a seed, which service takes its next step, and what goes wrong with it (`faults.py`)."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from random import Random

from ctc.world import Standing, World
from services.council.drafts.making import DraftingLoop
from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.transports.loopback import LoopbackConsumer
from simulator.desk import Desk
from simulator.external import External
from simulator.faults import (
    ASLEEP,
    BATCHES,
    FURTHEST_BACK,
    LONG_AGO,
    LONGEST_SLEEP,
    LONGEST_STANDSTILL,
    NAPS,
    RATE,
    SLOW,
    STANDSTILL,
    STEPS,
    STILL,
    WHOLE,
    Crash,
    CrashingHandler,
)


@dataclass(frozen=True, slots=True)
class Move:
    """Something that a service can do now."""

    service: str
    what: str
    """One of STEPS."""


@dataclass(slots=True)
class Scheduler:
    """Steps the world by chance. The same seed gives the same steps."""

    world: World
    external: External
    desk: Desk
    random: Random
    faults: bool
    counts: Counter[str] = field(default_factory=Counter)
    """Faults of each kind."""
    handlers: dict[str, CrashingHandler] = field(default_factory=dict)
    away: dict[str, date] = field(default_factory=dict)
    """Services that stand still, each with the day on which it goes on."""
    asleep: dict[str, int] = field(default_factory=dict)
    """Services that sleep today, each with the number of days since it fell asleep."""

    def __post_init__(self) -> None:
        for name, runtime in self.world.runtimes.items():
            whole = runtime.handler
            handler = CrashingHandler(*(getattr(whole, part.name) for part in fields(Handler) if part.init))
            runtime.handler = runtime.deadlines.handler = self.handlers[name] = handler
            for loop in runtime.own_loops.values():
                if isinstance(loop, DraftingLoop):
                    loop.handler = handler

    async def settle(self) -> Standing:
        """Steps until no service that works has anything left to do."""
        today = self.world.today
        self.away = {name: day for name, day in self.away.items() if day > today}
        self._nap()
        while True:
            standing = await self.world.look()
            moves = [move for move in self._moves(standing) if self._works(move.service)]
            if not moves:
                return standing
            for move in self._choose(moves):
                if self._works(move.service):
                    await self._take(move)

    def _works(self, name: str) -> bool:
        return name not in self.away and name not in self.asleep

    def _nap(self) -> None:
        before, self.asleep = self.asleep, {}
        for name in self.world.runtimes if self.faults else ():
            days_asleep = before.get(name, 0)
            if self.random.random() < NAPS[name] and days_asleep < LONGEST_SLEEP:
                self.asleep[name] = days_asleep + 1
                self._count(ASLEEP)

    async def recover(self) -> Standing:
        """Lets everything go on and settle without faults."""
        self.away, faults, self.faults = {}, self.faults, False
        standing = await self.settle()
        self.faults = faults
        return standing

    def _moves(self, standing: Standing) -> list[Move]:
        moves = [Move(name, "deadlines") for name in standing.due(self.world.today)]
        moves += [Move("exchange", "external")] if self.external.behind else []
        moves += [Move(name, "commands") for name in self.world.runtimes if self.desk.busy(name)]
        moves += [Move(name, "own loops") for name in standing.at_work]
        return moves + [Move(name, "journals") for name in standing.behind]

    async def _take(self, move: Move) -> None:
        fault = self._fault(move.what)
        take = {
            "deadlines": self._deadlines,
            "external": self._external,
            "commands": self._commands,
            "journals": self._journals,
            "own loops": self._own_loops,
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
        handler = self.handlers[move.service]
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
            await self._step_reordered(consumer)
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
        """Repeats a batch from anywhere in a journal's history."""
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
        """Takes one step on some of the journals, so that the messages of the others come late."""
        every = consumer.journals
        consumer.journals = tuple(self.random.sample(every, self.random.randrange(1, len(every))))
        try:
            await consumer.step(limit=self._limit())
        finally:
            consumer.journals = every
        self._count("held back")

    async def _step_reordered(self, consumer: LoopbackConsumer) -> None:
        """Takes a batch as several partitions would bring it: in order only within a topic and key."""
        handler = consumer.handler
        consumer.handler = lambda messages: handler(self._interleave(messages))
        try:
            await consumer.step(limit=self._limit())
        finally:
            consumer.handler = handler
        self._count("other keys first")

    async def _external(self, _exchange: str, fault: str | None) -> None:
        if fault == "repeated delivery" and self.external.rewind(self.random, FURTHEST_BACK):
            self._count(fault)
        acknowledge = fault != "crash before acknowledgement"
        await self.external.step(self.random, self._limit(), acknowledge)
        if not acknowledge:
            self._count("crash before acknowledgement")

    async def _commands(self, name: str, fault: str | None) -> None:
        if fault == "command given again" and self.desk.may_be_given_again():
            await self.desk.again(self.random)
            self._count(fault)
        acknowledge = fault != "crash before acknowledgement"
        await self.desk.step(name, self._limit(), acknowledge)
        if not acknowledge:
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

    async def _own_loops(self, name: str, _fault: str | None) -> None:
        for loop in self.world.runtimes[name].own_loops.values():
            if await loop.has_work():
                await loop.step()

    # ---- chance -----------------------------------------------------------------------------

    def _choose(self, moves: list[Move]) -> list[Move]:
        """The moves of this round in their order. With faults, slow services leave theirs to the next round."""
        self.random.shuffle(moves)
        if self.faults:
            return [move for number, move in enumerate(moves) if number == 0 or self.random.random() > SLOW]
        return moves

    def _count(self, fault: str) -> None:
        self.counts[fault] += 1

    def _interleave(self, messages: Sequence[Message]) -> list[Message]:
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
