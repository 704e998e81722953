"""HTTP of reports. It is no plain declaration: an edition is counted before the command, and has several forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import Day, Text
from services.council.counting.listing import Asks, Counted
from services.council.counting.reading import snapshot
from services.council.documents import as_json
from services.council.documents.as_html import render
from services.council.documents.basis import build_basis_page, list_traceable
from services.council.documents.forms import Form
from services.council.editions.agreements import AgreeOnReport
from services.council.editions.forms.http import OTHER_TYPES, FormAsked, answer_edition, choose_form, form_named
from services.council.editions.forms.rendering import Renderer
from services.council.editions.making import draft_correction, find_edition, find_or_make_edition
from services.council.editions.model import EDITIONS, Asked, Edition
from services.council.editions.reading import read_scope
from services.council.editions.shapes import DOCUMENT, EDITION, Agreed, Basis, EditionMade
from services.council.editions.views import show_counted, show_edition
from services.council.lookups.traces.reading import find_openable
from services.council.names import SCHEMA
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS, NAMED
from services.council.reports.reading import list_counted
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import HEADERS, answer, quality, tag
from shared.web.commands import FromOfficer, FromUn, run
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.documents.pages import ONE_FILE
from shared.web.documents.shapes import list_of
from shared.web.instants import Instant
from shared.web.lists import Paged, cursor, many
from shared.web.problems import Invalid
from shared.web.routes import resources

YearOf = Annotated[int, Path(description="The calendar year that the report is about.", ge=1945, le=9999)]
CycleOf = Annotated[str, Path(description="The cycle that the report is about.", max_length=200)]
Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]
CutOff = Annotated[Day | None, Query(description="What occurred later is left out; usually 31 December of the year.")]
Freeze = Annotated[Instant | None, Query(description="What was recorded later is left out; usually now.")]
Accept = Annotated[str, Header(description="The media types that are wanted.")]
FigureId = Annotated[str, Path(description="Such as `visits` or `implemented.theme.travel`.", max_length=200)]

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Correction:
    """The last edition is wrong: a corrected one takes its place."""

    reason: Text
    """Why; the Committee's alone."""
    cut_off: Day | None = None
    """If left out, that of the last edition."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """CTED or UNOCT agrees to the next edition of the report that the two publish together."""

    cut_off: Day | None = None
    """If left out, the year's last day."""


def add_routes(handler: Handler) -> APIRouter:
    """`/reports` and below, for each report the same."""
    router, renderer = resources("reports"), Renderer()

    for kind in KINDS:
        about = _take_cycle(kind) if kind.by_thing else _take_year(kind)
        path = f"/reports/{kind.name}/{'{cycle}' if kind.by_thing else '{year}'}"
        _add_editions(router, handler, path, about, renderer)
        _add_basis(router, handler, path, about)
        if kind.of_both:
            _add_agreement(router, handler, path, kind, about)
    return router


def _take_year(kind: Kind) -> Asked:
    """The year in the path. FastAPI puts it in the place of this default."""

    async def about(year: YearOf) -> Asked:
        return Asked(year, report=kind.name)

    default: Asked = Depends(about)
    return default


def _take_cycle(kind: Kind) -> Asked:
    """The cycle in the path, likewise."""

    async def about(cycle: CycleOf) -> Asked:
        return Asked(0, report=kind.name, thing=cycle)

    default: Asked = Depends(about)
    return default


