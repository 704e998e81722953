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


def build_routers(handler: Handler, outside: Outside) -> list[APIRouter]:
    """These resources: bodies, keys and order are those of CloudEvents, or something is drawn at random."""
    return [
        events.build_routes(handler),
        receipts.build_routes(handler, outside),
        notices.build_routes(handler),
        publishers.build_routes(handler),
        released.build_routes(handler),
        feeds.build_routes(handler, outside),
        subscriptions.build_routes(handler, outside),
        unreadable_events.build_routes(handler, outside),
        published.build_routes(),
        codes.build_routes(handler.reference),
        sign_in.build_routes(),
    ]


__all__ = ["OWN_BODIES", "routers"]
