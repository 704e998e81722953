"""`/imports/visits` and `/imports/assessments`: whole files."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from services.assessments.imports.running import import_assessments, import_visits
from shared.engine.handler import Handler
from shared.web.access import Officer
from shared.web.imports import ANSWERED, file_body, import_file
from shared.web.routes import build_router

OWN_BODIES: Final = frozenset({"/imports/visits", "/imports/assessments"})
"""Read here: larger than other bodies, and no JSON."""


def build_routes(handler: Handler) -> APIRouter:
    """The resource of imports."""
    router = build_router("imports")

    @router.post("/imports/visits", **ANSWERED, openapi_extra=file_body("text/csv"))
    async def visits(request: Request, principal: Officer) -> Response:
        """A CSV of visits. The same file again changes nothing."""
        return await import_file(request, principal, lambda file, importer: import_visits(handler, file, importer))

    @router.post("/imports/assessments", **ANSWERED, openapi_extra=file_body("application/x-ndjson", "text/csv"))
    async def assessments(
        request: Request,
        principal: Officer,
        source: Annotated[str | None, Query(description="Whose references they are.", max_length=500)] = None,
    ) -> Response:
        """Assessments as JSON Lines, or as CSV with one recommendation a row. The same file again changes nothing."""
        return await import_file(
            request, principal, lambda file, importer: import_assessments(handler, file, importer, source)
        )

    return router
