"""HTTP of exchange that is no plain declaration: events in, receipts out, keys; for operators, unreadable events."""

from __future__ import annotations

from fastapi import APIRouter

from services.exchange.http import events, notices, publishers, receipts, released, unreadable_events
from services.exchange.http.events import OWN_BODIES
from shared.engine.handler import Handler
from shared.web.documents import published


def routers(handler: Handler) -> list[APIRouter]:
    """These resources: bodies, keys and order are those of CloudEvents, or something is drawn at random."""
    return [
        events.routes(handler),
        receipts.routes(handler),
        notices.routes(handler),
        publishers.routes(handler),
        released.routes(handler),
        unreadable_events.routes(handler),
        published.routes(),
    ]


__all__ = ["OWN_BODIES", "routers"]
