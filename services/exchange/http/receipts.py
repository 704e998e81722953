"""`/receipts`: what happened to a notice."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.cloudevents import LONGEST
from services.exchange.http.notices import show_notice
from services.exchange.notices.model import NOTICES, notice_key
from services.exchange.receipts.views import RECEIPT
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.engine.storage import tables
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.documents.openapi import may_refuse
from shared.web.routes import resources

NoticeId = Annotated[str, Query(alias="id", min_length=1, max_length=LONGEST["id"])]
NoticeSource = Annotated[str, Query(min_length=1, max_length=LONGEST["source"])]


def routes(handler: Handler) -> APIRouter:
    """The resource of receipts."""
    pool = handler.reads
    router = resources("receipts")

    @router.get("/receipts", response_model=RECEIPT, responses=may_refuse(404))
    async def show_receipt(principal: Reader, source: NoticeSource, notice_id: NoticeId) -> Response:
        """What became of a notice, as the last sending of it was answered."""
        if not (principal.speaks_for(source) or principal.may_operate):
            raise NotFound
        at = tables.storage_of(NOTICES, "exchange")
        record = await pool.fetchrow(
            f"select {at.column_list} from {at.full_name} where id = $1", notice_key(source, notice_id)
        )
        if record is None:
            raise NotFound
        return answer(show_notice(at.build(record), handler.reference))

    return router
