"""HTTP of what a figure counted: in an edition, in a draft on its way, or in what is counted now."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import ReportName
from services.council.counting.listing import Asks
from services.council.counting.listing import Counted as CountedThing
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents.basis import build_basis_page, list_traceable
from services.council.editions.asking import Accept, InLanguage, list_addresses
from services.council.editions.forms.http import answer_page
from services.council.editions.model import Asked
from services.council.editions.shapes import Basis
from services.council.editions.views import show_counted
from services.council.lookups.bases.reading import find_document
from services.council.lookups.traces.reading import find_openable
from services.council.reports.kinds import NAMED
from services.council.reports.reading import list_counted
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer, quality
from shared.web.documents.openapi import also_as
from shared.web.lists import Paged, cursor
from shared.web.routes import build_router, find_handler

Counted = Annotated[
    int | None, Query(description="The edition with this number; 0: what is counted now.", ge=0, le=1_000_000)
]
FigureId = Annotated[str, Path(description="Such as `visits` or `implemented.theme.travel`.", max_length=200)]


@cache
def build_routes() -> APIRouter:
    """`/reports/.../figures/{figure}/basis`. Made once in a process."""
    router = build_router("reports")
    for _, path, about in list_addresses():
        _add_basis(router, path, about)
    return router


def _add_basis(router: APIRouter, path: str, about: Asked) -> None:
    @router.get(f"{path}/figures/{{figure}}/basis", response_model=Basis, responses=also_as("text/html"))
    async def show_basis(
        http: Request,
        reader: Reader,
        page: Paged,
        figure: FigureId,
        language: InLanguage,
        edition: Counted = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """What a figure counted, as far as you may see it now, with the events behind each thing."""
        handler = find_handler(http)
        document, scope = await find_document(handler, reader, replace(of, edition=edition), language)
        stated = document.by_id().get(figure)
        if stated is None:
            raise NotFound
        counted = (
            []
            if stated.suppressed
            else await _read_counted(handler, of.report, scope, figure, Asks(reader, page.after, page.limit))
        )
        shown, traced = await _leave_traceable(handler, reader, counted[: page.limit])
        more = cursor(shown[-1].id) if len(counted) > page.limit else None
        if quality(accept, "text/html") > quality(accept, "application/json"):
            return answer_page(build_basis_page(document, stated, shown, more, traced, handler.reference))
        return answer(show_counted(document, stated, shown, more))


# ---- what figures counted -----------------------------------------------------------------


async def _read_counted(
    handler: Handler, report: ReportName, scope: Scope, figure: str, asks: Asks
) -> list[CountedThing]:
    async with snapshot(handler.reads) as connection:
        return await list_counted(connection, NAMED[report], scope, handler.reference, figure, asks)


async def _leave_traceable(
    handler: Handler, reader: Principal, shown: list[CountedThing]
) -> tuple[list[CountedThing], set[str]]:
    """Leaves only the events that the reader can trace. Returns all ids that can be traced too."""
    ids = {event for one in shown for event in one.events} | set(list_traceable(shown))
    traced = await find_openable(handler.reads, reader, sorted(ids))
    return [replace(one, events=tuple(filter(traced.__contains__, one.events))) for one in shown], traced
