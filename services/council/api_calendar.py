"""HTTP of the calendar and of its obligations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import Day, Line
from services.council.calendar import Wanted, calendar
from services.council.commands import AskFor, RecordHeld
from services.council.duties import show_obligation
from services.council.obligations import OBLIGATIONS, Occurrence, State
from services.council.shapes import OBLIGATION, CalendarItem
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.changing import change
from shared.web.commands import FromOfficer, run
from shared.web.documents.shapes import Made, list_of
from shared.web.lists import Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter

Since = Annotated[Day | None, Query(alias="from", description="Due on this day or later.")]
Until = Annotated[Day | None, Query(alias="to", description="Due on this day or earlier.")]
ObligationId = Annotated[str, Path(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Performance:
    """It was held or delivered, as people say: for what no event of this system tells."""

    held_on: Day
    document: Line
    """What shows it, such as the record of a meeting: `DRAFT/...`. The same one counts once."""


def routes(handler: Handler) -> list[APIRouter]:
    """`/calendar` and `/obligations`."""
    return [_calendar(handler), _obligations(handler)]


def _calendar(handler: Handler) -> APIRouter:
    router = resources("calendar")

    @router.get("/calendar", response_model=list_of(CalendarItem))
    async def show_calendar(
        reader: Reader, page: Paged, state: StateFilter = None, since: Since = None, until: Until = None
    ) -> Response:
        """What is due when, in order of day: obligations of the mandates, and the duties that concern States.

        Obligations are everybody's to see, a duty the Committee's and its State's own. What has no fixed
        day comes last, unless a day is asked for.
        """
        wanted = Wanted(state, since, until)
        return answer(await calendar(handler, reader, wanted, page))

    return router


def _obligations(handler: Handler) -> APIRouter:
    router = resources("obligations")

    @router.get("/obligations", response_model=list_of(OBLIGATION))
    async def list_obligations(
        reader: Reader,
        page: Paged,
        obligation: Annotated[str | None, Query(description="Its id in the mandate's file.")] = None,
        mandate: str | None = None,
        status: State | None = None,
        due_before: Day | None = None,
    ) -> Response:
        """What the mandates ask for, one item an occurrence: of a yearly obligation, one a year."""
        filters = [
            Filter("obligation", obligation),
            Filter("mandate", mandate),
            Filter("state", status),
            Filter("due_on", due_before, "<"),
        ]
        return answer(await many(handler.reads, handler.service.name, OBLIGATIONS, reader, page, filters, _view))

    @router.get("/obligations/{obligation_id}", response_model=OBLIGATION)
    async def show(reader: Reader, obligation_id: ObligationId) -> Response:
        """One of them."""
        row = await one(handler.reads, handler.service.name, OBLIGATIONS, obligation_id, reader)
        return answer(_view(row))

    @router.post("/obligations", response_model=Made, status_code=201)
    async def ask_for(envelope: FromOfficer, body: AskFor) -> Response:
        """Notes a request, such as the CTC's for a briefing (OP17): it is due on the day that it names."""
        return await run(handler, envelope, body, created="/obligations")

    @router.post("/obligations/{obligation_id}/performance", response_model=Made)
    async def record_performance(envelope: FromOfficer, obligation_id: ObligationId, body: Performance) -> Response:
        """Records that it was held or delivered, for what no event of this system tells."""
        command = RecordHeld(obligation_id, body.held_on, body.document)
        return await change(handler, envelope, OBLIGATIONS, obligation_id, command, _view)

    return router


def _view(row: Occurrence) -> dict[str, Any]:
    return show_obligation(row) | {"held_by": row.held_by}
