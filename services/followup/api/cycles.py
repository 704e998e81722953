"""`/cycles`: the follow-up of each assessment, for people and programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.ids import cycle_id
from contracts.vocabulary import Day
from services.followup.api.shapes import CYCLE, RECOMMENDATION
from services.followup.commands.closing import CloseCycle, GivenClosure
from services.followup.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.commands.reporting import FileReport, GivenReport
from services.followup.commands.responding import GivenResponse, RecordResponse
from services.followup.model import Cycle, Status
from services.followup.showing import shown_cycle, shown_recommendation
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.app import resources
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope
from shared.web.documents.shapes import list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.states import StateFilter

ThingId = Annotated[str | None, Query(max_length=200)]


def routes(handler: Handler) -> APIRouter:
    """Cycles, and what is recorded and decided of each."""
    router = resources("cycles")
    _cycles(router, handler)
    _follow_up(router, handler)
    _decisions(router, handler)
    return router


def _cycles(router: APIRouter, handler: Handler) -> None:
    @router.get("/cycles", response_model=list_of(CYCLE))
    async def list_cycles(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        assessment: ThingId = None,
        status: Status | None = None,
        due_before: Annotated[Day | None, Query(description="Due earlier than this day, `YYYY-MM-DD`.")] = None,
    ) -> Response:
        """Cycles, each opened by one final assessment (OP16)."""
        filters = [
            Filter("state", state),
            Filter("id", None if assessment is None else cycle_id(assessment)),
            Filter("status", status),
            Filter("due_on", due_before, "<"),
        ]
        return answer(await many(handler.reads, handler.service.name, CYCLES, principal, page, filters, shown_cycle))

    @router.get("/cycles/{cycle}", response_model=CYCLE)
    async def show_cycle(principal: Reader, cycle: str) -> Response:
        """One cycle: its present follow-up, the State's response, and the follow-ups before."""
        return answer(shown_cycle(await one(handler.reads, handler.service.name, CYCLES, cycle, principal)))

    @router.get("/cycles/{cycle}/recommendations", response_model=list_of(RECOMMENDATION))
    async def list_recommendations(principal: Reader, page: Paged, cycle: str) -> Response:
        """The recommendations of a cycle with their status: stated, reported, and assessed apart (rule 6)."""
        found: Cycle = await one(handler.reads, handler.service.name, CYCLES, cycle, principal)
        filters = [Filter("cycle_id", found.id)]
        shown = await many(
            handler.reads, handler.service.name, RECOMMENDATIONS, principal, page, filters, shown_recommendation
        )
        return answer(shown)


def _follow_up(router: APIRouter, handler: Handler) -> None:
    @router.post("/cycles/{cycle}/response", response_model=CYCLE)
    async def respond(envelope: Envelope, cycle: str, body: Annotated[GivenResponse, AsJson]) -> Response:
        """What the State responded; by an officer, or by the State itself."""
        return await change(handler, envelope, CYCLES, cycle, RecordResponse(cycle, body), shown_cycle)

    @router.post("/cycles/{cycle}/report", response_model=CYCLE)
    async def report(envelope: Envelope, cycle: str, body: Annotated[GivenReport, AsJson]) -> Response:
        """CTED's report to the CTC on the present follow-up (OP16)."""
        return await change(handler, envelope, CYCLES, cycle, FileReport(cycle, body), shown_cycle)


def _decisions(router: APIRouter, handler: Handler) -> None:
    @router.post("/cycles/{cycle}/due-date", response_model=CYCLE)
    async def decide_due_date(envelope: Envelope, cycle: str, body: Annotated[GivenDueDate, AsJson]) -> Response:
        """A due date that was decided: it wins over the one that is counted (rule 4)."""
        return await change(handler, envelope, CYCLES, cycle, DecideDueDate(cycle, body), shown_cycle)

    @router.post("/cycles/{cycle}/further-follow-up", response_model=CYCLE)
    async def follow_up_further(envelope: Envelope, cycle: str, body: Annotated[GivenFollowUp, AsJson]) -> Response:
        """A further follow-up, from the due date intended before unless the CTC names another day (rule 5)."""
        return await change(handler, envelope, CYCLES, cycle, OpenFurtherFollowUp(cycle, body), shown_cycle)

    @router.post("/cycles/{cycle}/closure", response_model=CYCLE)
    async def close(envelope: Envelope, cycle: str, body: Annotated[GivenClosure, AsJson]) -> Response:
        """The end of a cycle, when each of its live recommendations is reported on (rule 1)."""
        return await change(handler, envelope, CYCLES, cycle, CloseCycle(cycle, body), shown_cycle)
