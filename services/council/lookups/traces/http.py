"""HTTP of traces, by hand: they follow causes from event to event."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from services.council.lookups.traces.model import put_in_order
from services.council.lookups.traces.reading import read_lineage
from services.council.lookups.traces.shapes import Trace
from services.council.lookups.traces.views import list_things, show_event
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.lists import Paged, cursor, number_of
from shared.web.routes import build_router

Traced = Annotated[str, Path(description="Of an event, of a thing, or of a notice.", min_length=1, max_length=500)]


def build_routes(handler: Handler) -> APIRouter:
    """`/trace/{id}`."""
    router = build_router("trace")

    @router.get("/trace/{id:path}", response_model=Trace)
    async def show_trace(reader: Reader, page: Paged, id: Traced) -> Response:  # noqa: A002 - the parameter's name
        """What caused this event or thing, and what it caused, across services: causes before effects."""
        lineage = await read_lineage(handler.reads, reader, id)
        ordered, after = put_in_order(lineage), number_of(page, 0)
        shown, more = ordered[after : after + page.limit], len(ordered) > after + page.limit
        inside = reader.audience == "committee"
        return answer(
            {
                "id": id,
                "things": list_things(lineage),
                "items": [show_event(lineage, depth, event, inside) for depth, event in shown],
                "next": cursor(str(after + page.limit)) if more else None,
                "complete": lineage.complete,
            }
        )

    return router
