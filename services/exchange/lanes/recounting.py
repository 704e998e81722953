"""Counts anew what each lane has, and hands on what waits though there is room.

An older version answers and hands on without counting, also for some minutes beside this one. An answer may be missing
for good, as where Kafka lost its last minute. Each would keep a place, and 24 of them close a lane.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from services.exchange.lanes.rules import KEEPER, LONG_TYPES, PLACES, HandOnWaiting
from shared.engine.handler import Handler
from shared.engine.notices.size import LONG
from shared.engine.rules import Command
from shared.operations.pools import Pool
from shared.web.server.identifiers import fresh_id

log = structlog.get_logger()

EVERY: Final = 60.0
"""Seconds between looks at lanes that stand still."""
WHOLE: Final = 10
"""Each such look counts all lanes that are in use. A long one takes a second, in which its own sender waits."""
LAPSES_AFTER: Final = timedelta(days=7)
"""A notice without an answer keeps its place so long, from its arrival on: owners answer within seconds."""


@dataclass(slots=True)
class LaneLoop:
    """One process's. Several may run: whoever counts a lane locks it."""

    handler: Handler
    moved_at: float = field(default_factory=time.monotonic)
    _looks: int = 0
    _oldest: dict[str, int] = field(default_factory=dict)
    """Of each lane in which something waits, the number of the oldest at the last look."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.moved_at = time.monotonic()
            try:
                await self.step()
            except Exception as error:  # database away: nothing may end the loop
                log.warning("lanes wait", error=type(error).__name__)
            await asyncio.sleep(EVERY)

    async def has_work(self) -> bool:
        """Nothing waits for it where all copies count."""
        return False

    async def step(self) -> int:
        """Counts the lanes that stand still, and at times all; returns to how many it brought something."""
        pool = self.handler.pool
        async with pool.acquire() as connection:
            if (now := await self.handler.watch.now(connection)) is None:
                return 0
        await let_places_lapse(pool, now)
        in_use = await pool.fetch(_IN_USE)
        of_all, before = self._looks % WHOLE == 0, self._oldest
        self._looks += 1
        self._oldest = {row["sender"]: row["oldest"] for row in in_use if row["waits"]}
        freed = 0
        for row in in_use:
            if of_all or self._oldest.get(row["sender"], -1) == before.get(row["sender"]):
                freed += await self._serve(row["sender"])
        return freed

    async def _serve(self, sender: str) -> bool:
        await recount_lane(self.handler.pool, sender)
        if not await self.handler.pool.fetchval(_HAS_ROOM, sender, PLACES):
            return False
        command = Command(KEEPER, fresh_id(), HandOnWaiting(sender), correlation_id="lanes", can_repeat=False)
        await self.handler.handle([command])
        return True


async def recount_lane(pool: Pool, sender: str) -> None:
    """Whoever changes a place, or what waits aside, locks its lane. So the counts are exact."""
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_LOCK, sender)
        await connection.execute(_RECOUNT, sender, LONG, sorted(LONG_TYPES))
        await connection.execute(_RECOUNT_BYTES, sender)


async def let_places_lapse(pool: Pool, now: datetime) -> None:
    """Takes the places of notices that have had no answer for too long. One that comes later is their receipt."""
    number = int((await pool.execute(_LAPSE, now - LAPSES_AFTER)).rpartition(" ")[2])
    if number:
        log.warning("notices without an answer lost their places", number=number)


_IN_USE: Final = """
select sender, oldest, oldest < next_number as waits from exchange.lanes
where places_taken > 0 or aside > 0 or oldest < next_number or bytes_handed_on <> bytes_queued order by sender
"""
_HAS_ROOM: Final = "select places_taken < $2 and oldest < next_number from exchange.lanes where sender = $1"
_LOCK: Final = "select from exchange.lanes where sender = $1 for update"
_QUEUED: Final = """
exchange.lanes as own cross join lateral generate_series(own.oldest, own.next_number - 1) as number
    join exchange.queued_notices as queued on queued.id = own.sender || ' ' || number
"""
_RECOUNT: Final = f"""
update exchange.lanes set places_taken = greatest(0, open.in_lane - waiting.places), aside = open.aside,
    long_places = greatest(0, open.long - waiting.long), awaits_turn = waiting.long_is_next
from (
    select coalesce(sum(places) filter (where has_place), 0) as in_lane,
        coalesce(sum(places) filter (where has_place and places >= $2 and notice_type = any($3)), 0) as long,
        count(*) filter (where not has_place and refused_on is not null) as aside
    from exchange.notices where sender = $1 and standing is null
) as open, (
    select coalesce(sum(places), 0) as places, coalesce(sum(places) filter (where is_long), 0) as long,
        coalesce(bool_or(is_long) filter (where number = own.oldest), false) as long_is_next
    from {_QUEUED} where own.sender = $1
) as waiting
where sender = $1 and (places_taken, long_places, awaits_turn, lanes.aside) is distinct from (
    greatest(0, open.in_lane - waiting.places), greatest(0, open.long - waiting.long), waiting.long_is_next, open.aside)
"""
_RECOUNT_BYTES: Final = """
update exchange.lanes as lane set bytes_handed_on = counted.bytes
from (
    select coalesce(bytes_before, bytes_queued) as bytes
    from exchange.lanes left join exchange.queued_notices on queued_notices.id = sender || ' ' || oldest
    where sender = $1
) as counted
where sender = $1 and lane.bytes_handed_on <> counted.bytes
"""
_LAPSE: Final = f"""
with late as materialized (
    select id, sender, notice_id from exchange.notices where standing is null and has_place and received_at < $1
), waiting as materialized (
    select own.sender, queued.cause_id from {_QUEUED} where own.sender in (select sender from late)
)
update exchange.notices set has_place = false where id in (
    select id from exchange.notices where id in (
        select id from late
        where not exists (select from waiting where waiting.sender = late.sender and cause_id = notice_id))
    and standing is null and has_place order by id for update skip locked)
"""
