"""HTTP of exchange that is no plain declaration: events, receipts, keys, signing in, unreadable events."""

from __future__ import annotations

from fastapi import APIRouter

from services.exchange.http import (
    codes,
    events,
    feeds,
    notices,
    publishers,
    receipts,
    released,
    sign_in,
    subscriptions,
    unreadable_events,
)
from services.exchange.http.events import OWN_BODIES
from shared.engine.handler import Handler
from shared.engine.running.outside import Outside
from shared.web.documents import published


def routers(handler: Handler, outside: Outside) -> list[APIRouter]:
    """These resources: bodies, keys and order are those of CloudEvents, or something is drawn at random."""
    return [
        events.routes(handler),
        receipts.routes(handler, outside),
        notices.routes(handler),
        publishers.routes(handler),
        released.routes(handler),
        feeds.routes(handler, outside),
        subscriptions.routes(handler, outside),
        unreadable_events.routes(handler, outside),
        published.routes(),
        codes.routes(handler.reference),
        sign_in.routes(),
    ]


__all__ = ["OWN_BODIES", "routers"]
