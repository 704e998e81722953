"""`/cycles/{cycle}/recommendations`: the status of each, and what becomes of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from services.followup.api.shapes import RECOMMENDATION, Succession
from services.followup.commands.carrying import CarryOver, GivenCarryOver
from services.followup.commands.ending import EndRecommendation, GivenEnd
from services.followup.commands.own_days import SetOwnDay
from services.followup.commands.status import (
    AddRecommendation,
    AssessRecommendation,
    GivenAssessment,
    GivenPosition,
    NewRecommendation,
    StatePosition,
)
from services.followup.commands.succession import GivenSuccession, Succeed
from services.followup.model import Decision
from services.followup.showing import shown_recommendation
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.app import resources
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope, run
from shared.web.lists import one


def routes(handler: Handler) -> APIRouter:
    """The recommendations of a cycle, one by one, and what becomes of them."""
    router = resources("cycles")
    _made(router, handler)
    _status(router, handler)
    _lifecycle(router, handler)
    return router


def _made(router: APIRouter, handler: Handler) -> None:
    @router.post("/cycles/{cycle}/recommendations", response_model=RECOMMENDATION, status_code=201)
    async def add(envelope: Envelope, cycle: str, body: Annotated[NewRecommendation, AsJson]) -> Response:
        """A recommendation first made in a follow-up report (rule 5)."""
        await one(handler.pool, handler.service.name, CYCLES, cycle, envelope.principal)
        created = f"/cycles/{cycle}/recommendations"
        return await run(handler, envelope, AddRecommendation(cycle, body), created=created)

    @router.get("/cycles/{cycle}/recommendations/{recommendation}", response_model=RECOMMENDATION)
    async def show_recommendation(principal: Reader, cycle: str, recommendation: str) -> Response:
        """One recommendation with its status."""
        found = await one(handler.reads, handler.service.name, RECOMMENDATIONS, recommendation, principal)
        if found.cycle_id != cycle:
            raise NotFound
        return answer(shown_recommendation(found))

    @router.post("/cycles/{cycle}/recommendations/{recommendation}/due-date", response_model=RECOMMENDATION)
    async def set_due_date(
        envelope: Envelope, cycle: str, recommendation: str, body: Annotated[Decision, AsJson]
    ) -> Response:
        """The day by which CTED reports on one first made in a follow-up report, as the CTC sets it (rule 5)."""
        command = SetOwnDay(cycle, recommendation, body)
        return await change(handler, envelope, RECOMMENDATIONS, recommendation, command, shown_recommendation)


def _status(router: APIRouter, handler: Handler) -> None:
    @router.post("/cycles/{cycle}/recommendations/{recommendation}/position", response_model=RECOMMENDATION)
    async def state_position(
        envelope: Envelope, cycle: str, recommendation: str, body: Annotated[GivenPosition, AsJson]
    ) -> Response:
        """What the State says of one recommendation: its position, what it reports, or both."""
        command = StatePosition(cycle, recommendation, body)
        return await change(handler, envelope, RECOMMENDATIONS, recommendation, command, shown_recommendation)

    @router.post("/cycles/{cycle}/recommendations/{recommendation}/assessment", response_model=RECOMMENDATION)
    async def assess(
        envelope: Envelope, cycle: str, recommendation: str, body: Annotated[GivenAssessment, AsJson]
    ) -> Response:
        """How far it is implemented, as CTED assesses it: the status that is counted (rule 6)."""
        command = AssessRecommendation(cycle, recommendation, body)
        return await change(handler, envelope, RECOMMENDATIONS, recommendation, command, shown_recommendation)


def _lifecycle(router: APIRouter, handler: Handler) -> None:
    @router.post("/cycles/{cycle}/successions", response_model=Succession)
    async def succeed(envelope: Envelope, cycle: str, body: Annotated[GivenSuccession, AsJson]) -> Response:
        """Recommendations are merged or split: only their successors are live from then on (rule 7)."""
        await one(handler.pool, handler.service.name, CYCLES, cycle, envelope.principal)
        return await run(handler, envelope, Succeed(cycle, body))

    @router.post("/cycles/{cycle}/recommendations/{recommendation}/closure", response_model=RECOMMENDATION)
    async def end(envelope: Envelope, cycle: str, recommendation: str, body: Annotated[GivenEnd, AsJson]) -> Response:
        """One recommendation was superseded, overtaken or withdrawn: it is live no longer (rule 6)."""
        command = EndRecommendation(cycle, recommendation, body)
        return await change(handler, envelope, RECOMMENDATIONS, recommendation, command, shown_recommendation)

    @router.post("/cycles/{cycle}/recommendations/{recommendation}/carry-over", response_model=RECOMMENDATION)
    async def carry_over(
        envelope: Envelope, cycle: str, recommendation: str, body: Annotated[GivenCarryOver, AsJson]
    ) -> Response:
        """Another running cycle of the same State goes on with it (rule 1)."""
        command = CarryOver(cycle, recommendation, body)
        return await change(handler, envelope, RECOMMENDATIONS, recommendation, command, shown_recommendation)
