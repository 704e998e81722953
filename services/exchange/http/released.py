"""`/released`: what an audience has now, and then each change of it, by a cursor that only grows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.audiences import ReleasedTo, reaches
from services.exchange.http.following import (
    After,
    FollowedEvent,
    Since,
    answer_page,
    check_one_beginning,
    number_of,
)
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound
from shared.operations.pools import Connection
from shared.web.access import Reader
from shared.web.documents.openapi import may_refuse
from shared.web.lists import MOST, USUAL, read_page
from shared.web.pieces import place_for_list
from shared.web.routes import build_router

WITHDRAWN: Final = "released.withdrawn.v1"


class ReleasedEvent(FollowedEvent):
    """A CloudEvent with all its attributes, as it was published on `ctc.released.AUDIENCE`."""


class Feed(BaseModel):
    """One page. Ask again with `after=next`: at once while there are items, and later for what is new."""

    items: list[ReleasedEvent]
    next: str


def build_routes(handler: Handler) -> APIRouter:
    """The feed of released copies."""
    router = build_router("released")

    @router.get("/released", response_model=Feed, responses=may_refuse(404))
    async def list_released(
        request: Request,
        principal: Reader,
        audience: Annotated[ReleasedTo, Query(description="Whose copies.")] = "public",
        after: After = None,
        since: Since = None,
        limit: Annotated[int, Query(description="Events on a page.", ge=1, le=MOST)] = USUAL,
    ) -> Response:
        """What the audience has now, then each change: the same events as on the topic `ctc.released.AUDIENCE`.

        Without `after` it begins with what the audience has now. A later copy replaces the one of the same thing;
        `released.withdrawn` takes it away. The cursor `next` is never null, also where there is nothing new.
        """
        check_audience(audience, principal)
        check_one_beginning(after, since)
        async with place_for_list(limit):
            async with (
                handler.reads.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                items, number = await read_feed(connection, audience, after, since, limit)
            return await answer_page(request, items, audience, number)

    return router


def check_audience(audience: ReleasedTo, principal: Principal) -> None:
    """Raises NotFound for whoever is not of this audience."""
    if not reaches(audience, principal.audience):
        raise NotFound


async def read_feed(
    connection: Connection, audience: str, after: str | None, since: datetime | None, limit: int
) -> tuple[list[str], int]:
    """The events of one page, each as JSON, and the number behind which the next page begins."""
    end = await connection.fetchval("select number from exchange.feed_ends where audience = $1", audience) or 0
    begin = number_of(after, audience, end)
    begins_anew = after is None and since is None
    records, has_more = await read_page(
        connection,
        "select number, event from exchange.feed_items where audience = $1 and number > $2 "
        "and ($3::timestamptz is null or recorded_at >= $3) and not ($4 and type = $5) order by number limit $6",
        (audience, begin, since, begins_anew, WITHDRAWN, limit + 1),
        limit,
    )
    return [record["event"] for record in records], records[-1]["number"] if has_more else end
