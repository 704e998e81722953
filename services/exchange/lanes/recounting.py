"""Counts anew at each start what each lane has: a copy of an older version answered and handed on uncounted."""

from __future__ import annotations

from shared.engine.running.runtime import Runtime

_LOCK = "select from exchange.lanes order by sender for update"
_RECOUNT = """
update exchange.lanes as lane
set places_taken = greatest(0, open.in_lane - queued.places), aside = open.aside
from (
    select lanes.sender, coalesce(sum(places) filter (where has_place), 0) as in_lane,
        count(*) filter (where not has_place and refused_on is not null) as aside
    from exchange.lanes left join exchange.notices on notices.sender = lanes.sender and standing is null
    where places_taken > 0 or lanes.aside > 0
    group by lanes.sender
) as open
    cross join lateral (
        select coalesce(sum(places), 0) as places
        from exchange.lanes as own
            cross join lateral generate_series(own.oldest, own.next_number - 1) as number
            join exchange.queued_notices on queued_notices.id = own.sender || ' ' || number
        where own.sender = open.sender
    ) as queued
where open.sender = lane.sender and (lane.places_taken, lane.aside) <> (open.in_lane - queued.places, open.aside)
"""
_RECOUNT_BYTES = """
update exchange.lanes as lane set bytes_handed_on = counted.bytes
from (
    select sender, coalesce(bytes_before, bytes_queued) as bytes
    from exchange.lanes left join exchange.queued_notices on queued_notices.id = sender || ' ' || oldest
) as counted
where counted.sender = lane.sender and lane.bytes_handed_on <> counted.bytes
"""


async def recount_lanes(runtime: Runtime) -> None:
    """Whoever changes a place, or what waits aside, locks its lane. So the counts are exact."""
    async with runtime.pool.acquire() as connection, connection.transaction():
        await connection.execute(_LOCK)
        await connection.execute(_RECOUNT)
        await connection.execute(_RECOUNT_BYTES)
