"""`/needs` and `/cases`: what States ask to be helped with, and what came of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from contracts.vocabulary import Priority
from services.unoct.api.common import SCHEMA, PillarOf, ThingId, of_the_un
from services.unoct.api.shapes import CASE, NEED, CaseChange
from services.unoct.commands.cases import (
    Decline,
    DeclineAssistance,
    Deliver,
    Delivery,
    Offer,
    OfferAssistance,
    TakeUp,
    Uptake,
)
from services.unoct.model import CaseStatus
from services.unoct.tables import CASES, RECOMMENDATIONS
from services.unoct.views import view
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter, ThemeFilter


def routes(handler: Handler) -> APIRouter:
    """The resources of needs and cases."""
    router = resources("cases")
    _needs(router, handler)
    _cases(router, handler)
    _steps(router, handler)
    return router


def _needs(router: APIRouter, handler: Handler) -> None:
    @router.get("/needs", response_model=list_of(NEED))
    async def list_needs(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        theme: ThemeFilter = None,
        priority: Priority | None = None,
        pillar: PillarOf = None,
        requested: bool | None = None,
        assessment: ThingId = None,
    ) -> Response:
        """Recommendations released to the UN that need assistance, whether or not the State asks for it."""
        filters = [
            Filter("assistance_needed", True),
            Filter("state", state),
            Filter("themes", theme, "has"),
            Filter("priority", priority),
            Filter("pillar", pillar),
            Filter("assistance_requested", requested),
            Filter("assessment_id", assessment),
        ]
        return answer(await many(handler.reads, SCHEMA, RECOMMENDATIONS, principal, page, filters, view))

    @router.get("/needs/{id}", response_model=NEED)
    async def show_need(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A need, by the id of its recommendation."""
        row = await one(handler.reads, SCHEMA, RECOMMENDATIONS, id, principal)
        if not row.assistance_needed:
            raise NotFound
        return answer(view(row))


def _cases(router: APIRouter, handler: Handler) -> None:
    @router.get("/cases", response_model=list_of(CASE))
    async def list_cases(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        status: CaseStatus | None = None,
        theme: ThemeFilter = None,
        priority: Priority | None = None,
        pillar: PillarOf = None,
        assessment: ThingId = None,
        recommendation: ThingId = None,
        project: ThingId = None,
    ) -> Response:
        """Needs with which a State asks to be helped, and what came of each."""
        filters = [
            Filter("state", state),
            Filter("status", status),
            Filter("themes", theme, "has"),
            Filter("priority", priority),
            Filter("pillar", pillar),
            Filter("assessment_id", assessment),
            Filter("recommendation_id", recommendation),
            Filter("project_id", project),
        ]
        return answer(await many(handler.reads, SCHEMA, CASES, principal, page, filters, view))

    @router.get("/cases/{id}", response_model=CASE)
    async def show_case(principal: Reader, id: str) -> Response:  # noqa: A002
        """A case."""
        return answer(view(await one(handler.reads, SCHEMA, CASES, id, principal)))


def _steps(router: APIRouter, handler: Handler) -> None:
    @router.post("/cases/{id}/offer", response_model=CaseChange)
    async def offer(envelope: Envelope, id: str, body: Annotated[Offer, AsJson]) -> Response:  # noqa: A002
        """A body offers assistance."""
        return await change(handler, of_the_un(envelope), CASES, id, OfferAssistance(id, body), view)

    @router.post("/cases/{id}/uptake", response_model=CaseChange)
    async def uptake(envelope: Envelope, id: str, body: Annotated[Uptake, AsJson]) -> Response:  # noqa: A002
        """A project takes the need up that does not cite its recommendation."""
        return await change(handler, of_the_un(envelope), CASES, id, TakeUp(id, body), view)

    @router.post("/cases/{id}/delivery", response_model=CaseChange)
    async def delivery(envelope: Envelope, id: str, body: Annotated[Delivery, AsJson]) -> Response:  # noqa: A002
        """The assistance was delivered."""
        return await change(handler, of_the_un(envelope), CASES, id, Deliver(id, body), view)

    @router.post("/cases/{id}/decline", response_model=CaseChange)
    async def decline(envelope: Envelope, id: str, body: Annotated[Decline, AsJson]) -> Response:  # noqa: A002
        """Assistance is declined, with the reason."""
        return await change(handler, of_the_un(envelope), CASES, id, DeclineAssistance(id, body), view)
