"""HTTP of unoct that no declaration holds: answers that need a second query, and files.

A project is shown without what its reader may not have of its citations. A file is read as it comes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import IO, Annotated, Final, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import ProjectKind, ProjectStatus
from services.unoct.imports.projects import NEEDED, OPTIONAL, build_commands, read_csv, read_line
from services.unoct.parameters import ThingId
from services.unoct.products.model import PRODUCTS
from services.unoct.projects.model import PROJECTS, Project
from services.unoct.projects.views import PROJECT, leave_out
from services.unoct.recommendations.model import RECOMMENDATIONS
from services.unoct.showing import show_row
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.imports.running import Importer, ImportResult, handle_lines, open_file
from shared.engine.principals import Principal
from shared.engine.refusal import NotAllowed
from shared.web.access import Commander, Reader
from shared.web.answers import answer, as_json
from shared.web.documents.shapes import list_of
from shared.web.imports import ANSWERED, file_body, import_file
from shared.web.lists import Paged, read_many, read_one, readable
from shared.web.pieces import work_in_pieces
from shared.web.routes import build_router
from shared.web.states import StateFilter, ThemeFilter

SCHEMA: Final = "unoct"
OWN_BODIES: Final = frozenset({"/imports/projects"})
"""Bodies that are read here. They are larger than others, and no JSON."""


def build_routers(handler: Handler) -> list[APIRouter]:
    """The routes that are written by hand."""
    return [_projects(handler), _imports(handler)]


# ---- projects --------------------------------------------------------------------------------


def _projects(handler: Handler) -> APIRouter:
    router = build_router("projects")

    @router.get("/projects", response_model=list_of(PROJECT.shape))
    async def list_projects(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        theme: ThemeFilter = None,
        kind: ProjectKind | None = None,
        status: ProjectStatus | None = None,
        recommendation: ThingId | None = None,
        source: Annotated[str | None, Query(max_length=500)] = None,
        reference: ThingId | None = None,
    ) -> Response:
        """Projects and programmes."""
        filters = [
            Filter("states", state, "has"),
            Filter("themes", theme, "has"),
            Filter("kind", kind),
            Filter("status", status),
            Filter("recommendations", recommendation, "has"),
            Filter("source", source),
            Filter("reference", reference),
        ]
        listing = await read_many(handler.reads, SCHEMA, PROJECTS, principal, page, filters)
        rows = cast("list[Project]", listing["items"])
        withheld = await _load_withheld(handler, principal, rows)
        if recommendation in withheld:
            return answer({"items": [], "next": None})
        items = await work_in_pieces(lambda row: as_json(show_row(leave_out(row, withheld, principal))), rows)
        return answer(listing | {"items": items})

    @router.get("/projects/{id}", response_model=PROJECT.shape)
    async def show_project(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A project."""
        row = await read_one(handler.reads, SCHEMA, PROJECTS, id, principal)
        return answer(show_row(leave_out(row, await _load_withheld(handler, principal, [row]), principal)))

    return router


async def _load_withheld(handler: Handler, principal: Principal, rows: Sequence[Project]) -> set[str]:
    """Ids of what these projects cite or took up and this reader may not have, or no longer."""
    condition, parameters = readable(principal, 2)
    withheld = set[str]()
    for table, cited in (
        (RECOMMENDATIONS, {id_ for row in rows for id_ in row.serves}),
        (PRODUCTS, {id_ for row in rows for id_ in row.products}),
    ):
        query = f"select id from {SCHEMA}.{table.name} where id = any($1::text[]) and not {condition}"
        withheld |= {record["id"] for record in await handler.reads.fetch(query, sorted(cited), *parameters)}
    return withheld


# ---- files -----------------------------------------------------------------------------------


def _imports(handler: Handler) -> APIRouter:
    router = build_router("imports")

    @router.post("/imports/projects", **ANSWERED, openapi_extra=file_body("application/x-ndjson", "text/csv"))
    async def import_projects(
        request: Request,
        principal: Commander,
        source: Annotated[str | None, Query(description="Whose references they are.", max_length=500)] = None,
    ) -> Response:
        """Projects as JSON Lines, or as CSV with one recommendation a row. The same file again changes nothing."""
        if not principal.sees("un"):
            raise NotAllowed
        return await import_file(
            request, principal, lambda file, importer: _run_import(handler, file, importer, source)
        )

    return router


async def _run_import(
    handler: Handler, file: IO[bytes], importer: Importer, source: str | None
) -> AsyncIterator[ImportResult]:
    lines = await open_file(file, NEEDED, read_line, read_csv, OPTIONAL)
    async for result in handle_lines(handler, build_commands(lines, importer.principal, source), importer):
        yield result
