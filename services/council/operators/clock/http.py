"""HTTP of the clock, by hand: what time it is, moving a simulated one, and whether all is quiet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from contracts.participants import PARTICIPANTS
from contracts.vocabulary import Day
from services.council.operators.clock.shapes import Clock, Quiet
from shared.engine.handler import Handler
from shared.engine.rules import Refusal
from shared.engine.running.simulated import Advance
from shared.engine.time.dates import civil_date
from shared.engine.time.days import check_not_too_far
from shared.web.access import Operator, Reader
from shared.web.answers import HEADERS, ND_JSON, answer, dump
from shared.web.bodies import AsJson
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.routes import build_router

SERVICES = tuple(one.name for one in PARTICIPANTS if one.name != "others")
"""Those that must be quiet."""

Wait = Annotated[float, Query(description="Seconds to wait until all is quiet.", ge=0.1, le=60)]


class NoSimulatedClock(Refusal):
    """This system lives by the real clock, which nobody moves: only one started with `--clock` can be."""


class NeverBackwards(Refusal):
    """The clock never goes backwards: name today or a later day."""

    status = 422


@dataclass(frozen=True, slots=True)
class MoveClock:
    """Where the clock goes."""

    to: Day


def build_routes(handler: Handler) -> APIRouter:
    """`/clock` and `/clock/quiet`."""
    router = build_router("clock")

    @router.get("/clock", response_model=Clock)
    async def show_clock(reader: Reader) -> Response:
        """What time it is here, and the civil date in New York, in which duties are counted."""
        async with handler.reads.acquire() as connection:
            now = await handler.clock.now(connection)
        return answer({"now": now, "today": civil_date(now), "simulated": handler.clock.simulated})

    @router.post("/clock", response_class=StreamingResponse, responses=also_as(ND_JSON) | may_refuse(409))
    async def move_clock(operator: Operator, body: Annotated[MoveClock, AsJson]) -> Response:
        """Goes to each due date in order, lets everything settle in between, and says what fired.

        One line of JSON a stop, as it happens: `{"day": ..., "fired": {...}}`; the last has `"quiet": true`.
        """
        advance = _build_advance(handler)
        today = await handler.today()
        if body.to < today:
            raise NeverBackwards(fields=("to",))
        check_not_too_far(today, to=body.to)
        stops = _stream_stops(advance, body.to)
        # The answer begins with the first stop: a proxy cut off one that began while it still read the command.
        return StreamingResponse(_put_back(await anext(stops), stops), headers=HEADERS, media_type=ND_JSON)

    @router.get("/clock/quiet", response_model=Quiet, responses=may_refuse(409))
    async def show_quiet(operator: Operator, wait: Wait = 2.0) -> Response:
        """Whether all is quiet: nothing unrelayed, no lag, no due deadline in any service, twice in a row."""
        try:
            await asyncio.wait_for(_build_advance(handler).settle(), wait)
        except TimeoutError:
            return answer({"quiet": False})
        return answer({"quiet": True})

    return router


def _build_advance(handler: Handler) -> Advance:
    if not handler.clock.simulated:
        raise NoSimulatedClock
    return Advance(handler.pool, SERVICES)


async def _stream_stops(advance: Advance, to: Day) -> AsyncIterator[bytes]:
    async for stop in advance.to(to):
        yield dump({"day": stop.day, "fired": stop.fired}) + b"\n"
    yield dump({"day": to, "quiet": True}) + b"\n"


async def _put_back(first: bytes, stops: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for stop in stops:
        yield stop
