"""Picks, by a seed, which service takes its next step and what goes wrong with it.

The faults are those that the architecture promises to survive: a crash before the commit (all of
the batch is rolled back), a crash between commit and acknowledgement (the batch comes again), a
delivery repeated from further back, one journal held back while others go on (nothing is ordered
across topics), and a deadline read, held, and brought to the door later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ctc.world import World
from shared.door import Door
from shared.loopback import LoopbackConsumer
from shared.rules import Due

FAULTS = ("crash before commit", "crash before acknowledgement", "repeated delivery", "held back", "late deadline")
RATE = 0.04
"""Of steps with a fault of each kind: a fault in about every fifth step, which still makes progress."""
FURTHEST_BACK = 200
"""Positions that a repeated delivery goes back, at most."""


class Crash(Exception):
    """The process is gone, as far as its transaction can tell."""


class CrashingDoor(Door):
    """A door whose process may die with everything written and nothing committed."""

    crashes: bool = False

    async def _write(self, *arguments: Any, **named: Any) -> None:
        await super()._write(*arguments, **named)
        if self.crashes:
            raise Crash


@dataclass(slots=True)
class Scheduler:
    """Steps the world by chance, the same chance for the same seed."""

    world: World
    random: Random
    faults: bool
    counts: Counter[str] = field(default_factory=Counter)
    doors: dict[str, CrashingDoor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, runtime in self.world.runtimes.items():
            whole = runtime.door
            door = CrashingDoor(whole.service, whole.pool, whole.clock, whole.reference, whole.metrics, whole.committed)
            runtime.door = runtime.deadlines.door = self.doors[name] = door

    async def settle(self) -> None:
        """Steps until no service has anything left to do."""
        names = list(self.world.runtimes)
        while True:
            self.random.shuffle(names)
            moved = [await self._turn(name) for name in names]
            if not any(moved):
                return

    async def _turn(self, name: str) -> bool:
        deadlines = await self._deadlines(name)
        consumer = self.world.consumer(name)
        fault = self._fault()
        if fault == "crash before commit":
            return await self._crash(name, consumer) or deadlines
        if fault == "crash before acknowledgement":
            moved = await consumer.step(acknowledge=False, limit=self._limit())
            self.counts[fault] += bool(moved)
            return bool(moved) or deadlines
        if fault == "repeated delivery":
            await self._rewind(consumer)
        if fault == "held back":
            return await self._some_journals(consumer) or deadlines
        return bool(await consumer.step(limit=self._limit())) or deadlines

    async def _deadlines(self, name: str) -> bool:
        """Brings due deadlines to the door; sometimes late, after the service has moved on."""
        loop = self.world.runtimes[name].deadlines
        due: Sequence[Due] = await loop.due(500)
        if due and self._fault() == "late deadline":
            self.counts["late deadline"] += 1
            await self.world.consumer(name).step()
        if due:
            await loop.bring(due)
        return bool(due)

    async def _crash(self, name: str, consumer: LoopbackConsumer) -> bool:
        door = self.doors[name]
        door.crashes = True
        try:
            return bool(await consumer.step(limit=self._limit()))
        except Crash:
            self.counts["crash before commit"] += 1
            return True
        finally:
            door.crashes = False

    async def _rewind(self, consumer: LoopbackConsumer) -> None:
        positions = await consumer.positions()
        back = {name: max(0, at - self.random.randrange(1, FURTHEST_BACK)) for name, at in positions.items()}
        if back:
            await consumer.acknowledge(back)
            self.counts["repeated delivery"] += 1

    async def _some_journals(self, consumer: LoopbackConsumer) -> bool:
        """One step on some of the journals only: what the others hold comes later than it might."""
        every = consumer.journals
        consumer.journals = tuple(self.random.sample(every, self.random.randrange(1, len(every))))
        try:
            moved = await consumer.step(limit=self._limit())
        finally:
            consumer.journals = every
        self.counts["held back"] += bool(moved)
        return bool(moved) or bool(await consumer.step())

    def _limit(self) -> int:
        return self.random.choice((5, 50, 500)) if self.faults else 2_000

    def _fault(self) -> str | None:
        if not self.faults or self.random.random() > RATE * len(FAULTS):
            return None
        return self.random.choice(FAULTS)
