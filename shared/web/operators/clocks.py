"""The clock of one service, for operators: whether it is believed, and confirming one that jumped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import structlog
from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.vocabulary import Day
from shared.engine.handler import Handler
from shared.engine.rules import Refusal
from shared.engine.time.dates import civil_date
from shared.web.access import Operator
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.documents.openapi import may_refuse
from shared.web.routes import build_router

log = structlog.get_logger()


class ClockSimulated(Refusal):
    """This system lives by a simulated clock, which is moved on purpose: there is nothing to confirm."""


class AnotherDay(Refusal):
    """The clock of this service tells another day than the one you named: mend the clock, or name the right day."""


@dataclass(frozen=True, slots=True)
class ConfirmClock:
    """What day it is, as the operator knows it and not as this system says it."""

    today: Day


class ClockOfService(BaseModel):
    """What the clock of one copy of a service tells."""

    now: datetime
    doubted: str | None
    """Why it is not believed, if it is not."""
    turned_back: bool


def build_routes(prefix: str, handler: Handler) -> APIRouter:
    """`/services/NAME/clock`."""
    router = build_router("clock")

    @router.get(f"{prefix}/clock", response_model=ClockOfService)
    async def show_clock_of_service(operator: Operator) -> Response:
        """What this copy's clock tells, and why it is not believed, if it is not."""
        async with handler.pool.acquire() as connection:
            now = await handler.clock.now(connection)
            await handler.watch.now(connection)
        return answer({"now": now, "doubted": handler.watch.doubt, "turned_back": handler.watch.turned_back})

    @router.post(f"{prefix}/clock/confirmations", response_model=ClockOfService, responses=may_refuse(409))
    async def confirm_clock(operator: Operator, body: Annotated[ConfirmClock, AsJson]) -> Response:
        """Lets deadlines act again by a clock that jumped, if it tells the day that the operator names."""
        if handler.clock.simulated:
            raise ClockSimulated
        async with handler.pool.acquire() as connection:
            told = civil_date(await handler.clock.now(connection))
            if abs(told - body.today) > timedelta(days=1):  # it is not the same day everywhere
                raise AnotherDay(f"It tells {told}.", fields=("today",))
            now = await handler.watch.confirm(connection, operator.name)
        handler.committed()
        log.warning("clock confirmed", principal=operator.name, now=now.isoformat())
        return answer({"now": now, "doubted": None, "turned_back": False})

    return router
