"""`/ui/calendar`: what is due, month by month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from services.portal.asking.shapes.common import Clock, Listed
from services.portal.asking.shapes.states import CalendarItem
from services.portal.http.page import Opened, is_synthetic
from services.portal.http.routes import pages
from services.portal.pages.months import Month, group_by_day, read_month

MOST: Final = 200
"""Days on one page."""

MonthOf = Annotated[
    str | None, Query(description="YYYY-MM; this month if left out.", pattern=r"^([0-9]{4}-[0-9]{2})?$")
]
StateOf = Annotated[str | None, Query(description="What concerns this State.", pattern="^([A-Za-z0-9]{2,3})?$")]
After = Annotated[str | None, Query(description="Where the page begins.", max_length=1000)]


def build_routes() -> APIRouter:
    """The calendar."""
    router = pages("calendar")

    @router.get("/ui/calendar")
    async def show_calendar(
        page: Opened, month: MonthOf = None, state: StateOf = None, after: After = None
    ) -> Response:
        """What is due in a month: obligations of the mandates, and the duties that the reader may see."""
        clock = await page.ask("council", "/clock", Clock)
        today = clock.value.today if clock.value else date.today()  # noqa: DTZ011 - where nobody says what day it is
        shown = read_month(month) or Month(today.year, today.month)
        member = page.reference.member(state.upper()) if state else None
        found = await page.ask(
            "council",
            "/calendar",
            Listed[CalendarItem],
            from_=shown.first.isoformat(),
            to=(shown.after.first - timedelta(days=1)).isoformat(),
            state=member.id if member else (state or "").upper(),
            after=after,
            limit=MOST,
        )
        items = found.value.items if found.value else []
        return await page.render(
            "calendar.html",
            "calendar",
            page.words.say("calendar-title", month=page.words.day(shown.code)),
            month=shown,
            today=today,
            state=member.id if member else "",
            found=found,
            days=group_by_day(items),
            states=sorted(((one.id, page.state_name(one.id)) for one in page.reference.states), key=lambda one: one[1]),
            synthetic=is_synthetic(items),
        )

    return router
