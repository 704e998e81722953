"""`/overlaps`: visits of two bodies to one State that come near to one another (OP35)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from services.assessments.names import SCHEMA
from services.assessments.visits.model import OVERLAPS, VISITS, Overlap
from services.assessments.visits.views import OVERLAP, view_overlap
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.web.access import Reader
from shared.web.answers import answer, as_json
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, Pool, read_many, read_one, readable_keys
from shared.web.pieces import work_in_pieces
from shared.web.routes import build_router
from shared.web.states import StateFilter


def build_routes(handler: Handler) -> APIRouter:
    """The resource of overlaps: for the Committee, and for both bodies by their tokens' party, as `body:unodc`."""
    router = build_router("visits")

    @router.get("/overlaps", response_model=list_of(OVERLAP))
    async def list_overlaps(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        status: Literal["flagged", "resolved"] | None = None,
    ) -> Response:
        """Overlaps of visits of yours with another body's, without its dates until the State agreed to that visit."""
        filters = [Filter("state", state), Filter("status", status)]
        rows: list[Overlap] = []
        page_of_rows = await read_many(handler.reads, SCHEMA, OVERLAPS, principal, page, filters, rows.append)
        return answer(page_of_rows | {"items": await _as_seen(handler.reads, principal, rows)})

    @router.get("/overlaps/{overlap}", response_model=OVERLAP)
    async def show_overlap(principal: Reader, overlap: str) -> Response:
        """An overlap, and whether the visits are apart again. It names the other body, which can be asked."""
        row: Overlap = await read_one(handler.reads, SCHEMA, OVERLAPS, overlap, principal)
        (view,) = await _as_seen(handler.reads, principal, [row])
        return answer(view)

    return router


async def _as_seen(pool: Pool, principal: Principal, rows: Sequence[Overlap]) -> list[Any]:
    visits = sorted({id_ for row in rows for id_ in (row.visit_id, row.other_visit_id)})
    readable = await readable_keys(pool, SCHEMA, VISITS, principal, visits)
    return await work_in_pieces(lambda row: as_json(view_overlap(row, principal, readable)), rows)
