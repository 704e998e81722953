"""`/ui/search`: States, themes, reports, and things by their ids."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from services.portal.asking.client import segment
from services.portal.asking.parts import Part
from services.portal.asking.shapes.common import Listed
from services.portal.asking.shapes.reports import Edition
from services.portal.asking.shapes.traces import Trace
from services.portal.http.page import Opened, Page
from services.portal.http.routes import pages
from services.portal.pages.editions import group_by_series
from services.portal.pages.finding import Meant, understand
from services.portal.pages.regions import fold

MOST_EDITIONS: Final = 500

Asked = Annotated[str, Query(description="Words, or an id.", max_length=500)]


def build_routes() -> APIRouter:
    """Search."""
    router = pages("search")

    @router.get("/ui/search")
    async def search(page: Opened, q: Asked = "") -> Response:
        """Finds States, themes and reports by name in any of the six languages, and things by id."""
        meant = understand(q, page.reference)
        editions, trace = await asyncio.gather(_ask_editions(page, q, meant), _ask_trace(page, meant))
        named = {report for report in {one.report for one in editions} if _is_meant(page, report, q)}
        found = [one for one in editions if one.report in named or one.id == q.strip()]
        if meant.year and not found and not meant.themes:
            found = editions
        return await page.render(
            "search.html",
            "search",
            page.words.say("search-title"),
            q=q,
            meant=meant,
            series=group_by_series(found)[:20],
            trace=trace.value if trace.value and trace.value.items else None,
            found=bool(meant.states or meant.themes or found or trace.value),
        )

    return router


async def _ask_editions(page: Page, q: str, meant: Meant) -> list[Edition]:
    if not q.strip():
        return []
    found = await page.ask("council", "/reports", Listed[Edition], year=meant.year, limit=MOST_EDITIONS)
    return found.value.items if found.value else []


async def _ask_trace(page: Page, meant: Meant) -> Part[Trace]:
    if meant.id is None:
        return Part()
    return await page.ask("council", f"/trace/{segment(meant.id)}", Trace, limit=1)


def _is_meant(page: Page, report: str, q: str) -> bool:
    """Whether a word that was said begins the report's name."""
    names = fold(page.words.name("report", report)).split()
    return any(name.startswith(word) for word in fold(q).split() if len(word) > 3 for name in names)
