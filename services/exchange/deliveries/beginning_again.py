"""Everything since a time is sent again: the turns of the subscription begin there once more.

However much that is, the request only notes it, and each turn lets some hundred deliveries wait.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from services.exchange.deliveries.claims import Places
from services.exchange.deliveries.planning import end_of_feed
from services.exchange.subscriptions.model import Subscription
from shared.engine.storage import journal
from shared.operations.pools import Connection


async def find_beginning(connection: Connection, one: Subscription, since: datetime) -> Places:
    """Where in feed and journal that begins which became known then or later."""
    first_item: int | None = await connection.fetchval(_FIRST_ITEM, one.reads, since)
    released = await end_of_feed(connection, one) if first_item is None else first_item - 1
    return Places(released, await journal.find_end_before(connection, "exchange", since))


_FIRST_ITEM: Final = "select min(number) from exchange.feed_items where audience = $1 and recorded_at >= $2"
