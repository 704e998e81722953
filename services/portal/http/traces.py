"""`/ui/trace`: what caused a thing and what it caused, as a graph and as a list."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from services.portal.asking.client import segment
from services.portal.asking.shapes.traces import Trace
from services.portal.http.page import Opened, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.graphs import draw_trace

ON_A_PAGE: Final = 60
"""Events; more make a graph that nobody reads."""

Id = Annotated[str, Path(description="Of an event, of a thing, or of a notice.", min_length=1, max_length=500)]
After = Annotated[str | None, Query(description="Where the page begins.", max_length=1000)]


def build_routes() -> APIRouter:
    """Traces."""
    router = pages("trace")

    @router.get("/ui/trace/{id:path}")
    async def show_trace(page: Opened, id: Id, after: After = None) -> Response:  # noqa: A002 - the parameter's name
        """The trace of an event or a thing."""
        found = await page.ask("council", f"/trace/{segment(id)}", Trace, after=after, limit=ON_A_PAGE)
        trace = found.demand()
        return await page.render(
            "trace.html",
            "trace",
            page.words.say("trace-title"),
            id=id,
            trace=trace,
            graph=draw_trace(trace, lambda type_: page.words.name("event", type_.removesuffix(".v1"))),
            synthetic=is_synthetic(trace.items),
        )

    return router
