"""HTTP of rebuilds, by hand: they run beside the handler, for minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import Field

from contracts.vocabulary import Id
from services.council.operators.rebuild.rebuilds import Losses, Rebuilds
from services.council.operators.rebuild.shapes import RebuildOfFacts
from shared.web.access import Operator
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of
from shared.web.problems import Invalid
from shared.web.routes import build_router

RebuildId = Annotated[str, Path(max_length=100)]


@dataclass(frozen=True, slots=True)
class StartRebuild:
    """Events that may be lost, since neither Kafka nor a journal has them any more, and why."""

    accept_losses: Annotated[tuple[Id, ...], Field(max_length=10_000)] = ()
    why: Annotated[str, Field(min_length=1, max_length=1000)] | None = None


NOTHING: Final = StartRebuild()


def build_routes(rebuilds: Rebuilds) -> APIRouter:
    """`/rebuilds`."""
    router = build_router("rebuilds")

    @router.post("/rebuilds", response_model=RebuildOfFacts, responses=may_refuse(409), status_code=202)
    async def start_rebuild(operator: Operator, body: Annotated[StartRebuild, AsJson] = NOTHING) -> Response:
        """Builds the projected facts again from the events, beside the live ones; `Location` says how far it is."""
        if body.accept_losses and body.why is None:
            raise Invalid("why: say why these events may be lost", ("why",))
        id_ = await rebuilds.start(operator.name, Losses(body.accept_losses, body.why))
        response = answer(await rebuilds.show(id_), 202)
        response.headers["Location"] = f"/rebuilds/{id_}"
        return response

    @router.get("/rebuilds", response_model=list_of(RebuildOfFacts))
    async def list_rebuilds(operator: Operator) -> Response:
        """The last rebuilds, newest first."""
        return answer({"items": await rebuilds.list(), "next": None})

    @router.get("/rebuilds/{rebuild_id}", response_model=RebuildOfFacts)
    async def show_rebuild(operator: Operator, rebuild_id: RebuildId) -> Response:
        """How far it is (`progress`), and what came of it (`result`)."""
        return answer(await rebuilds.show(rebuild_id))

    return router
