"""The tables of this service, in the order in which a transaction locks them. Pure."""

from __future__ import annotations

from services.exchange.lanes.model import LANES, QUEUED, QUEUED_NOTICES
from services.exchange.notices.model import NOTICES
from services.exchange.publishers.model import APPLICANTS, OWNED_PROOFS, OWNED_SOURCES, PUBLISHERS
from services.exchange.quarantine.model import UNREADABLE_EVENTS
from services.exchange.released.model import FEED_ENDS, FEED_ITEMS
from services.exchange.subscriptions.model import SUBSCRIPTIONS
from shared.engine.registrations import REGISTRATIONS

IN_LOCK_ORDER = (
    FEED_ENDS, PUBLISHERS, APPLICANTS, SUBSCRIPTIONS, OWNED_SOURCES, OWNED_PROOFS, REGISTRATIONS, NOTICES,
    LANES, QUEUED, QUEUED_NOTICES, UNREADABLE_EVENTS, FEED_ITEMS,
)  # fmt: skip
