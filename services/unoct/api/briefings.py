"""`/briefings`: UNOCT's briefings and what follows them (OP25), and meetings of the heads (OP24)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import BriefingKind
from services.unoct.api.common import SCHEMA
from services.unoct.api.shapes import BRIEFING
from services.unoct.commands.briefings import (
    BriefingCancellation,
    CancelBriefing,
    HoldBriefing,
    Holding,
    RecordBriefing,
    SaidBriefing,
)
from services.unoct.tables import BRIEFINGS
from services.unoct.views import view
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope, run
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Paged, many, one
from shared.web.routes import resources


def routes(handler: Handler) -> APIRouter:
    """The resource of briefings."""
    router = resources("briefings")

    @router.get("/briefings", response_model=list_of(BRIEFING))
    async def list_briefings(
        principal: Reader,
        page: Paged,
        kind: BriefingKind | None = None,
        year: Annotated[int | None, Query(description="In which it was held, or is planned.", ge=1945, le=9999)] = None,
    ) -> Response:
        """Briefings and meetings, invited to or held."""
        filters = [Filter("kind", kind), Filter("year", year)]
        return answer(await many(handler.reads, SCHEMA, BRIEFINGS, principal, page, filters, view))

    @router.get("/briefings/{id}", response_model=BRIEFING)
    async def show_briefing(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A briefing or meeting."""
        return answer(view(await one(handler.reads, SCHEMA, BRIEFINGS, id, principal)))

    @router.post("/briefings", response_model=Change, status_code=201)
    async def record_briefing(envelope: Envelope, body: Annotated[SaidBriefing, AsJson]) -> Response:
        """The Chair invites UNOCT, or the heads arrange to meet; with `held_on`: what was held, invited to or not."""
        return await run(handler, envelope, RecordBriefing(body), created="/briefings")

    @router.post("/briefings/{id}/holding", response_model=Change)
    async def holding(envelope: Envelope, id: str, body: Annotated[Holding, AsJson]) -> Response:  # noqa: A002
        """It was held, and who spoke."""
        return await change(handler, envelope, BRIEFINGS, id, HoldBriefing(id, body), view)

    @router.post("/briefings/{id}/cancellation", response_model=Change)
    async def cancellation(
        envelope: Envelope,
        id: str,  # noqa: A002 - the path's own name
        body: Annotated[BriefingCancellation, AsJson],
    ) -> Response:
        """What was planned does not take place; the invitation stays on record."""
        return await change(handler, envelope, BRIEFINGS, id, CancelBriefing(id, body), view)

    return router
