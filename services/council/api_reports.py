"""HTTP of reports: their editions, and the lists behind their figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import Response
from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

from contracts.vocabulary import Day, Text
from services.council.counting.listing import Asks, Counted
from services.council.counting.numbers import Figure
from services.council.counting.reading import snapshot
from services.council.editions.making import SCHEMA, correction, edition_of, report
from services.council.editions.model import EDITIONS, Asked, Corrigendum, Edition
from services.council.editions.places import scope_of
from services.council.reports import as_json
from services.council.reports.as_html import render
from services.council.reports.basis import basis_page, things
from services.council.reports.document import Document, Note, Section
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS, NAMED
from services.council.reports.words import text
from services.council.shapes import DOCUMENT, EDITION, Basis, EditionMade
from services.council.trace import openable
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.accepting import quality
from shared.web.access import Reader
from shared.web.answers import HEADERS, answer, tag
from shared.web.commands import FromOfficer, run
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.documents.pages import ONE_FILE
from shared.web.documents.shapes import list_of
from shared.web.lists import Page, Paged, cursor, many
from shared.web.problems import Invalid
from shared.web.routes import resources

YearOf = Annotated[int, Path(description="The calendar year that the report is about.", ge=1945, le=9999)]
OfYear = Annotated[int | None, Query(description="On this calendar year.", ge=1945, le=9999)]
CycleOf = Annotated[str, Path(description="The cycle that the report is about.", max_length=200)]
Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]
CutOff = Annotated[Day | None, Query(description="What occurred later is left out; usually 31 December of the year.")]
FIRST = datetime(1945, 1, 1, tzinfo=UTC)
"""Nothing was recorded before the Organization was there."""
LAST = datetime(9999, 1, 1, tzinfo=UTC)
"""Days can be added to what comes before it."""


def _in_reach(instant: datetime) -> datetime:
    """The instant in UTC, as it is kept. Raises ValueError where no calendar of ours has it."""
    try:
        moment = instant.astimezone(UTC)
        if FIRST <= moment < LAST:
            return moment
    except OverflowError:
        pass
    raise PydanticCustomError("instant_out_of_reach", "should be an instant from 1945 on")


Freeze = Annotated[
    Annotated[AwareDatetime, AfterValidator(_in_reach)] | None,
    Query(description="What was recorded later is left out; usually now."),
]
Accept = Annotated[str, Header(description="`text/html` or `application/json`.")]
FigureId = Annotated[str, Path(description="Such as `visits` or `implemented.theme.travel`.", max_length=200)]

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Correction:
    """The last edition is wrong: a corrected one takes its place."""

    reason: Text
    """Why; the Committee's alone."""
    cut_off: Day | None = None
    """That of the last edition, if left out."""


def routes(handler: Handler) -> APIRouter:
    """`/reports` and below, for each report the same."""
    router = resources("reports")

    @router.get("/reports", response_model=list_of(EDITION))
    async def list_editions(reader: Reader, page: Paged, year: OfYear = None) -> Response:
        """The editions that were published, of all reports or of one year's."""
        return await _editions(handler, reader, page, Filter("year", year))

    for kind in KINDS:
        about = _on_a_cycle(kind) if kind.by_thing else _on_a_year(kind)
        path = f"/reports/{kind.name}/{'{cycle}' if kind.by_thing else '{year}'}"
        _add_editions(router, handler, path, about)
        _add_basis(router, handler, path, about)
    return router


def _on_a_year(kind: Kind) -> Asked:
    """What stands in the path: of what the report is. FastAPI puts it in the place of this default."""

    async def about(year: YearOf) -> Asked:
        return Asked(year, report=kind.name)

    default: Asked = Depends(about)
    return default


def _on_a_cycle(kind: Kind) -> Asked:
    """The same of a report on a cycle."""

    async def about(cycle: CycleOf) -> Asked:
        return Asked(0, report=kind.name, thing=cycle)

    default: Asked = Depends(about)
    return default


