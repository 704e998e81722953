"""`/imports/visits` and `/imports/assessments`: whole files."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from services.assessments.api.access import Officer
from services.assessments.imports import import_assessments, import_visits
from shared.door import Door
from shared.http.app import resources
from shared.http.imports import imported

OWN_BODIES: Final = frozenset({"/imports/visits", "/imports/assessments"})
"""Read here: larger than other bodies, and no JSON."""


def routes(door: Door) -> APIRouter:
    """The resource of imports."""
    router = resources("imports")

    @router.post("/imports/visits", openapi_extra=_body("text/csv"))
    async def visits(request: Request, principal: Officer) -> Response:
        """A CSV of visits. The same file again changes nothing."""
        return await imported(request, principal, lambda file, importer: import_visits(door, file, importer))

    @router.post("/imports/assessments", openapi_extra=_body("application/x-ndjson", "text/csv"))
    async def assessments(
        request: Request,
        principal: Officer,
        source: Annotated[str | None, Query(description="Whose references they are.", max_length=500)] = None,
    ) -> Response:
        """Assessments as JSON Lines, or as CSV with one recommendation a row. The same file again changes nothing."""
        return await imported(
            request, principal, lambda file, importer: import_assessments(door, file, importer, source)
        )

    return router


def _body(*media_types: str) -> dict[str, Any]:
    """For the OpenAPI document, which cannot know of a body that is read here."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {"requestBody": {"required": True, "content": content}}
