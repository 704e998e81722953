"""`/unreadable`: for operators, events that cannot be read."""

from __future__ import annotations

import base64
from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Path
from fastapi.responses import Response

from services.exchange.unreadable_events.views import UnreadableSummary, UnreadableWhole
from shared.engine.rules import NotFound
from shared.web.access import Operator
from shared.web.answers import answer
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, Pool, cursor
from shared.web.routes import resources

LARGEST_NUMBER: Final = 2**63 - 1
"""The largest number of a bigint column."""


def routes(pool: Pool) -> APIRouter:
    """The resource of unreadable events."""
    router = resources("unreadable")
    summary = "number, received_at, source, notice_id, notice_type, reason, id as place, size"

    @router.get("/unreadable", response_model=list_of(UnreadableSummary))
    async def list_unreadable(_: Operator, page: Paged) -> Response:
        """What nobody could read, newest first, without its content. The newest 1,000 are kept."""
        below = int(page.after) if page.after and page.after.isdecimal() else LARGEST_NUMBER
        records = await pool.fetch(
            f"select {summary} from exchange.unreadable where number < $1 order by number desc limit $2",
            min(below, LARGEST_NUMBER),
            page.limit + 1,
        )
        items = [dict(record) for record in records[: page.limit]]
        more = len(records) > page.limit
        return answer({"items": items, "next": cursor(str(items[-1]["number"])) if more else None})

    @router.get("/unreadable/{number}", response_model=UnreadableWhole)
    async def show_unreadable(operator: Operator, number: Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]) -> Response:
        """One of them with its content, for operators of the Committee's audience."""
        record = await pool.fetchrow(
            f"select {summary}, attributes, data from exchange.unreadable where number = $1", number
        )
        if record is None or operator.audience != "committee":
            raise NotFound
        fields = dict(record)
        data, attributes = fields.pop("data"), orjson.loads(fields.pop("attributes"))
        return answer({**fields, "attributes": attributes, "data_base64": base64.b64encode(data).decode()})

    return router
