"""`/`: what this is, the latest reports, what is due. A program gets a short answer in JSON."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Header
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.participants import PARTICIPANTS
from services.portal.asking.shapes.common import Clock, Listed
from services.portal.asking.shapes.reports import Edition
from services.portal.asking.shapes.states import CalendarItem
from services.portal.http.page import Opened, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.editions import sort_newest
from shared.web.answers import answer, quality
from shared.web.documents.openapi import also_as

SHOWN: Final = 8
"""Of the latest reports, and of what is due."""
MOST_EDITIONS: Final = 500
"""In one question; the list is in order of id."""
MOST_OVERDUE: Final = 20
MOST_DUE: Final = 40
"""Among these some may be met before their day."""


class About(BaseModel):
    """What answers here."""

    name: str
    pages: str
    """Where the pages for people begin."""
    documents: dict[str, str]
    """By service: where its interface is described."""


ABOUT: Final = About(
    name="CTC Reporting",
    pages="/ui/reports",
    documents={one.name: f"/services/{one.name}/openapi.json" for one in PARTICIPANTS if one.name != "others"},
)


def build_routes() -> APIRouter:
    """The start."""
    router = pages("start")

    @router.get("/", response_model=About, responses=also_as("text/html"), response_class=Response)
    async def show_start(page: Opened, accept: Annotated[str, Header()] = "") -> Response:
        """The start page, for who asks for HTML; else where pages and documents are."""
        if quality(accept, "text/html") <= quality(accept, "application/json"):
            return answer(ABOUT.model_dump())
        clock = await page.ask("council", "/clock", Clock)
        since = clock.value.today if clock.value else date.today()  # noqa: DTZ011 - as good as any where nobody says
        editions, due, overdue = await asyncio.gather(
            page.ask("council", "/reports", Listed[Edition], limit=MOST_EDITIONS),
            page.ask("council", "/calendar", Listed[CalendarItem], from_=since.isoformat(), limit=MOST_DUE),
            page.ask("council", "/obligations", Listed[CalendarItem], status="overdue", limit=MOST_OVERDUE),
        )
        newest = sort_newest(editions.value.items)[:SHOWN] if editions.value else []
        return await page.render(
            "start.html",
            "start",
            page.words.say("start-title"),
            editions=editions,
            today=clock.value.today if clock.value else None,
            newest=newest,
            due=due,
            still_due=[one for one in due.value.items if one.met_on is None][:SHOWN] if due.value else [],
            overdue=sorted(overdue.value.items, key=lambda one: one.due_on or since) if overdue.value else [],
            synthetic=is_synthetic(newest, *(part.value.items for part in (due, overdue) if part.value)),
        )

    return router
