"""Everything since a time is sent again: the turns of the subscription begin there once more.

However much that is, the request only notes it, and each turn makes some hundred deliveries.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from contracts.cloudevents import LONGEST
from services.exchange.deliveries.planning import end_of_feed
from services.exchange.subscriptions.model import Subscription
from shared.engine.principals import ANY, Principal
from shared.engine.storage import journal
from shared.operations.pools import Connection


async def begin_again(
    connection: Connection, one: Subscription, principal: Principal, since: datetime, now: datetime
) -> tuple[int, int]:
    """Lets what was delivered since then wait again. Returns where in feed and journal the missing ones begin."""
    first_item: int | None = await connection.fetchval(_FIRST_ITEM, one.reads, since)
    if ANY in principal.sources:
        first_receipt: int | None = await connection.fetchval(_FIRST_RECEIPT, since)
    else:
        first_receipt = await connection.fetchval(_FIRST_RECEIPT_OF, since, sorted(principal.sources))
    released = await end_of_feed(connection, one) if first_item is None else first_item - 1
    receipts = await journal.end(connection, "exchange") if first_receipt is None else first_receipt - 1
    await connection.execute(_WAIT_AGAIN, one.id, released, receipts, now)
    return released, receipts


_FIRST_ITEM: Final = "select min(number) from exchange.feed_items where audience = $1 and recorded_at >= $2"
_FIRST_RECEIPT: Final = """
select position from exchange.journal where topic = 'ctc.receipts' and time >= $1 order by position limit 1
"""
_FIRST_RECEIPT_OF: Final = f"""
select min(found.position) from unnest($2::text[]) as mine (source) cross join lateral (
    select position from exchange.journal
    where topic = 'ctc.receipts' and subject = left(mine.source, {LONGEST["subject"]}) and time >= $1
    order by position limit 1
) as found
"""
_WAIT_AGAIN: Final = """
update exchange.deliveries set status = 'waiting', next_try_at = $4, first_try_at = null, ended_at = null,
    sending_at = null
where subscription_id = $1 and (stream = 'released' and place > $2 or stream = 'receipts' and place > $3)
"""
