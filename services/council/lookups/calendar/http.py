"""HTTP of the calendar, by hand: it merges two tables in one order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import Day
from services.council.lookups.calendar.reading import Span, read_calendar
from services.council.lookups.calendar.shapes import CalendarItem
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, dump_page
from shared.web.routes import build_router
from shared.web.states import StateFilter

Since = Annotated[Day | None, Query(alias="from", description="Due on this day or later.")]
Until = Annotated[Day | None, Query(alias="to", description="Due on this day or earlier.")]


def build_routes(handler: Handler) -> APIRouter:
    """`/calendar`."""
    router = build_router("calendar")

    @router.get("/calendar", response_model=list_of(CalendarItem))
    async def show_calendar(
        reader: Reader, page: Paged, state: StateFilter = None, since: Since = None, until: Until = None
    ) -> Response:
        """What is due when, in order of day: obligations of the mandates, and the duties that concern States.

        Obligations are everybody's to see, a duty the Committee's and its State's own. What has no fixed
        day comes last, unless a day is asked for.
        """
        return answer(await dump_page(await read_calendar(handler, reader, Span(state, since, until), page)))

    return router
