"""Everything since a time is sent again: the turns of the subscription begin there once more.

However much that is, the request only notes it, and each turn lets some hundred deliveries wait.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from services.exchange.deliveries.claims import Places
from services.exchange.deliveries.finding import find_first_since
from services.exchange.deliveries.planning import end_of_feed
from services.exchange.subscriptions.model import Subscription
from shared.engine.principals import Principal
from shared.engine.storage import journal
from shared.operations.pools import Connection


async def find_beginning(connection: Connection, one: Subscription, principal: Principal, since: datetime) -> Places:
    """Where in feed and journal that begins which became known then or later."""
    first_item: int | None = await connection.fetchval(_FIRST_ITEM, one.reads, since)
    first_receipt = await find_first_since(connection, principal, since)
    released = await end_of_feed(connection, one) if first_item is None else first_item - 1
    receipts = await journal.end(connection, "exchange") if first_receipt is None else first_receipt - 1
    return Places(released, receipts)


_FIRST_ITEM: Final = "select min(number) from exchange.feed_items where audience = $1 and recorded_at >= $2"
