"""A service's journal beside Kafka, for operators."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from contracts.participants import PARTICIPANTS
from shared.engine.principals import Principal
from shared.engine.repairs.comparing import Compared, LostEvent, compare
from shared.engine.running.runtime import Runtime
from shared.engine.storage import journal
from shared.web.access import Operator, Reader, of_committee
from shared.web.answers import HEADERS, ND_JSON, answer, dump
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.operators.resendings import NothingRelayed
from shared.web.routes import build_router

LONGEST_IDS = 8_000


class Principals(BaseModel):
    """Who caused each event, by its id; without those of which nobody knows it."""

    items: dict[str, str]


def topics_of(service: str) -> list[str]:
    """The topics on which a service tells."""
    return [topic for one in PARTICIPANTS if one.name == service for topic in one.publishes]


def build_routes(prefix: str, runtime: Runtime, topics: Sequence[str]) -> APIRouter:
    """`/services/NAME/journal/differences`; `topics` are those on which the service tells."""
    router = build_router("journal")

    @router.get(
        f"{prefix}/journal/differences",
        response_class=StreamingResponse,
        responses=also_as(ND_JSON) | may_refuse(409),
    )
    async def compare_journal(operator: Operator) -> Response:
        """What Kafka has of this service and its journal has not, and the other way round.

        One line of JSON for each: `{"read": ...}` as it goes on, `{"lost": {...}}` for an event that the journal
        has not, and at last `{"compared": {...}}`. Events that narrow come first, with what they say. What a lost
        event says, and which State or thing it is about, is told to operators of the Committee's audience alone.
        """
        if not runtime.resources.relays:
            raise NothingRelayed
        return StreamingResponse(_lines(runtime, topics, operator), headers=HEADERS, media_type=ND_JSON)

    @router.get(f"{prefix}/journal/principals", response_model=Principals)
    async def show_principals(reader: Reader, ids: Annotated[str, Query(max_length=LONGEST_IDS)]) -> Response:
        """Who caused these events of the service, for the Committee's staff: ids with commas between them."""
        of_committee(reader)
        async with runtime.resources.pool.acquire() as connection:
            return answer({"items": await journal.find_principals(connection, runtime.service.name, ids.split(","))})

    return router


async def _lines(runtime: Runtime, topics: Sequence[str], operator: Principal) -> AsyncIterator[bytes]:
    async with runtime.resources.pool.acquire() as connection:
        async for step in compare(connection, runtime.resources.transport, runtime.service, topics):
            if isinstance(step, LostEvent) and operator.audience != "committee":
                step = replace(step, subject="", content=None)  # noqa: PLW2901 - the same event with less
            yield dump(_line(step)) + b"\n"


def _line(step: int | LostEvent | Compared) -> dict[str, object]:
    if isinstance(step, int):
        return {"read": step}
    return {"lost" if isinstance(step, LostEvent) else "compared": step}
