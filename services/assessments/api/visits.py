"""`/visits`: planned, agreed to, taken place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import VisitKind
from services.assessments import views
from services.assessments.api.access import SCHEMA, FromOfficer, State
from services.assessments.commands.answers import source_of
from services.assessments.commands.visits import (
    Agreement,
    HeldComponent,
    OnVisit,
    PlannedVisit,
    PlanVisit,
    Said,
    VisitHeld,
)
from services.assessments.tables import VISITS
from shared.door import Door
from shared.http.access import Reader
from shared.http.answers import answer
from shared.http.app import resources
from shared.http.bodies import AsJson
from shared.http.commands import run
from shared.http.lists import Filter, Paged, many, one
from shared.rules import Known


def routes(door: Door) -> APIRouter:
    """The resource of visits."""
    router = resources("visits")
    _reading(router, door)
    _commanding(router, door)
    return router


def _reading(router: APIRouter, door: Door) -> None:
    @router.get("/visits")
    async def list_visits(
        principal: Reader,
        page: Paged,
        state: State = None,
        kind: VisitKind | None = None,
        status: Annotated[str | None, Query(description="planned, agreed or completed")] = None,
        body: Annotated[str | None, Query(description="Whose visit it is, such as CTED.", max_length=500)] = None,
        year: Annotated[int | None, Query(description="In which it counts.", ge=1, le=9999)] = None,
        mission: Annotated[str | None, Query(description="Id of the mission.", max_length=200)] = None,
    ) -> Response:
        """Visits that you may see."""
        filters = [
            Filter("state", state),
            Filter("kind", kind),
            Filter("status", status),
            Filter("body", body),
            Filter("year", year),
            Filter("mission_id", mission),
        ]
        found = await many(door.pool, SCHEMA, VISITS, principal, page, filters, lambda row: views.visit(row, principal))
        return answer(found)

    @router.get("/visits/{visit}")
    async def show_visit(principal: Reader, visit: str) -> Response:
        """A visit."""
        return answer(views.visit(await one(door.pool, SCHEMA, VISITS, visit, principal), principal))


def _commanding(router: APIRouter, door: Door) -> None:
    @router.post("/visits", status_code=201)
    async def plan_visit(envelope: FromOfficer, body: Annotated[PlannedVisit, AsJson]) -> Response:
        """A visit is planned; with the same reference again, the plan as it now is."""
        source = source_of(envelope.principal, body.source)
        return await run(door, envelope, PlanVisit(source, body), created="/visits")

    @router.post("/visits/{visit}/agreement")
    async def agreement(envelope: FromOfficer, visit: str, body: Annotated[Agreement, AsJson]) -> Response:
        """The State agreed: the visit stands on the public schedule from now on."""
        return await _say(door, envelope, visit, body)

    @router.post("/visits/{visit}/components")
    async def component(envelope: FromOfficer, visit: str, body: Annotated[HeldComponent, AsJson]) -> Response:
        """A part of the visit took place."""
        return await _say(door, envelope, visit, body)

    @router.post("/visits/{visit}/completion")
    async def completion(envelope: FromOfficer, visit: str, body: Annotated[VisitHeld, AsJson]) -> Response:
        """The visit took place: it counts, once, in the year in which its last component ended."""
        return await _say(door, envelope, visit, body)


async def _say(door: Door, envelope: FromOfficer, visit: str, said: Said) -> Response:
    principal = envelope.principal
    await one(door.pool, SCHEMA, VISITS, visit, principal)

    def represent(known: Known) -> object | None:
        row = known.get(VISITS, visit)
        return None if row is None else views.visit(row, principal)

    async def read() -> object:
        return views.visit(await one(door.pool, SCHEMA, VISITS, visit, principal), principal)

    return await run(door, envelope, OnVisit(visit, said), represent=represent, read=read)
