"""`/imports/projects`: a whole file of projects, read as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import IO, Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from services.unoct.imports import NEEDED, commands, read_csv, read_line
from shared.engine.handler import Handler
from shared.engine.imports.running import Importer, ImportResult, handle_lines, opened
from shared.web.access import Commander
from shared.web.imports import ANSWERED, file_body, imported
from shared.web.problems import NotAllowed
from shared.web.routes import resources

OWN_BODIES: Final = frozenset({"/imports/projects"})
"""Read here: larger than other bodies, and no JSON."""


def routes(handler: Handler) -> APIRouter:
    """The resource of imports."""
    router = resources("imports")

    @router.post("/imports/projects", **ANSWERED, openapi_extra=file_body("application/x-ndjson", "text/csv"))
    async def import_projects(
        request: Request,
        principal: Commander,
        source: Annotated[str | None, Query(description="Whose references they are.", max_length=500)] = None,
    ) -> Response:
        """Projects as JSON Lines, or as CSV with one recommendation a row. The same file again changes nothing."""
        if not principal.sees("un"):
            raise NotAllowed
        return await imported(request, principal, lambda file, importer: _imported(handler, file, importer, source))

    return router


async def _imported(
    handler: Handler, file: IO[bytes], importer: Importer, source: str | None
) -> AsyncIterator[ImportResult]:
    read = await opened(file, NEEDED, read_line, read_csv)
    async for result in handle_lines(handler, commands(read, importer.principal, source), importer):
        yield result
