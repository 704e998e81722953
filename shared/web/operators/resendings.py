"""Sending a service's journal to Kafka again, for operators: begin it, see how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

import structlog
from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from shared.engine.repairs import resending
from shared.engine.repairs.resending import Resending
from shared.engine.rules import Refusal
from shared.engine.running.runtime import Runtime
from shared.operations.pools import Connection
from shared.web.access import Operator
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import shape
from shared.web.instants import Instant
from shared.web.problems import Invalid
from shared.web.routes import build_router

log = structlog.get_logger()

LARGEST = 2**63 - 1
"""The largest position in the database."""


class NothingRelayed(Refusal):
    """This system sends no journal: without KAFKA_BOOTSTRAP_SERVERS its services read the journals themselves."""


@dataclass(frozen=True, slots=True)
class SendAgain:
    """From where on; at most one of the two. With neither, from the beginning."""

    from_position: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    """The first row, by its position in the journal."""
    from_time: Instant | None = None
    """The first row is the first one recorded at this instant or later."""


SHOWN: Final = shape("Resending", Resending, always=("position", "sent", "under_way"), also={"under_way": bool})


def build_routes(prefix: str, runtime: Runtime) -> APIRouter:
    """`/services/NAME/resendings`."""
    router = build_router("resendings")
    schema = runtime.service.name

    @router.post(f"{prefix}/resendings", status_code=202, response_model=SHOWN, responses=may_refuse(409))
    async def send_again(operator: Operator, body: Annotated[SendAgain, AsJson]) -> Response:
        """Sends the journal to Kafka again, in order. Of what was released, only the last word on each thing."""
        if not runtime.resources.relays:
            raise NothingRelayed
        async with runtime.resources.pool.acquire() as connection:
            first = await _find_first(connection, schema, body)
            begun = await resending.begin(connection, schema, first)
        log.info("journal is sent again", principal=operator.name, from_position=first, until=begun.sent)
        return answer(_view(begun), 202)

    @router.get(f"{prefix}/resendings", response_model=SHOWN, responses=may_refuse(409))
    async def show_resending(operator: Operator) -> Response:
        """How far the journal is sent; `under_way` while it is sent again."""
        if not runtime.resources.relays:
            raise NothingRelayed
        async with runtime.resources.pool.acquire() as connection:
            return answer(_view(await resending.show(connection, schema)))

    return router


async def _find_first(connection: Connection, schema: str, body: SendAgain) -> int:
    if body.from_time is None:
        return body.from_position or 1
    if body.from_position is not None:
        raise Invalid("from_position, from_time: name one of the two", ("from_position", "from_time"))
    return await resending.first_since(connection, schema, body.from_time)


def _view(now: Resending) -> dict[str, object]:
    return {"position": now.position, "sent": now.sent, "under_way": now.under_way}
