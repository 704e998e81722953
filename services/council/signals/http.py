"""HTTP of the imports of signals, by hand: a file is read as it comes, and answered line by line."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import Line
from services.council.signals.imports.running import import_fatf, import_terrorism_index, import_treaties
from shared.engine.handler import Handler
from shared.web.access import Officer
from shared.web.imports import ANSWERED, file_body, import_file
from shared.web.routes import build_router

OWN_BODIES: Final = frozenset({"/imports/fatf", "/imports/terrorism-index", "/imports/treaties"})
"""Read here: larger than other bodies, and no JSON."""
CSV: Final = file_body("text/csv")
Treaty = Annotated[Line, Query(description="The treaty's name; by it the file is known when it comes again.")]


def build_routes(handler: Handler) -> APIRouter:
    """`/imports/fatf`, `/imports/terrorism-index` and `/imports/treaties`."""
    router = build_router("imports")

    @router.post("/imports/fatf", **ANSWERED, openapi_extra=CSV)
    async def fatf(request: Request, principal: Officer) -> Response:
        """A CSV of FATF ratings, an evaluation a line. The same file again changes nothing."""
        return await import_file(request, principal, lambda file, importer: import_fatf(handler, file, importer))

    @router.post("/imports/terrorism-index", **ANSWERED, openapi_extra=CSV)
    async def terrorism_index(request: Request, principal: Officer) -> Response:
        """A CSV of the Global Terrorism Index, a State and year a line. The same file again changes nothing."""
        return await import_file(
            request, principal, lambda file, importer: import_terrorism_index(handler, file, importer)
        )

    @router.post("/imports/treaties", **ANSWERED, openapi_extra=CSV)
    async def treaties(request: Request, principal: Officer, treaty: Treaty) -> Response:
        """A CSV of a treaty's status, a participant a line, by its English name. Again it changes nothing."""
        name = " ".join(treaty.split())
        return await import_file(
            request, principal, lambda file, importer: import_treaties(handler, file, importer, name)
        )

    return router
