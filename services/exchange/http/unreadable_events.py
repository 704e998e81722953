"""`/unreadable`: events that could not be read or judged, for senders and operators. They can be repaired there."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Annotated, Any, Final

import asyncpg
import orjson
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from contracts.cloudevents import Carried, read_object
from services.exchange.http.events import show_event
from services.exchange.http.metering import Meter
from services.exchange.http.taking_in import handle_events
from services.exchange.notices.entitlement import NotYourSource
from services.exchange.notices.listing import list_sources
from services.exchange.receipts.views import TAKEN
from services.exchange.unreadable_events.views import UnreadableSummary, UnreadableWhole
from shared.engine.handler import Handler
from shared.engine.notices.judging import CouldNotBeJudged
from shared.engine.principals import Principal
from shared.engine.rules import NotFound, Refusal
from shared.engine.running.outside import Outside
from shared.engine.storage.tables import LARGEST_NUMBER
from shared.web.access import Holder
from shared.web.answers import answer
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, Pool, cursor, number_of
from shared.web.routes import build_router

SUMMARY: Final = (
    "number, received_at, source, sent_by, notice_id, notice_type, reason, code, id as place, size, repaired_at, "
    "repaired_by"
)
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]


class RepairedBefore(Refusal):
    """This event was repaired before: what came of it stands in `GET /receipts`."""


class OtherEvent(Refusal):
    """A repaired event has the source and the id of the one that it repairs. Send a new one to `/events`."""

    status = 422


class SenderNotKnown(Refusal):
    """Nobody knows who sent this, nor for which source: whoever sent it sends it again, and it is not repaired here."""


def build_routes(handler: Handler, outside: Outside) -> APIRouter:
    """The resource of unreadable events."""
    router, pool = build_router("unreadable"), handler.reads

    @router.get("/unreadable", response_model=list_of(UnreadableSummary))
    async def list_unreadable(principal: Holder, page: Paged) -> Response:
        """What of yours could not be read or judged, newest first, without content. Operators see what everybody sent.

        Of all 1,000 are kept. Whoever has most loses its oldest first.
        """
        before = number_of(page, LARGEST_NUMBER)
        records = await pool.fetch(_LIST, before, page.limit + 1, list_sources(principal), principal.itself)
        items = [_show(principal, record) for record in records[: page.limit]]
        more = len(records) > page.limit
        return answer({"items": items, "next": cursor(str(items[-1]["number"])) if more else None})

    @router.get("/unreadable/{number}", response_model=UnreadableWhole)
    async def show_unreadable(principal: Holder, number: Number) -> Response:
        """One of them with its content, for its sender and for operators of the Committee's audience."""
        fields = _show(principal, await _read_whole(pool, number, principal))
        data, attributes = fields.pop("data"), orjson.loads(fields.pop("attributes"))
        return answer({**fields, "attributes": attributes, "data_base64": base64.b64encode(data).decode()})

    @router.post(
        "/unreadable/{number}/repair", status_code=202, response_model=TAKEN, responses=may_refuse(403, 404, 409)
    )
    async def repair(request: Request, principal: Holder, number: Number, body: dict[str, Any]) -> Response:
        """Sends the repaired event, a CloudEvent as JSON with the source and id of the one on record.

        Whoever speaks for its source may, with their own rights, and an operator of the Committee's audience. If that
        operator does, it counts as sent by whoever sent it first, so its source is one of theirs. Where only the source
        is known, whoever is registered for that counts as its sender. In quotas it counts as an event of whoever
        repairs it.
        """
        record = await _read_whole(handler.pool, number, principal)
        if record["repaired_at"] is not None:
            raise RepairedBefore
        await Meter(handler, request, principal).take(1, len(await request.body()))
        event = _check_same(read_object(body), record)
        sender = _find_sender(handler, outside, principal, record, event.attributes.get("source", ""))
        async with handler.pool.acquire() as connection:
            now = await handler.clock.now(connection)
        (result,) = await handle_events(handler, [event], sender)
        if result.receipt.status != "unreadable" and result.receipt.code != CouldNotBeJudged().code:
            await handler.pool.execute(_NOTE_REPAIR, number, now, principal.name)
        return answer(show_event(result), 202)

    return router


_LIST: Final = f"""
select {SUMMARY} from exchange.unreadable
where ($1 = {LARGEST_NUMBER} or arrival < (select arrival from exchange.unreadable where number = $1))
and ($3::text[] is null or source = any($3) or sent_by = $4)
order by arrival desc limit $2
"""
_WHOLE: Final = f"select {SUMMARY}, attributes, data from exchange.unreadable where number = $1"
_NOTE_REPAIR: Final = "update exchange.unreadable set repaired_at = $2, repaired_by = $3 where number = $1"


async def _read_whole(pool: Pool, number: int, principal: Principal) -> asyncpg.Record:
    """The event with its content. Raises NotFound where there is none, or none that this principal may read."""
    record = await pool.fetchrow(_WHOLE, number)
    if record is None or not _may_read_content(principal, record):
        raise NotFound
    return record


def _check_same(event: Carried, record: asyncpg.Record) -> Carried:
    """The event, with the time of its arrival unless it has one. Raises OtherEvent if it is not the one on record."""
    for name, known in (("source", record["source"]), ("id", record["notice_id"])):
        if known is not None and event.attributes.get(name) != known:
            raise OtherEvent(fields=(name,))
    if "time" in event.attributes:
        return event
    return replace(event, attributes={**event.attributes, "time": record["received_at"].isoformat()})


def _may_read_content(principal: Principal, record: asyncpg.Record) -> bool:
    """Whether it may read what arrived: its sender, or an operator of the Committee's audience."""
    speaks_for_it = record["source"] is not None and principal.speaks_for(record["source"])
    return speaks_for_it or record["sent_by"] == principal.itself or _may_read_all(principal)


def _may_read_all(principal: Principal) -> bool:
    return principal.may_operate and principal.audience == "committee"


def _show(principal: Principal, record: asyncpg.Record) -> dict[str, Any]:
    return dict(record) if principal.may_operate else {**record, "sent_by": None}


def _find_sender(
    handler: Handler, outside: Outside, principal: Principal, record: asyncpg.Record, source: str
) -> Principal:
    """In whose name the repaired event is sent. Raises NotYourSource or SenderNotKnown.

    Operators of the Committee's audience alone send in another's name: others would have that one's rights.
    """
    if not _may_read_all(principal):
        return principal
    sent_by = record["sent_by"]
    if sent_by is not None:
        sender = principal if principal.itself == sent_by else outside.principal_named(sent_by)
        if sender is None or not sender.speaks_for(source):
            raise NotYourSource("Whoever sent this does not speak for the source of the repaired event.", ("source",))
        return sender
    if record["source"] is None:
        raise SenderNotKnown
    registered = handler.senders_of(source)
    if source in principal.sources or (not registered and principal.speaks_for(source)):
        return principal
    if not registered:
        raise NotYourSource(fields=("source",))
    return registered[0]
