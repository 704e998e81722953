"""The tables of this service, in the order in which a transaction locks them. Pure."""

from __future__ import annotations

from services.exchange.notices.model import NOTICES
from services.exchange.unreadable_events.model import UNREADABLE_EVENTS

IN_LOCK_ORDER = (NOTICES, UNREADABLE_EVENTS)
