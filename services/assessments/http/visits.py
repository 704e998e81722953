"""`/visits`: planned, agreed to, taken place, cancelled, merged; and what was said of them by mistake."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import VisitKind
from services.assessments.http.access import SCHEMA
from services.assessments.http.shapes import MERGER, VISIT
from services.assessments.mergers.commands import MergeVisits, SeparateVisits
from services.assessments.mergers.merging import Merger
from services.assessments.mergers.separating import Separation
from services.assessments.names import OWN_SOURCE
from services.assessments.visits.commands import (
    Agreement,
    Cancellation,
    ChangedPlan,
    ChangePlan,
    GuestList,
    HeldComponent,
    OnVisit,
    PlannedVisit,
    PlanVisit,
    VisitHeld,
    VisitWithdrawal,
)
from services.assessments.visits.model import MERGED_VISITS, VISITS, Visit, VisitStatus
from services.assessments.visits.views import view_listed_visit, view_visit
from services.assessments.visits.waiting import find_last_late_day
from shared.engine.handler import Handler
from shared.engine.notices.sources import source_of
from shared.web.access import Reader, of_committee
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import FromOfficer, run
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of visits."""
    router = resources("visits")
    _reading(router, handler)
    _commanding(router, handler)
    _taking_back(router, handler)
    return router


def _reading(router: APIRouter, handler: Handler) -> None:
    @router.get("/visits", response_model=list_of(VISIT), responses=may_refuse(403))
    async def list_visits(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        kind: VisitKind | None = None,
        status: VisitStatus | None = None,
        body: Annotated[str | None, Query(description="Whose visit it is, such as CTED.", max_length=500)] = None,
        year: Annotated[int | None, Query(description="In which it counts.", ge=1, le=9999)] = None,
        mission: Annotated[str | None, Query(description="Id of the mission.", max_length=200)] = None,
        without_report: Annotated[bool, Query(description="Only those without a report after the usual time.")] = False,
    ) -> Response:
        """Visits that you may see."""
        if without_report:
            of_committee(principal)
        today = await handler.today()
        late = find_last_late_day(today, handler.reference) if without_report else None
        filters = [
            Filter("state", state),
            Filter("kind", kind),
            Filter("status", status),
            Filter("body", body),
            Filter("year", year),
            Filter("mission_id", mission),
            Filter("awaits_report_since", late, "<="),
        ]

        def view(row: Visit) -> object:
            return view_listed_visit(row, principal, handler.reference, today)

        return answer(await many(handler.reads, SCHEMA, VISITS, principal, page, filters, view))

    @router.get("/visits/{visit}", response_model=VISIT)
    async def show_visit(principal: Reader, visit: str) -> Response:
        """A visit."""
        row = await one(handler.reads, SCHEMA, VISITS, visit, principal)
        return answer(view_visit(row, principal, handler.reference))

    @router.get("/visits/{visit}/mergers", response_model=list_of(MERGER))
    async def list_mergers(principal: Reader, page: Paged, visit: str) -> Response:
        """What was merged into it, by whose decision: for the Committee, and the State itself."""
        await one(handler.reads, SCHEMA, VISITS, visit, principal)
        return answer(await many(handler.reads, SCHEMA, MERGED_VISITS, principal, page, [Filter("visit_id", visit)]))


def _commanding(router: APIRouter, handler: Handler) -> None:
    @router.post("/visits", response_model=Change, status_code=201)
    async def plan_visit(envelope: FromOfficer, body: Annotated[PlannedVisit, AsJson]) -> Response:
        """A visit is planned; with the same reference again, the plan as it now is."""
        source = source_of(envelope.principal, body.source, OWN_SOURCE)
        return await run(handler, envelope, PlanVisit(source, body), created="/visits")

    @router.post("/visits/{visit}/plan", response_model=Change)
    async def changed_plan(envelope: FromOfficer, visit: str, body: Annotated[ChangedPlan, AsJson]) -> Response:
        """The plan as it now is, of a visit that lies ahead."""
        row = await one(handler.pool, SCHEMA, VISITS, visit, envelope.principal)
        return await _say(handler, envelope, visit, ChangePlan(body.of(row)))

    @router.post("/visits/{visit}/agreement", response_model=Change)
    async def agreement(envelope: FromOfficer, visit: str, body: Annotated[Agreement, AsJson]) -> Response:
        """The State agreed: the visit stands on the public schedule from now on."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))

    @router.post("/visits/{visit}/components", response_model=Change)
    async def component(envelope: FromOfficer, visit: str, body: Annotated[HeldComponent, AsJson]) -> Response:
        """A part of the visit took place."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))

    @router.post("/visits/{visit}/completion", response_model=Change)
    async def completion(envelope: FromOfficer, visit: str, body: Annotated[VisitHeld, AsJson]) -> Response:
        """The visit took place: it counts, once, in the year in which its last component ended."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))

    @router.post("/visits/{visit}/guests", response_model=Change)
    async def guests(envelope: FromOfficer, visit: str, body: Annotated[GuestList, AsJson]) -> Response:
        """Who was invited, came and contributed: bodies, and experts at the State's request (OP14)."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))

    @router.post("/visits/{visit}/cancellation", response_model=Change)
    async def cancellation(envelope: FromOfficer, visit: str, body: Annotated[Cancellation, AsJson]) -> Response:
        """The planned visit does not take place: it is off the schedule from now on."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))

    @router.post("/visits/{visit}/merger", response_model=Change)
    async def merger(envelope: FromOfficer, visit: str, body: Annotated[Merger, AsJson]) -> Response:
        """Visits that an import left apart are components of this one: it counts once, and they no more."""
        return await _say(handler, envelope, visit, MergeVisits(visit, body))


def _taking_back(router: APIRouter, handler: Handler) -> None:
    @router.post("/visits/{visit}/separation", response_model=Change)
    async def separation(envelope: FromOfficer, visit: str, body: Annotated[Separation, AsJson]) -> Response:
        """Visits that were merged into this one by mistake count by themselves again."""
        return await _say(handler, envelope, visit, SeparateVisits(visit, body))

    @router.post("/visits/{visit}/withdrawal", response_model=Change)
    async def withdrawal(envelope: FromOfficer, visit: str, body: Annotated[VisitWithdrawal, AsJson]) -> Response:
        """There was no such visit: what was recorded as one counts no more."""
        return await _say(handler, envelope, visit, OnVisit(visit, body))


async def _say(
    handler: Handler, envelope: FromOfficer, visit: str, command: ChangePlan | OnVisit | MergeVisits | SeparateVisits
) -> Response:
    def view(row: Visit) -> object:
        return view_visit(row, envelope.principal, handler.reference)

    return await change(handler, envelope, VISITS, visit, command, view)
