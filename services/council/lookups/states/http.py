"""HTTP of States, by hand: all that their reader may see of them, from many tables of facts."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import STATE_OR_ALIAS
from reference import MemberState
from services.council.facts.disclosure.model import Reader as StateReader
from services.council.lookups.calendar.reading import Span, read_calendar
from services.council.lookups.states.reading import read_section, read_visit_counts
from services.council.lookups.states.sections import SECTIONS
from services.council.lookups.states.shapes import PART_OF_STATE, VISITED_STATE, WHOLE_STATE
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.documents.shapes import list_of
from shared.web.lists import Page, Paged, dump_page
from shared.web.routes import build_router, find_handler

Code = Annotated[str, Path(description="Alpha-3, or an alias of it.", pattern=STATE_OR_ALIAS)]
NEWEST = 50
"""The newest things of each kind: more than a State with two assessments has."""
Newest = Annotated[int, Query(description="How many of each kind of thing.", ge=1, le=1000)]
Part = Literal[
    "visits", "assessments", "recommendations", "cycles", "cases", "consents", "report_consents", "requests",
    "meetings", "corrections", "products", "calendar",
]  # fmt: skip


@cache
def build_routes() -> APIRouter:
    """`/states` and below. Made once in a process."""
    router = build_router("states")

    @router.get("/states", response_model=list_of(VISITED_STATE))
    async def list_states(http: Request, reader: Reader) -> Response:
        """All Member States, present and past, with the visits that took place."""
        handler = find_handler(http)
        visits = await read_visit_counts(handler.reads)
        states = [_show_state(state) | _show_visits(visits.get(state.id)) for state in handler.reference.states]
        return answer({"items": states, "next": None})

    @router.get("/states/{code}", response_model=WHOLE_STATE)
    async def show_state(http: Request, reader: Reader, code: Code, limit: Newest = NEWEST) -> Response:
        """Everything about a State: of each kind of thing the newest, and the cursor to the rest of it.

        Internal matters are the Committee's and the State's own: cycles, duties, the status of recommendations, who may
        have what, consents to visits and to the release of reports, requests, meetings, corrections. Cases are the
        UN's. Anything else follows what was disclosed.
        """
        handler, first, names = find_handler(http), Page(None, limit), [*SECTIONS, "calendar"]
        state = _find_member(handler, code)
        parts = await asyncio.gather(*(_read_part(handler, state, reader, name, first) for name in names))
        return answer({"state": _show_state(state), **dict(zip(names, parts, strict=True))})

    @router.get("/states/{code}/{part}", response_model=PART_OF_STATE)
    async def show_part(http: Request, reader: Reader, page: Paged, code: Code, part: Part) -> Response:
        """One kind of thing, page by page."""
        handler = find_handler(http)
        return answer(await _read_part(handler, _find_member(handler, code), reader, part, page))

    return router


def _find_member(handler: Handler, code: str) -> MemberState:
    state = handler.reference.member(code.upper())
    if state is None:
        raise NotFound(handler.reference.reason_not_member(code.upper()))
    return state


async def _read_part(handler: Handler, state: MemberState, reader: Reader, name: str, page: Page) -> dict[str, object]:
    if name == "calendar":
        return await dump_page(await read_calendar(handler, reader, Span(state=state.id), page))
    return await read_section(handler.reads, name, StateReader(reader, state.id), page)


def _show_state(state: MemberState) -> dict[str, Any]:
    return {
        "id": state.id,
        "name": state.name,
        "region": state.region,
        "subregion": state.subregion,
        "regional_group": state.regional_group,
        "aliases": state.aliases,
        "admitted_on": state.admitted_on,
        "ended_on": state.ended_on,
    }


def _show_visits(visits: tuple[int, date] | None) -> dict[str, Any]:
    count, last = visits or (0, None)
    return {"visits": count, "last_visited_on": last}
