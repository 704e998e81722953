"""HTTP of reports: editions of the annual report, and the lists behind their figures."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import Response
from pydantic import AwareDatetime

from contracts.vocabulary import Day
from services.council.editions import EDITIONS, Asked, Edition
from services.council.reports import as_json
from services.council.reports.annual.basis import basis_page
from services.council.reports.annual.document import AUDIENCE, NAME, path
from services.council.reports.as_html import render
from services.council.reports.document import Document
from services.council.reports.figures import Figure
from services.council.reports.kinds import NAMED
from services.council.reports.listing import Asks
from services.council.reports.making import SCHEMA, edition_of, report_annual
from services.council.reports.populations import Counted
from services.council.reports.reading import snapshot
from services.council.reports.scope import Scope
from shared.door import Door
from shared.http.access import Reader
from shared.http.answers import HEADERS, answer, tag
from shared.http.app import resources
from shared.http.lists import Filter, Paged, cursor, many
from shared.http.problems import Invalid
from shared.rules import NotFound

YearOf = Annotated[int, Path(description="The calendar year that the report is about.", ge=1945, le=9999)]
Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]
CutOff = Annotated[Day | None, Query(description="What occurred later is left out; usually 31 December of the year.")]
Freeze = Annotated[AwareDatetime | None, Query(description="What was recorded later is left out; usually now.")]
Accept = Annotated[str, Header(description="`text/html` or `application/json`.")]
FigureId = Annotated[str, Path(description="Such as `visits` or `implemented.theme.travel`.", max_length=200)]

ONE_FILE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""A report fetches nothing and runs nothing; a browser is told so."""


def routes(door: Door) -> APIRouter:
    """`/reports` and below."""
    router = resources("reports")

    @router.get("/reports")
    async def list_editions(reader: Reader, page: Paged, year: Annotated[int | None, Query()] = None) -> Response:
        """The editions that were published, of all reports or of one year's."""
        return answer(await many(door.pool, SCHEMA, EDITIONS, reader, page, [Filter("year", year)], _told))

    @router.get("/reports/annual/{year}")
    async def show_annual_report(
        reader: Reader,
        request: Request,
        year: YearOf,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        accept: Accept = "",
    ) -> Response:
        """An edition of the annual report to the Security Council, in HTML or JSON.

        The last one, or that with this number, or with this cut-off and freeze. If there is none,
        it is made and published now, for those who may command.
        """
        if edition is not None and (cut_off or freeze):
            raise Invalid("edition: an edition has its own cut-off and freeze", ("edition",))
        asked = Asked(year, edition, cut_off, freeze)
        kept = await report_annual(door, reader, asked, request.state.correlation_id)
        if wants_html(accept):
            return _html(render(as_json.load(kept.document)))
        return _bytes(kept.document, "application/json")

    @router.get("/reports/annual/{year}/editions")
    async def list_editions_of_year(reader: Reader, page: Paged, year: YearOf) -> Response:
        """The editions of one annual report."""
        filters = [Filter("year", year), Filter("report", NAME)]
        return answer(await many(door.pool, SCHEMA, EDITIONS, reader, page, filters, _told))

    @router.get("/reports/annual/{year}/figures/{figure}/basis")
    async def show_basis(
        reader: Reader, page: Paged, year: YearOf, figure: FigureId, edition: Number = None, accept: Accept = ""
    ) -> Response:
        """What a figure counted, as far as you may see it now, with the events behind each thing."""
        kept = await edition_of(door, reader, Asked(year, edition))
        if kept is None:
            raise NotFound
        document = as_json.load(kept.document)
        stated = document.by_id().get(figure)
        if stated is None:
            raise NotFound
        scope = Scope(year, document.cut_off, document.freeze, AUDIENCE)
        found: list[Counted] = []
        if not stated.suppressed:
            async with snapshot(door.pool) as connection:
                found = await NAMED[NAME].listed(connection, door.reference, scope, figure, Asks(reader, page))
        shown = found[: page.limit]
        more = cursor(shown[-1].id) if len(found) > page.limit else None
        if wants_html(accept):
            return _html(render(basis_page(document, stated, shown, more, door.reference)))
        return answer(_listed(document, stated, shown, more))

    return router


def _told(edition: Edition) -> dict[str, Any]:
    """An edition in a list: without positions, which are never shown."""
    told = ("id", "report", "year", "edition", "title", "audience", "cut_off", "synthetic", "published_on")
    return {name: getattr(edition, name) for name in told} | {
        "freeze": edition.frozen_at,
        "digest": f"sha-256:{edition.digest}",
        "path": path(edition.year, edition.edition),
    }


def _listed(document: Document, figure: Figure, shown: list[Counted], more: str | None) -> dict[str, Any]:
    items = [
        {"id": one.id, "kind": one.kind, "states": one.states}
        | ({} if one.numerator is None else {"numerator": one.numerator})
        | {"events": one.events}
        for one in shown
    ]
    return {"figure": as_json.figure_json(figure), "edition": document.edition, "items": items, "next": more}


def _html(page: str) -> Response:
    response = _bytes(page.encode(), "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = ONE_FILE
    return response


def _bytes(body: bytes, media_type: str) -> Response:
    return Response(body, 200, {**HEADERS, "ETag": tag(body)}, media_type)


def wants_html(accept: str) -> bool:
    """Whether HTML is asked for, rather than JSON; who takes anything gets JSON."""
    return _quality(accept, "text/html") > _quality(accept, "application/json")


def _quality(accept: str, media_type: str) -> float:
    for one in accept.split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        if name.lower() == media_type:
            return next((_number(p[2:]) for p in parameters if p.lower().startswith("q=")), 1.0)
    return 0.0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
