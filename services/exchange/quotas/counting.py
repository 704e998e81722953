"""Counts in PostgreSQL what registered publishers send, so that all copies of exchange count together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import asyncpg

from contracts.notices import TOPIC
from services.exchange.quotas.model import DAY, MINUTE, QuotaUse, Window
from shared.engine.port import Meter


def _count_earlier(what: str, window: str) -> str:
    """What was counted before, as far as it counts now.

    Only Kafka brings more than a quota, and that is carried over to the next windows. What was within a quota that was
    lowered since is within the new one: it fills the window in which it came, and no later one.
    """
    lowered_by = f"greatest(0, u.most_{what} - excluded.most_{what})"
    used = f"greatest(least(u.{what}, excluded.most_{what}), u.{what} - {lowered_by})"
    return f"greatest(0, {used} - excluded.most_{what} * greatest(0, excluded.{window} - u.{window}))"


def _find_present(window: str) -> str:
    """The window that is counted in. A count that was overtaken comes to the one after its own.

    One that is further ahead was left by a clock that was ahead.
    """
    is_ahead = f"u.{window} > excluded.{window} + 1"
    return f"case when {is_ahead} then excluded.{window} else greatest(u.{window}, excluded.{window}) end"


_EVENTS: Final = _count_earlier("events", "minute")
_BYTES: Final = _count_earlier("bytes", "day")
_FITS: Final = f"($4 or ({_EVENTS} + $2 <= excluded.most_events and {_BYTES} + $3 <= excluded.most_bytes))"
_COUNT: Final = f"""
insert into {{schema}}.quota_use as u (publisher_id, minute, events, day, bytes, most_events, most_bytes, fits)
select $1, minute, case when fits then $2 else 0 end, day, case when fits then $3 else 0 end,
    most_events, most_bytes, fits
from (
    select *, $4 or ($2 <= most_events and $3 <= most_bytes) as fits
    from (
        select (content ->> 'events_per_minute')::bigint as most_events,
            (content ->> 'bytes_per_day')::bigint as most_bytes,
            floor(extract(epoch from now()) / {MINUTE})::bigint as minute,
            floor(extract(epoch from now()) / {DAY})::bigint as day
        from {{schema}}.registrations where id = $1
    ) as quota
) as asked
on conflict (publisher_id) do update set
    minute = {_find_present("minute")},
    events = {_EVENTS} + case when {_FITS} then $2 else 0 end,
    day = {_find_present("day")},
    bytes = {_BYTES} + case when {_FITS} then $3 else 0 end,
    most_events = excluded.most_events,
    most_bytes = excluded.most_bytes,
    fits = {_FITS}
returning events, bytes, most_events, most_bytes, fits, extract(epoch from now())::float8 as now
"""


async def count(
    pool: asyncpg.Pool[asyncpg.Record], schema: str, publisher: str, events: int, size: int, *, in_any_case: bool
) -> tuple[QuotaUse, bool] | None:
    """Counts so many events of so many bytes if they fit, or in any case; says what is used, and whether they fitted.

    None: nobody is registered under this name.
    """
    query = _COUNT.format(schema=schema)
    record = await pool.fetchrow(query, publisher, events, size, in_any_case)
    if record is None:
        return None
    now = record["now"]
    windows = (
        Window(name, record[f"most_{name}"], record[name], seconds, seconds - int(now % seconds))
        for name, seconds in (("events", MINUTE), ("bytes", DAY))
    )
    return QuotaUse(*windows), record["fits"]


def build_meter(pool: asyncpg.Pool[asyncpg.Record], schema: str) -> Meter:
    """Counts what comes on publishers' own topics; whoever has sent more than its quota is read on later."""

    async def meter(counts: Mapping[str, tuple[int, int]]) -> Mapping[str, float]:
        pauses: dict[str, float] = {}
        for topic, (events, size) in counts.items():
            publisher = topic.removeprefix(f"{TOPIC}.")
            found = await count(pool, schema, publisher, events, size, in_any_case=True)
            if found is not None:
                pauses[topic] = found[0].wait_for(1, 1)
        return pauses

    return meter
