"""`/notices`: what the caller sent, each with what became of it."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Final, Literal

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import TypeAdapter

from contracts.cloudevents import LONGEST
from reference import Reference
from services.exchange.notices.listing import list_sources, may_list
from services.exchange.notices.model import NOTICES, SentNotice
from services.exchange.notices.waiting import build_waiting_receipt
from services.exchange.receipts.views import RECEIPT, view_receipt
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.storage import tables
from shared.web.access import Holder
from shared.web.answers import answer, as_json
from shared.web.documents.shapes import list_of
from shared.web.instants import FIRST, Instant
from shared.web.lists import MOST, USUAL, fetch_page
from shared.web.problems import Invalid
from shared.web.routes import build_router

Outcome = Literal["waiting", "accepted", "unchanged", "refused", "unreadable"]

_PLACE: Final[TypeAdapter[tuple[Instant, str]]] = TypeAdapter(tuple[Instant, str])

_NOT_SHOWN: Final = {"deferred": "'[]'::jsonb", "content": "'{}'::jsonb", "standing": "null::jsonb"}
"""Columns that are long or costly to read, and are not shown: what stands for each."""
_OUTCOME: Final = """
case when last is null then 'waiting' when last ->> 'outcome' = 'unchanged' then 'unchanged' else last ->> 'status' end
"""
"""What became of a notice so far. An index has it."""
_NEXT: Final = f"""
($1::timestamptz is null or received_at >= $1) and (received_at, id) > ($2, $3)
and ($4::text is null or {_OUTCOME} = $4) order by received_at, id limit $5
"""
"""The condition on a page's notices, in order. Of one source there are indexes for it."""


def build_routes(handler: Handler) -> APIRouter:
    """The resource of notices."""
    router, at = build_router("notices"), tables.storage_of(NOTICES, "exchange")
    columns = ", ".join(_NOT_SHOWN.get(one.name, one.name) for one in at.columns)
    of_all = f"select {columns} from {at.full_name} where {_NEXT}"
    of_sources = (
        f"select {columns} from unnest($6::text[]) as asked (name) cross join lateral ("
        f"select * from {at.full_name} where source = asked.name and {_NEXT}"
        ") of_source order by received_at, id limit $5"
    )

    @router.get("/notices", response_model=list_of(RECEIPT))
    async def list_notices(
        principal: Holder,
        source: Annotated[str | None, Query(min_length=1, max_length=LONGEST["source"])] = None,
        since: Annotated[Instant | None, Query(description="Of arrival here.")] = None,
        outcome: Annotated[Outcome | None, Query(description="What became of it so far.")] = None,
        after: Annotated[str | None, Query(description="The cursor `next` of the page before.", max_length=300)] = None,
        limit: Annotated[int, Query(description="Notices on a page.", ge=1, le=MOST)] = USUAL,
    ) -> Response:
        """What was sent for the sources that you speak for, newest last. Operators see what everybody sent."""
        begin = (FIRST, "") if after is None else _place_of(after)
        sources, page = _choose_sources(principal, source), (since, *begin, outcome, limit + 1)
        query, asked = (of_all, page) if sources is None else (of_sources, (*page, sources))
        items, last = await fetch_page(
            handler.reads, query, asked, limit, lambda record: as_json(show_notice(at.build(record), handler.reference))
        )
        return answer({"items": items, "next": _cursor(at.build(last)) if last else None})

    return router


def show_notice(row: SentNotice, reference: Reference) -> dict[str, object]:
    """A notice with its receipt, as its sender sees it."""
    return {
        "source": row.source,
        "id": row.notice_id,
        "notice_type": row.notice_type or None,
        "received_at": row.received_at,
        **view_receipt(row.last or build_waiting_receipt(row, reference)),
    }


def _choose_sources(principal: Principal, source: str | None) -> list[str] | None:
    """Of which sources the notices are listed, each apart; None: all."""
    if source is None:
        return list_sources(principal)
    return [source] if may_list(principal, source) else []


def _cursor(row: SentNotice) -> str:
    place = orjson.dumps([row.received_at.isoformat(), row.id])
    return base64.urlsafe_b64encode(place).decode().rstrip("=")


def _place_of(text: str) -> tuple[datetime, str]:
    try:
        place = _PLACE.validate_json(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if "\0" in place[1]:
            raise ValueError
        return place
    except (binascii.Error, ValueError):
        raise Invalid("after: take the cursor as `next` gave it", ("after",)) from None
