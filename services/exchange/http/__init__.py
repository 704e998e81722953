"""HTTP of exchange: events in, receipts out; and, for operators, unreadable events."""

from __future__ import annotations

from fastapi import APIRouter

from services.exchange.http import events, receipts, unreadable_events
from services.exchange.http.events import OWN_BODIES
from shared.engine.handler import Handler
from shared.web.documents import published


def routers(handler: Handler) -> list[APIRouter]:
    """The resources of exchange. None is a plain declaration: bodies, keys and order are those of CloudEvents."""
    return [
        events.routes(handler),
        receipts.routes(handler),
        unreadable_events.routes(handler.reads),
        published.routes(),
    ]


__all__ = ["OWN_BODIES", "routers"]
