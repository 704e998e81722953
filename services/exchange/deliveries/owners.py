"""Word to the owner of a subscription whose address takes nothing: by each other subscription of theirs.

It goes the way of all deliveries, so it is sent once, tried again, and listed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import orjson

from contracts.ids import uuid5
from services.exchange.deliveries import claims, store
from services.exchange.deliveries.planning import Planned, add
from services.exchange.subscriptions.failing import last_day
from shared.operations.pools import Connection

PAUSED: Final = "subscription.paused.v1"
ENDED: Final = "subscription.ended.v1"
TOLD_FOR: Final = timedelta(days=60)
"""So long after the first failure word is sent: long enough for the end, and shorter than deliveries are kept."""


async def plan_word(connection: Connection, now: datetime) -> None:
    """Makes the deliveries of what owners have not been told yet, each once."""
    for record in await connection.fetch(_UNTOLD, now - TOLD_FOR):
        through = await store.reload(connection, record["through"])
        event_id = uuid5("word to owner", record["type"], record["failing"], record["since"].isoformat())
        await add(connection, through, [Planned("word", 0, event_id, record["type"], record["failing"])], now)
        await claims.look_soon(connection, through.id)


def build_word(about: str) -> dict[str, Any]:
    """The data of such an event, from the columns of the subscription that fails."""
    found: dict[str, Any] = orjson.loads(about)
    since = datetime.fromisoformat(found["failing_since"])
    return found | {"last_day": last_day(since).isoformat()}


_UNTOLD: Final = f"""
select failing.id as failing, failing.failing_since as since, through.id as through, word.type
from exchange.subscriptions as failing
    join exchange.subscriptions as through on through.owner = failing.owner and through.parties = failing.parties
        and through.id <> failing.id and through.status = 'active',
    lateral (select case when failing.ended_because is null then '{PAUSED}' else '{ENDED}' end as type) as word
where failing.failing_since > $1 and not exists (
    select from exchange.deliveries as d where d.subscription_id = through.id and d.thing_id = failing.id
        and d.type = word.type and d.made_at >= failing.failing_since)
"""