def _add_editions(router: APIRouter, handler: Handler, path: str, about: Asked, renderer: Renderer) -> None:
    async def answer_with(reader: Principal, request: Request, asked: Asked, form: Form) -> Response:
        if asked.edition is not None and (asked.cut_off or asked.freeze):
            raise Invalid("edition: an edition has its own cut-off and freeze", ("edition",))
        kept = await find_or_make_edition(handler, reader, asked, request.state.correlation_id)
        return await answer_edition(renderer, kept, form)

    @router.get(f"{path}.{{form}}", response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(403, 409))
    async def show_report_in_form(
        reader: Reader,
        request: Request,
        form: FormAsked,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        of: Asked = about,
    ) -> Response:
        """The same edition in the form with which the address ends, whatever `Accept` says."""
        asked = replace(of, edition=edition, cut_off=cut_off, freeze=freeze)
        return await answer_with(reader, request, asked, form_named(form))

    @router.get(path, response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(403, 409))
    async def show_report(
        reader: Reader,
        request: Request,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """An edition of the report, in the form that `Accept` names.

        The last one, or that with this number, or with this cut-off and freeze. If there is none,
        it is made and published now, for those of the Committee who may command, and UNOCT for its own. The joint
        report takes the agreement of both CTED and UNOCT first.
        After a State narrowed its choice, all but the Committee get the edition's redacted reissue.
        """
        asked = replace(of, edition=edition, cut_off=cut_off, freeze=freeze)
        return await answer_with(reader, request, asked, choose_form(accept))

    @router.get(f"{path}/editions", response_model=list_of(EDITION))
    async def list_editions_of_one(reader: Reader, page: Paged, of: Asked = about) -> Response:
        """The editions of the report."""
        wanted = [Filter("series", of.series)]
        return answer(
            await many(
                handler.reads, SCHEMA, EDITIONS, reader, page, wanted, lambda edition: show_edition(edition, reader)
            )
        )

    @router.post(f"{path}/corrections", response_model=EditionMade)
    async def correct_report(envelope: FromOfficer, body: Correction, of: Asked = about) -> Response:
        """A numbered corrected edition with what is known now, in place of the last one (rule 11)."""
        return await run(
            handler, envelope, await draft_correction(handler, replace(of, cut_off=body.cut_off), body.reason)
        )


def _add_agreement(router: APIRouter, handler: Handler, path: str, kind: Kind, about: Asked) -> None:
    @router.post(f"{path}/agreement", response_model=Agreed)
    async def agree_on_report(envelope: FromUn, body: Agreement, of: Asked = about) -> Response:
        """CTED or UNOCT agrees, for its own side, that the next edition is published (OP24)."""
        return await run(handler, envelope, AgreeOnReport(kind, replace(of, cut_off=body.cut_off)))


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
        served = await find_edition(handler, reader, replace(of, edition=edition))
        if served is None:
            raise NotFound
        document = as_json.load(served.document)
        stated = document.by_id().get(figure)
        if stated is None:
            raise NotFound
        counted = (
            []
            if stated.suppressed
            else await _read_counted(handler, served.edition, figure, Asks(reader, page.after, page.limit))
        )
        shown, traced = await _leave_traceable(handler, reader, counted[: page.limit])
        more = cursor(shown[-1].id) if len(counted) > page.limit else None
        if wants_html(accept):
            return _answer_html(render(build_basis_page(document, stated, shown, more, traced, handler.reference)))
        return answer(show_counted(document, stated, shown, more))


# ---- what figures counted -----------------------------------------------------------------


async def _read_counted(handler: Handler, edition: Edition, figure: str, asks: Asks) -> list[Counted]:
    async with snapshot(handler.reads) as connection:
        scope = await read_scope(connection, edition, asks.principal)
        return await list_counted(connection, NAMED[edition.report], scope, handler.reference, figure, asks)


async def _leave_traceable(handler: Handler, reader: Principal, shown: list[Counted]) -> tuple[list[Counted], set[str]]:
    """Leaves only the events that the reader can trace. Returns all ids that can be traced too."""
    ids = {event for one in shown for event in one.events} | set(list_traceable(shown))
    traced = await find_openable(handler.reads, reader, sorted(ids))
    return [replace(one, events=tuple(filter(traced.__contains__, one.events))) for one in shown], traced


# ---- forms --------------------------------------------------------------------------------


def _answer_html(page: str) -> Response:
    body = page.encode()
    headers = {**HEADERS, "ETag": tag(body), "Content-Security-Policy": ONE_FILE}
    return Response(body, 200, headers, "text/html; charset=utf-8")


def wants_html(accept: str) -> bool:
    """Whether HTML is asked for, rather than JSON; who takes anything gets JSON."""
    return quality(accept, HTML) > quality(accept, "application/json")
