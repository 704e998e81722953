"""Gives long reports of all senders their turns: only so many are with their owners together.

A lane bounds one sender. Three senders that corrected the longest reports kept all others waiting for ten seconds.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from services.exchange.lanes.rules import KEEPER, PLACES, HandOnLong
from shared.engine.handler import Handler
from shared.engine.outcomes import Done
from shared.engine.rules import Command
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import wait
from shared.operations.pools import Connection
from shared.web.server.identifiers import fresh_id

log = structlog.get_logger()

IDLE: Final = 0.25
"""Seconds between looks where no commit rings. A report that begins to wait rings none, since nothing is told of it."""
REST: Final = 0.05
"""Seconds between looks where many do."""
FORGOTTEN_AFTER: Final = timedelta(seconds=20)
"""A long report without an answer holds up those of others so long. Its owner may be away, and not theirs."""


@dataclass(slots=True)
class TurnLoop:
    """One process's. Of several, one is quicker, and what the others wanted to hand on is handed on already."""

    handler: Handler
    bell: asyncio.Event
    moved_at: float = field(default_factory=time.monotonic)

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
        command = Command(KEEPER, fresh_id(), turn, correlation_id="lanes", can_repeat=False)
        try:
            (outcome,) = await self.handler.handle([command])
        except Exception as error:  # one that cannot be handed on is not in the way of the next
            log.warning("a long report waits", sender=turn.sender, error=type(error).__name__)
            return False
        return isinstance(outcome, Done) and bool(outcome.events)

    async def _choose(self) -> list[HandOnLong]:
        async with self.handler.pool.acquire() as connection:
            return await choose_turns(connection, self.handler)


async def choose_turns(connection: Connection, handler: Handler) -> list[HandOnLong]:
    """The long reports whose turn it is: first of the sender whose last one was handed on the longest ago.

    None passes one that finds no room, so that the longest have their turn too.
    """
    now = await handler.clock.now(connection)
    waiting = await connection.fetch(_WAITING, PLACES, now)
    if not waiting:
        return []
    room = PLACES - await connection.fetchval(_TAKEN, now - FORGOTTEN_AFTER)
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
where lane.awaits_turn and queued.is_long and lane.places_taken < $1
order by least(coalesce(lane.served_at, '-infinity'), $2), lane.sender limit $1
"""
_TAKEN: Final = (
    "select coalesce(sum(long_places), 0)::bigint from exchange.lanes where long_places > 0 and served_at > $1"
)
