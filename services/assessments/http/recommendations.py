"""`/recommendations`: what States should do, and who may know it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import Priority
from services.assessments.assessments.commands import AssistanceRequest, Disclosure, RequestAssistance
from services.assessments.assessments.model import RECOMMENDATIONS, Recommendation
from services.assessments.assessments.views import view_recommendation
from services.assessments.disclosure import Decision
from services.assessments.http.access import SCHEMA, of_committee_or_state
from services.assessments.http.assessments import say
from services.assessments.http.shapes import RECOMMENDATION
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import Envelope, FromOfficer
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter, ThemeFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of recommendations."""
    router = resources("recommendations")

    @router.get("/recommendations", response_model=list_of(RECOMMENDATION))
    async def list_recommendations(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        assessment: Annotated[str | None, Query(description="Id of the assessment.")] = None,
        theme: ThemeFilter = None,
        priority: Priority | None = None,
        assistance_needed: bool | None = None,
        assistance_requested: bool | None = None,
    ) -> Response:
        """Recommendations that you may see."""
        filters = [
            Filter("state", state),
            Filter("assessment_id", assessment),
            Filter("themes", theme, "has"),
            Filter("priority", priority),
            Filter("assistance_needed", assistance_needed),
            Filter("assistance_requested", assistance_requested),
        ]

        def view(row: Recommendation) -> object:
            return view_recommendation(row, principal)

        return answer(await many(handler.reads, SCHEMA, RECOMMENDATIONS, principal, page, filters, view))

    @router.get("/recommendations/{recommendation}", response_model=RECOMMENDATION)
    async def show_recommendation(principal: Reader, recommendation: str) -> Response:
        """A recommendation."""
        return answer(
            view_recommendation(await one(handler.reads, SCHEMA, RECOMMENDATIONS, recommendation, principal), principal)
        )

    @router.post("/recommendations/{recommendation}/disclosure", response_model=Change)
    async def disclosure(envelope: FromOfficer, recommendation: str, body: Annotated[Decision, AsJson]) -> Response:
        """Who may have it from now on (OP19). `If-Match` takes the `ETag` of its assessment."""
        row = await one(handler.pool, SCHEMA, RECOMMENDATIONS, recommendation, envelope.principal)
        return await say(handler, envelope, row.assessment_id, Disclosure(body, row.id))

    @router.post("/recommendations/{recommendation}/assistance-request", response_model=Change)
    async def assistance(
        envelope: Envelope, recommendation: str, body: Annotated[AssistanceRequest, AsJson]
    ) -> Response:
        """The State asks for assistance with it, or takes its request back (OP39): the State itself, or the Committee.

        `If-Match` takes the `ETag` of its assessment.
        """
        row = await one(handler.pool, SCHEMA, RECOMMENDATIONS, recommendation, envelope.principal)
        of_committee_or_state(envelope.principal, row.state)
        return await say(handler, envelope, row.assessment_id, RequestAssistance(row.id, body))

    return router
