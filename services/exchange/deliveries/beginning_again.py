"""Everything since a time is sent again: the turns of the subscription begin there once more.

However much that is, the request only notes it, and each turn lets some hundred deliveries wait.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from contracts.cloudevents import LONGEST
from services.exchange.deliveries.planning import end_of_feed
from services.exchange.deliveries.store import Places
from services.exchange.subscriptions.model import Subscription
from shared.engine.principals import ANY, Principal
from shared.engine.storage import journal
from shared.operations.pools import Connection


async def find_beginning(connection: Connection, one: Subscription, principal: Principal, since: datetime) -> Places:
    """Where in feed and journal that begins which became known then or later."""
    first_item: int | None = await connection.fetchval(_FIRST_ITEM, one.reads, since)
    if ANY in principal.sources:
        first_receipt: int | None = await connection.fetchval(_FIRST_RECEIPT, since)
    else:
        first_receipt = await connection.fetchval(_FIRST_RECEIPT_OF, since, sorted(principal.sources))
    released = await end_of_feed(connection, one) if first_item is None else first_item - 1
    receipts = await journal.end(connection, "exchange") if first_receipt is None else first_receipt - 1
    return Places(released, receipts)


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
