"""A service's journal beside Kafka, for operators."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from contracts.participants import PARTICIPANTS
from shared.engine.repairs.comparing import Compared, LostEvent, compare
from shared.engine.running.runtime import Runtime
from shared.web.access import Operator
from shared.web.answers import HEADERS, ND_JSON, dump
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.operators.resendings import NothingRelayed
from shared.web.routes import resources


def topics_of(service: str) -> list[str]:
    """The topics on which a service tells."""
    return [topic for one in PARTICIPANTS if one.name == service for topic in one.publishes]


def routes(prefix: str, runtime: Runtime, topics: Sequence[str]) -> APIRouter:
    """`/services/NAME/journal/differences`; `topics` are those on which the service tells."""
    router = resources("journal")

    @router.get(
        f"{prefix}/journal/differences",
        response_class=StreamingResponse,
        responses=also_as(ND_JSON) | may_refuse(409),
    )
    async def compare_journal(operator: Operator) -> Response:
        """What Kafka has of this service and its journal has not, and the other way round.

        One line of JSON for each: `{"read": ...}` as it goes on, `{"lost": {...}}` for an event that the journal
        has not, and at last `{"compared": {...}}`.
        """
        if not runtime.relays:
            raise NothingRelayed
        return StreamingResponse(_lines(runtime, topics), headers=HEADERS, media_type=ND_JSON)

    return router


async def _lines(runtime: Runtime, topics: Sequence[str]) -> AsyncIterator[bytes]:
    async with runtime.pool.acquire() as connection:
        async for step in compare(connection, runtime.transport, runtime.service, topics):
            yield dump(_line(step)) + b"\n"


def _line(step: int | LostEvent | Compared) -> dict[str, object]:
    if isinstance(step, int):
        return {"read": step}
    return {"lost" if isinstance(step, LostEvent) else "compared": step}
