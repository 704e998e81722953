"""What the owner of a subscription sees of its deliveries, and what is sent again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from services.exchange.deliveries import store
from services.exchange.deliveries.model import DeliveryStatus
from shared.engine.handler import Handler
from shared.engine.refusal import NotFound, Refusal
from shared.operations.pools import Pool
from shared.web.instants import Instant


class DeliveryOrTime(Refusal):
    """What to send again is named by `delivery` or by `since`: give one of them."""

    status = 422


@dataclass(frozen=True, slots=True)
class GivenResend:
    """What to send again."""

    delivery: str | None = None
    """The id of one delivery."""
    since: Instant | None = None
    """Everything that became known then or later."""


async def list_deliveries(
    pool: Pool, subscription_id: str, status: DeliveryStatus | None, after: str | None, most: int
) -> list[asyncpg.Record]:
    """Deliveries made before the one with the id `after`, newest first.

    Their numbers count the deliveries of all subscriptions, so a cursor of them would tell how much others get.
    """
    query = _LIST.format(of_status="" if status is None else "and status = $4")
    wanted = () if status is None else (status,)
    records: list[asyncpg.Record] = await pool.fetch(query, subscription_id, after, most, *wanted)
    return records


def view_delivery(record: asyncpg.Record) -> Mapping[str, Any]:
    """A delivery as its owner sees it."""
    shown = dict(record.items()) | {"tries": orjson.Fragment(record["tries"])}
    if record["status"] != "waiting":
        del shown["next_try_at"]
    return shown


def check_given(given: GivenResend) -> None:
    """Raises DeliveryOrTime."""
    if (given.delivery is None) == (given.since is None):
        raise DeliveryOrTime(fields=("delivery", "since"))


async def resend(handler: Handler, subscription_id: str, given: GivenResend) -> int | None:
    """Makes a delivery wait again, or notes from when on; then None, since its next turns find out how many.

    Raises NotFound. Whoever asks may do so (`AskToResend`).
    """
    async with handler.pool.acquire() as connection, connection.transaction():
        now = await handler.clock.now(connection)
        if given.delivery is not None:
            count = await store.wait_again(connection, subscription_id, [given.delivery], now)
            if not count:
                raise NotFound
            await connection.execute(_FRESH, subscription_id)
            return count
        await connection.execute(_NOTE, subscription_id, given.since)
        return None


_LIST = """
select id, event_id, type, status, made_at, next_try_at, ended_at, link, digest, tries::text from exchange.deliveries
where subscription_id = $1 {of_status}
and ($2::text is null or number < (select number from exchange.deliveries where id = $2 and subscription_id = $1))
order by number desc limit $3
"""
_FRESH = """
update exchange.webhook_progress set failures = 0, rests_until = '-infinity', due_at = '-infinity'
where subscription_id = $1
"""
_NOTE = """
update exchange.webhook_progress
set resend_since = least(resend_since, $2), failures = 0, rests_until = '-infinity' where subscription_id = $1
"""
