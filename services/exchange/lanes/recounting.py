"""Counts the places anew at each start: a copy of an older version answered notices and freed no places."""

from __future__ import annotations

from shared.engine.running.runtime import Runtime

_LOCK = "select from exchange.lanes order by sender for update"
_RECOUNT = """
update exchange.lanes as lane set places_taken = greatest(0, open.count - (lane.next_number - lane.oldest))
from (
    select sender, (select count(*) from exchange.notices
        where notices.sender = lanes.sender and has_place and standing is null) as count
    from exchange.lanes where places_taken > 0
) as open
where open.sender = lane.sender and lane.places_taken <> open.count - (lane.next_number - lane.oldest)
"""


async def recount_lanes(runtime: Runtime) -> None:
    """Whoever changes a place locks its lane, so that the count is exact."""
    async with runtime.pool.acquire() as connection, connection.transaction():
        await connection.execute(_LOCK)
        await connection.execute(_RECOUNT)