def _add_editions(router: APIRouter, handler: Handler, path: str, about: Asked) -> None:
    @router.get(path, response_model=DOCUMENT, responses=also_as(HTML) | may_refuse(403))
    async def show_report(
        reader: Reader,
        request: Request,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """An edition of the report, in HTML or JSON.

        The last one, or that with this number, or with this cut-off and freeze. If there is none,
        it is made and published now, for those of the Committee who may command, and UNOCT for its own.
        After a State narrowed its choice, all but the Committee get the edition's redacted reissue.
        """
        if edition is not None and (cut_off or freeze):
            raise Invalid("edition: an edition has its own cut-off and freeze", ("edition",))
        asked = replace(of, edition=edition, cut_off=cut_off, freeze=freeze)
        kept = await report(handler, reader, asked, request.state.correlation_id)
        said = kept.edition.corrigenda
        if wants_html(accept):
            return _html(render(_with_corrigenda(as_json.load(kept.document), said)), said)
        return _bytes(kept.document, "application/json", said)

    @router.get(f"{path}/editions", response_model=list_of(EDITION))
    async def list_editions_of_one(reader: Reader, page: Paged, of: Asked = about) -> Response:
        """The editions of the report."""
        return await _editions(handler, reader, page, Filter("series", of.series))

    @router.post(f"{path}/corrections", response_model=EditionMade)
    async def correct_report(envelope: FromOfficer, body: Correction, of: Asked = about) -> Response:
        """A numbered corrected edition with what is known now, in place of the last one (rule 11)."""
        return await run(handler, envelope, await correction(handler, replace(of, cut_off=body.cut_off), body.reason))


def _add_basis(router: APIRouter, handler: Handler, path: str, about: Asked) -> None:
    @router.get(f"{path}/figures/{{figure}}/basis", response_model=Basis, responses=also_as(HTML))
    async def show_basis(
        reader: Reader,
        page: Paged,
        figure: FigureId,
        edition: Number = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """What a figure counted, as far as you may see it now, with the events behind each thing."""
        kept = await edition_of(handler, reader, replace(of, edition=edition))
        if kept is None:
            raise NotFound
        document = as_json.load(kept.document)
        stated = document.by_id().get(figure)
        if stated is None:
            raise NotFound
        found = [] if stated.suppressed else await _counted(handler, kept.edition, figure, Asks(reader, page))
        shown, traced = await _traced(handler, reader, found[: page.limit])
        more = cursor(shown[-1].id) if len(found) > page.limit else None
        if wants_html(accept):
            return _html(render(basis_page(document, stated, shown, more, traced, handler.reference)))
        return answer(_listed(document, stated, shown, more))


# ---- lists --------------------------------------------------------------------------------


async def _editions(handler: Handler, reader: Principal, page: Page, wanted: Filter) -> Response:
    return answer(await many(handler.reads, SCHEMA, EDITIONS, reader, page, [wanted], lambda one: _told(one, reader)))


def _told(edition: Edition, reader: Principal) -> dict[str, Any]:
    """An edition in a list: without positions, which are never shown."""
    told = ("id", "report", "year", "edition", "title", "audience", "cut_off", "synthetic", "published_on", "path")
    about = ("thing", "state", "corrects", "reissue") + (("reason",) if reader.audience == "committee" else ())
    served = edition.digest if edition.is_of(reader) else edition.reissue_digest or edition.digest
    return (
        {name: getattr(edition, name) for name in told}
        | {"freeze": edition.frozen_at, "digest": f"sha-256:{served}"}
        | {name: value for name in about if (value := getattr(edition, name))}
        | {"corrigenda": [{"noted_on": one.noted_on, "text": one.text} for one in edition.corrigenda]}
    )


async def _counted(handler: Handler, edition: Edition, figure: str, asks: Asks) -> list[Counted]:
    async with snapshot(handler.reads) as connection:
        scope = await scope_of(connection, edition, asks.principal)
        return await NAMED[edition.report].plan.list_page(connection, handler.reference, scope, figure, asks)


async def _traced(handler: Handler, reader: Principal, shown: list[Counted]) -> tuple[list[Counted], set[str]]:
    """What is shown, with those events alone that can be traced on; and the things of which that is so."""
    ids = {event for one in shown for event in one.events} | set(things(shown))
    traced = await openable(handler.reads, reader, sorted(ids))
    return [replace(one, events=tuple(filter(traced.__contains__, one.events))) for one in shown], traced


def _listed(document: Document, figure: Figure, shown: list[Counted], more: str | None) -> dict[str, Any]:
    items = [
        {"id": one.id, "kind": one.kind, "states": one.states}
        | ({} if one.numerator is None else {"numerator": one.numerator})
        | {"events": one.events}
        for one in shown
    ]
    told = {"figure": as_json.figure_json(figure), "edition": document.edition, "withheld": document.withheld}
    return told | {"items": items, "next": more}


# ---- forms --------------------------------------------------------------------------------


def _with_corrigenda(document: Document, said: tuple[Corrigendum, ...]) -> Document:
    if not said:
        return document
    notes = tuple(Note(text(one.text)) for one in said)
    return replace(document, sections=(Section("corrigenda", "Corrigenda", notes), *document.sections))


def _html(page: str, said: tuple[Corrigendum, ...] = ()) -> Response:
    response = _bytes(page.encode(), "text/html; charset=utf-8", said)
    response.headers["Content-Security-Policy"] = ONE_FILE
    return response


def _bytes(body: bytes, media_type: str, said: tuple[Corrigendum, ...]) -> Response:
    response = Response(body, 200, {**HEADERS, "ETag": tag(body)}, media_type)
    for one in said:
        response.headers.append("Corrigendum", one.text)
    return response


def wants_html(accept: str) -> bool:
    """Whether HTML is asked for, rather than JSON; who takes anything gets JSON."""
    return quality(accept, HTML) > quality(accept, "application/json")
