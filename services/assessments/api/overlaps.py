"""`/overlaps`: visits of two bodies to one State that come near to one another (OP35)."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response

from services.assessments.api.access import SCHEMA
from services.assessments.api.shapes import OVERLAP
from services.assessments.model import Overlap
from services.assessments.tables import OVERLAPS
from shared.door import Door
from shared.http.access import Reader
from shared.http.answers import answer
from shared.http.app import resources
from shared.http.lists import Filter, Paged, many, one
from shared.http.shapes import list_of
from shared.http.states import StateFilter


def routes(door: Door) -> APIRouter:
    """The resource of overlaps: for the Committee, and for both bodies by their tokens' party, as `body:unodc`."""
    router = resources("visits")

    @router.get("/overlaps", response_model=list_of(OVERLAP))
    async def list_overlaps(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        status: Literal["flagged", "resolved"] | None = None,
    ) -> Response:
        """Overlaps of visits of yours with another body's; the Committee sees all."""
        filters = [Filter("state", state), Filter("status", status)]
        return answer(await many(door.pool, SCHEMA, OVERLAPS, principal, page, filters))

    @router.get("/overlaps/{overlap}", response_model=OVERLAP)
    async def show_overlap(principal: Reader, overlap: str) -> Response:
        """An overlap, and whether the visits are apart again."""
        row: Overlap = await one(door.pool, SCHEMA, OVERLAPS, overlap, principal)
        return answer(row)

    return router
