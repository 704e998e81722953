"""Gives long reports of all senders their turns: only so many are with their owners together.

A lane bounds one sender. Three senders that corrected the longest reports kept all others waiting for ten seconds.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from services.exchange.lanes.model import queue_key
from services.exchange.lanes.rules import KEEPER, PLACES, HandOnLong
from shared.engine.handler import Handler
from shared.engine.outcomes import Done
from shared.engine.rules import Command
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import wait
from shared.operations.pools import Connection

log = structlog.get_logger()

IDLE: Final = 0.25
"""Seconds between looks where no commit rings. A report that begins to wait rings none, since nothing is told of it."""
REST: Final = 0.05
"""Seconds between looks where many do."""
SKIPPED_FOR: Final = 60.0
"""Seconds without turns for a sender whose report could not be handed on: a fault of ours is in nobody else's way."""
FORGOTTEN_AFTER: Final = timedelta(seconds=20)
"""A long report without an answer holds up those of others so long. Its owner may be away, and not theirs."""


@dataclass(slots=True)
class TurnLoop:
    """One process's. Of several, one is quicker, and what the others wanted to hand on is handed on already."""

    handler: Handler
    bell: asyncio.Event
    moved_at: float = field(default_factory=time.monotonic)
    _skipped: dict[str, float] = field(default_factory=dict)
    """Senders without turns, each with the monotonic time from which on they have some again."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.moved_at = time.monotonic()
            try:
                given = await self.step()
            except Exception as error:  # database away: nothing may end the loop
                log.warning("long reports wait", error=type(error).__name__)
                given = 0
            if not given:  # else the next one of the same sender may have room too
                await asyncio.sleep(REST)
                await wait(self.bell, IDLE)

    async def has_work(self) -> bool:
        """Whether it is the turn of a long report."""
        return bool(await self._choose())

    async def step(self) -> int:
        """Hands on the long reports whose turn it is, and returns how many."""
        return sum([await self._hand_on(one) for one in await self._choose()])

    async def _hand_on(self, turn: HandOnLong) -> bool:
        id_ = f"turn {queue_key(turn.sender, turn.number)}"
        command = Command(KEEPER, id_, turn, correlation_id="lanes", can_repeat=False)
        try:
            (outcome,) = await self.handler.handle([command])
        except Exception as error:  # one that cannot be handed on is not in the way of the next
            log.warning("a long report waits", sender=turn.sender, error=type(error).__name__)
            self._skipped[turn.sender] = time.monotonic() + SKIPPED_FOR
            return False
        return isinstance(outcome, Done) and bool(outcome.events)

    async def _choose(self) -> list[HandOnLong]:
        self._skipped = {sender: until for sender, until in self._skipped.items() if until > time.monotonic()}
        async with self.handler.pool.acquire() as connection:
            return await choose_turns(connection, self.handler, list(self._skipped))


async def choose_turns(connection: Connection, handler: Handler, skipped: Sequence[str]) -> list[HandOnLong]:
    """The long reports whose turn it is: first of the sender whose last one was handed on the longest ago.

    None passes one that finds no room, so that the longest have their turn too.
    """
    now = await handler.clock.now(connection)
    waiting = await connection.fetch(_WAITING, PLACES, now, skipped)
    if not waiting:
        return []
    room = PLACES - await connection.fetchval(_WITH_OWNERS, now - FORGOTTEN_AFTER, now)
    chosen = []
    for row in waiting:
        room -= row["places"]
        if room < 0:
            break
        chosen.append(HandOnLong(row["sender"], row["number"]))
    return chosen


def make_turn_loop(runtime: Runtime) -> TurnLoop:
    """The loop of this runtime. A commit of exchange wakes it."""
    return TurnLoop(runtime.handler, runtime.make_bell())


_WAITING: Final = """
select lane.sender, lane.oldest as number, queued.places
from exchange.lanes as lane join exchange.queued_notices as queued on queued.id = lane.sender || ' ' || lane.oldest
where lane.awaits_turn and queued.is_long and lane.places_taken < $1 and lane.sender <> all($3)
order by least(coalesce(lane.served_at, '-infinity'), $2), lane.sender limit $1
"""
_WITH_OWNERS: Final = """
select coalesce(sum(least(long_places, places_taken)), 0)::bigint from exchange.lanes
where long_places > 0 and served_at > $1 and served_at <= $2
"""
