"""The smallest service behind either handler: on PostgreSQL, or in memory. A test sees no difference."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from shared.engine.decided import JournalRow
from shared.engine.memory import MemoryHandler
from shared.engine.outcomes import Outcome
from shared.engine.rules import Due, Trigger
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.storage import dead_letters, journal
from shared.engine.storage import deadlines as deadline_store
from tests.support.counter import COUNTER, COUNTS, Count
from tests.support.frozen import REFERENCE
from tests.support.running import START, World


class CounterHandler(Protocol):
    """A handler, as the tests of its promises use it."""

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]: ...

    async def counts(self) -> list[Count]:
        """All rows, by State."""

    async def journal(self) -> list[JournalRow]: ...

    async def dead_letters(self) -> list[str]:
        """The reason of each."""

    async def streak(self) -> int:
        """Dead letters in a row."""

    async def is_stopped(self) -> bool: ...

    async def resume(self) -> None: ...

    async def forget(self) -> None:
        """Removes everything."""

    def turn(self, days: int) -> None:
        """Moves the clock to so many days after the start."""

    async def due(self) -> list[Due]: ...

    async def act(self) -> None:
        """Brings what is due to the handler."""

    async def next_act(self) -> date | None: ...


@dataclass(slots=True)
class OnPostgres:
    """The real one."""

    world: World

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        return await self.world.handler.handle(triggers)

    async def counts(self) -> list[Count]:
        rows = await self.world.rows("select state, number, seen from counter.counts order by state")
        return [Count(state, number, tuple(ids)) for state, number, ids in rows]

    async def journal(self) -> list[JournalRow]:
        columns = ", ".join(journal.KEPT)
        rows = await self.world.rows(f"select {columns} from counter.journal order by position")
        return [JournalRow(*row) for row in rows]

    async def dead_letters(self) -> list[str]:
        return [letter.reason for letter in await dead_letters.find(self.world.look, "counter")]

    async def streak(self) -> int:
        return (await dead_letters.state_of(self.world.look, "counter", "counter")).streak

    async def is_stopped(self) -> bool:
        return (await dead_letters.state_of(self.world.look, "counter", "counter")).stopped_at == START

    async def resume(self) -> None:
        await dead_letters.set_state(self.world.look, "counter", "counter", 0, None)

    async def forget(self) -> None:
        await self.world.pool.execute("truncate counter.inbox, counter.journal, counter.counts, counter.deadlines")

    def turn(self, days: int) -> None:
        self.world.clock.instant = START + timedelta(days=days)

    async def due(self) -> list[Due]:
        return await DeadlineLoop(self.world.handler, asyncio.Event()).due(10)

    async def act(self) -> None:
        await DeadlineLoop(self.world.handler, asyncio.Event()).step()

    async def next_act(self) -> date | None:
        return await deadline_store.next_act(self.world.look, "counter")


def _new() -> MemoryHandler:
    return MemoryHandler(COUNTER, REFERENCE, START)


@dataclass(slots=True)
class InMemory:
    """The one for tests."""

    handler: MemoryHandler = field(default_factory=_new)

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        return self.handler.handle(triggers)

    async def counts(self) -> list[Count]:
        return [row for _, row in sorted(self.handler.rows.get(COUNTS, {}).items())]

    async def journal(self) -> list[JournalRow]:
        return self.handler.journal

    async def dead_letters(self) -> list[str]:
        return [reason for _, reason in self.handler.dead_letters]

    async def streak(self) -> int:
        return self.handler.streak

    async def is_stopped(self) -> bool:
        return self.handler.is_stopped

    async def resume(self) -> None:
        self.handler.streak = 0

    async def forget(self) -> None:
        self.handler = _new()

    def turn(self, days: int) -> None:
        self.handler.now = START + timedelta(days=days)

    async def due(self) -> list[Due]:
        return self.handler.due(10)

    async def act(self) -> None:
        self.handler.handle(self.handler.due())

    async def next_act(self) -> date | None:
        return self.handler.next_act()
