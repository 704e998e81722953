"""`/duplications`: two projects for one need of one State, and what was decided of them (OP24)."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from services.unoct.api.common import SCHEMA, ThingId, of_the_un
from services.unoct.api.shapes import DUPLICATION, DuplicationChange
from services.unoct.commands.projects import Resolved, ResolveDuplication
from services.unoct.tables import DUPLICATIONS
from services.unoct.views import view
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of duplications."""
    router = resources("duplications")

    @router.get("/duplications", response_model=list_of(DUPLICATION))
    async def list_duplications(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        status: Literal["flagged", "resolved"] | None = None,
        recommendation: ThingId = None,
        project: ThingId = None,
    ) -> Response:
        """Pairs of projects for one need."""
        filters = [
            Filter("state", state),
            Filter("status", status),
            Filter("recommendation_id", recommendation),
            Filter("project_ids", project, "has"),
        ]
        return answer(await many(handler.reads, SCHEMA, DUPLICATIONS, principal, page, filters, view))

    @router.get("/duplications/{id}", response_model=DUPLICATION)
    async def show_duplication(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A pair."""
        return answer(view(await one(handler.reads, SCHEMA, DUPLICATIONS, id, principal)))

    @router.post("/duplications/{id}/resolution", response_model=DuplicationChange)
    async def resolution(envelope: Envelope, id: str, body: Annotated[Resolved, AsJson]) -> Response:  # noqa: A002
        """It is decided how the two go together."""
        row = await one(handler.pool, SCHEMA, DUPLICATIONS, id, of_the_un(envelope).principal)
        command = ResolveDuplication(id, row.recommendation_id, body)
        return await change(handler, envelope, DUPLICATIONS, id, command, view)

    return router
