"""`/ui/documents`: an edition in one of its forms, for who reads by a token that was entered here.

That token is portal's alone. Whoever comes with a bearer token or a session takes the document where council has it.
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from services.portal.asking.client import segment
from services.portal.http.page import Opened
from services.portal.http.routes import pages

PASSED_ON: Final = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "ETag", "Last-Modified")

Rest = Annotated[str, Path(description="What follows `/reports/`.", max_length=500)]
Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]


def build_routes() -> APIRouter:
    """Documents."""
    router = pages("documents")

    @router.get("/ui/documents/{rest:path}", include_in_schema=False)
    async def show_document(page: Opened, request: Request, rest: Rest, edition: Number = None) -> Response:
        """The document as council answers it to this reader."""
        path = "/".join(segment(one) for one in rest.split("/"))
        found = await page.asker.fetch(
            "council",
            f"/reports/{path}",
            request.headers.get("accept", ""),
            edition=edition,
            lang=request.query_params.get("lang"),
        )
        document = found.demand()
        headers = {name: document.headers[name] for name in PASSED_ON if name in document.headers}
        return Response(document.body, 200, {**headers, "Cache-Control": "private, no-cache", "Vary": "Cookie"})

    return router
