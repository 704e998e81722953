"""The tables of this service, in the order in which a transaction locks them. Pure."""

from __future__ import annotations

from services.exchange.notices.model import NOTICES
from services.exchange.publishers.model import OWNED_SOURCES, PUBLISHERS
from services.exchange.unreadable_events.model import UNREADABLE_EVENTS
from shared.engine.registrations import REGISTRATIONS

IN_LOCK_ORDER = (PUBLISHERS, OWNED_SOURCES, REGISTRATIONS, NOTICES, UNREADABLE_EVENTS)
