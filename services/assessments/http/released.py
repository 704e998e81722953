"""`/released`: the present state of what an audience may have, from which a new reader starts."""

from __future__ import annotations

from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.audiences import reaches
from contracts.catalog import PREFIX
from contracts.released import ReleasedAssessment, ReleasedProduct, ReleasedRecommendation, ReleasedSchedule
from services.assessments.names import SCHEMA
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.engine.storage import tables
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, cursor
from shared.web.routes import resources


class ReleasedThing(BaseModel):
    """A copy, as it was published."""

    type: str
    subject: str
    data: ReleasedAssessment | ReleasedRecommendation | ReleasedProduct | ReleasedSchedule


ReleasedTo = Literal["council", "un", "partners", "public"]


def routes(handler: Handler) -> APIRouter:
    """The feed of released copies."""
    router = resources("released")
    at = tables.storage_of(RELEASED_COPIES, SCHEMA)
    query = f"select id, type, state, data from {at.full_name} where audience = $1 and id > $2 order by id limit $3"

    @router.get("/released", response_model=list_of(ReleasedThing), responses=may_refuse(404))
    async def list_released(
        principal: Reader, page: Paged, audience: Annotated[ReleasedTo, Query(description="Whose copies.")] = "public"
    ) -> Response:
        """What the audience has now: the same copies as on the topic `ctc.released.AUDIENCE`.

        Read it to its end, then the topic: each copy there replaces the one of the same thing, and
        `released.withdrawn` takes it away.
        """
        if not reaches(audience, principal.audience):
            raise NotFound
        records = await handler.reads.fetch(query, audience, page.after or "", page.limit + 1)
        shown, more = records[: page.limit], len(records) > page.limit
        items = [
            {"type": PREFIX + record["type"], "subject": record["state"], "data": orjson.Fragment(record["data"])}
            for record in shown
        ]
        return answer({"items": items, "next": cursor(shown[-1]["id"]) if more else None})

    return router
