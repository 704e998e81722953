"""`/receipts`: what happened to a notice; and all receipts of a sender, as a feed by a cursor that only grows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.cloudevents import LONGEST
from services.exchange.http.following import (
    After,
    CursorFromElsewhere,
    FollowedEvent,
    Since,
    answer_page,
    check_one_beginning,
    place_of,
)
from services.exchange.http.notices import show_notice
from services.exchange.notices.listing import list_sources, may_list
from services.exchange.notices.model import NOTICES, notice_key
from services.exchange.receipts.model import receipt_subject
from services.exchange.receipts.views import RECEIPT, receipt_as_json
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.engine.running.outside import Outside
from shared.engine.storage import journal, tables
from shared.operations.pools import Connection
from shared.web.access import Holder, Reader
from shared.web.answers import answer
from shared.web.documents.openapi import may_refuse
from shared.web.lists import MOST, USUAL, read_page
from shared.web.pieces import place_for_list, work_in_pieces
from shared.web.routes import build_router

NoticeId = Annotated[str, Query(alias="id", min_length=1, max_length=LONGEST["id"])]
NoticeSource = Annotated[str, Query(min_length=1, max_length=LONGEST["source"])]
SCHEMA: Final = "exchange"
FEED: Final = "receipts"
"""In the cursors."""


class ReceiptEvent(FollowedEvent):
    """A receipt as a CloudEvent with all its attributes, as it was published on `ctc.receipts`."""


class ReceiptFeed(BaseModel):
    """One page. Ask again with `after=next`: at once while there are items, and later for what is new."""

    items: list[ReceiptEvent]
    next: str


def build_routes(handler: Handler, outside: Outside) -> APIRouter:
    """The resource of receipts."""
    pool = handler.reads
    router = build_router("receipts")

    @router.get("/receipts", response_model=RECEIPT, responses=may_refuse(404))
    async def show_receipt(principal: Reader, source: NoticeSource, notice_id: NoticeId) -> Response:
        """What became of a notice, as the last sending of it was answered."""
        if not may_list(principal, source):
            raise NotFound
        at = tables.storage_of(NOTICES, SCHEMA)
        record = await pool.fetchrow(
            f"select {at.column_list} from {at.full_name} where id = $1", notice_key(source, notice_id)
        )
        if record is None:
            raise NotFound
        return answer(show_notice(at.build(record), handler.reference))

    @router.get("/receipts/feed", response_model=ReceiptFeed)
    async def list_receipts(
        request: Request,
        principal: Holder,
        after: After = None,
        since: Since = None,
        limit: Annotated[int, Query(description="Events on a page.", ge=1, le=MOST)] = USUAL,
    ) -> Response:
        """Each receipt for the sources that you speak for, in order: the same events as on the topic `ctc.receipts`.

        Without `after` it begins with the first one. A notice that waited has its receipt when it is answered. The
        cursor `next` is never null, also where there is nothing new. Operators see what everybody was told.
        """
        check_one_beginning(after, since)
        async with place_for_list(limit):
            async with (
                handler.reads.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                sources = list_sources(principal)
                begin = await _find_beginning(connection, after, since, sources)
                positions = await _find(connection, sources, begin, since, limit)
                rows, _ = await read_page(connection, _AT, (positions,), limit, tables.LIGHT_PIECE)
                last = rows[-1]["id"] if rows else await _find_last(connection, sources)
            items = await work_in_pieces(lambda row: receipt_as_json(journal.build(row), outside.public_url), rows)
            return await answer_page(request, items, FEED, last)

    return router


async def _find_beginning(
    connection: Connection, after: str | None, since: datetime | None, sources: Sequence[str] | None
) -> int:
    """Behind which position of the journal the page begins. Raises CursorFromElsewhere.

    A cursor names a receipt that its reader has had: its position would tell how much others send, and ids can be
    computed, so another's receipt is answered like one that does not exist.
    """
    if since is not None:
        return await journal.find_end_before(connection, SCHEMA, since)
    receipt = place_of(after, FEED) if after is not None else ""
    if not receipt:  # there was none yet
        return 0
    position: int | None = await connection.fetchval(_POSITION, receipt, sources)
    if position is None:
        raise CursorFromElsewhere(fields=("after",))
    return position


async def _find_last(connection: Connection, sources: Sequence[str] | None) -> str:
    """The id of the last receipt for these sources; empty where there is none."""
    query, keys = (_LAST_OF_ALL, ()) if sources is None else (_LAST, _keys(sources))
    found: str | None = await connection.fetchval(query, *keys)
    return found or ""


async def _find(
    connection: Connection, sources: Sequence[str] | None, begin: int, since: datetime | None, limit: int
) -> list[int]:
    """Where the receipts of a page stand in the journal, which numbers its rows in the order of commits."""
    if sources is None:
        records = await connection.fetch(_OF_ALL, begin, since, limit)
    else:
        records = await connection.fetch(_OF_SOURCES, begin, since, limit, *_keys(sources))
    return [record["position"] for record in records]


def _keys(sources: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The sources, and the subjects by which the index finds them."""
    return sources, [receipt_subject(source) for source in sources]


_AT = journal.query_at(SCHEMA)
_POSITION = """
select position from exchange.journal where topic = 'ctc.receipts' and id = $1
and ($2::text[] is null or convert_from(data, 'UTF8')::json ->> 'source' = any($2))
"""
_OF_ALL = """
select position from exchange.journal
where topic = 'ctc.receipts' and position > $1 and ($2::timestamptz is null or time >= $2)
order by position limit $3
"""
_LAST_OF_ALL = "select id from exchange.journal where topic = 'ctc.receipts' order by position desc limit 1"
_LAST = """
select found.id from unnest($1::text[], $2::text[]) as mine (source, subject) cross join lateral (
    select id, position from exchange.journal
    where topic = 'ctc.receipts' and subject = mine.subject
    and convert_from(data, 'UTF8')::json ->> 'source' = mine.source
    order by position desc limit 1
) as found
order by position desc limit 1
"""
_OF_SOURCES = """
select found.position from unnest($4::text[], $5::text[]) as mine (source, subject) cross join lateral (
    select position from exchange.journal
    where topic = 'ctc.receipts' and subject = mine.subject
    and position > $1 and ($2::timestamptz is null or time >= $2)
    and convert_from(data, 'UTF8')::json ->> 'source' = mine.source
    order by position limit $3
) as found
order by position limit $3
"""
