"""`/feeds/calendar.ics`: what is due, for programs that show calendars."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from services.council.facts import SCHEMA
from services.council.lookups.calendar.feed.icalendar_form import MEDIA_TYPE, write_icalendar
from services.council.lookups.calendar.reading import Span, read_calendar
from services.council.names import SCHEMA as OWN
from shared.engine.handler import Handler
from shared.engine.time.dates import start_of_day
from shared.web.access import Reader
from shared.web.answers import IfModifiedSince, answer_dated
from shared.web.lists import MOST, Page
from shared.web.pieces import place_for_list, work_in_pieces
from shared.web.routes import build_router
from shared.web.states import StateFilter

LOOKS_BACK: Final = timedelta(days=365)
"""How old what is overdue may be to be shown."""
SHOWN: Final = ("due", "overdue")
_ICS: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}}


def build_routes(handler: Handler, home: str) -> APIRouter:
    """The calendar of the installation at `home`."""
    router = build_router("calendar")

    @router.get("/feeds/calendar.ics", response_class=Response, responses=_ICS)
    async def feed_calendar(reader: Reader, since: IfModifiedSince, state: StateFilter = None) -> Response:
        """What is due and on which day, as far as you may see it: the first 1,000 dates from a year ago on.

        `ETag` tells all readers whether it changed; `Last-Modified` tells the Committee, and others the day alone.
        """
        today = await handler.today()
        page = await read_calendar(handler, reader, Span(state, today - LOOKS_BACK), Page(limit=MOST))
        items: Any = page["items"]
        due = [item for item in items if item["state"] in SHOWN]
        async with place_for_list(len(due)):
            body = b"".join(await work_in_pieces(bytes, write_icalendar(due, home)))
        begin = start_of_day(today).astimezone(UTC)
        if reader.audience != "committee":  # a time within the day would tell of what they may not see
            return answer_dated(body, MEDIA_TYPE, begin, None)
        return answer_dated(body, MEDIA_TYPE, await _find_last_change(handler, begin), since)

    return router


async def _find_last_change(handler: Handler, begin: datetime) -> datetime:
    """When anything changed last that the calendar shows: with each new day something may be overdue."""
    last: datetime | None = await handler.reads.fetchval(
        f"select greatest((select time from {OWN}.journal order by position desc limit 1), "
        f"(select max(recorded_at) from {SCHEMA}.duties))"
    )
    return max(last, begin) if last else begin
