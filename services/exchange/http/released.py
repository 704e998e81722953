"""`/released`: what an audience has now, and then each change of it, by a cursor that only grows."""

from __future__ import annotations

import base64
import binascii
import gzip
from datetime import datetime
from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from contracts.audiences import reaches
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound, Refusal
from shared.operations.pools import Connection
from shared.web.access import Reader
from shared.web.answers import answer, tag
from shared.web.documents.openapi import may_refuse
from shared.web.instants import Instant
from shared.web.lists import MOST, USUAL
from shared.web.routes import resources

ReleasedTo = Literal["council", "un", "partners", "public"]
WITHDRAWN: Final = "released.withdrawn.v1"
WORTH_COMPRESSING: Final = 1_000
"""Bytes."""


class CursorFromElsewhere(Refusal):
    """This cursor is none of this feed: it was changed, or is of another audience, or of another installation.

    To begin again, leave the cursor out: you then get what the audience has now.
    """

    status = 422


class CursorOrTime(Refusal):
    """Where to begin is said twice: give `after` or `since`, and not both."""

    status = 422


class ReleasedEvent(BaseModel):
    """A CloudEvent with all its attributes, as it was published on `ctc.released.AUDIENCE`."""

    model_config = ConfigDict(extra="allow")

    specversion: str
    id: str
    source: str
    type: str
    time: datetime
    subject: str
    data: dict[str, Any]


class Feed(BaseModel):
    """One page. Ask again with `after=next`: at once while there are items, and later for what is new."""

    items: list[ReleasedEvent]
    next: str


def routes(handler: Handler) -> APIRouter:
    """The feed of released copies."""
    router = resources("released")

    @router.get("/released", response_model=Feed, responses=may_refuse(404))
    async def list_released(
        request: Request,
        principal: Reader,
        audience: Annotated[ReleasedTo, Query(description="Whose copies.")] = "public",
        after: Annotated[str | None, Query(description="The `next` of the page before.", max_length=200)] = None,
        since: Annotated[Instant | None, Query(description="Begin with what became known then.")] = None,
        limit: Annotated[int, Query(description="Events on a page.", ge=1, le=MOST)] = USUAL,
    ) -> Response:
        """What the audience has now, then each change: the same events as on the topic `ctc.released.AUDIENCE`.

        Without `after` it begins with what the audience has now. A later copy replaces the one of the same thing;
        `released.withdrawn` takes it away. The cursor `next` is never null, also where there is nothing new.
        """
        check_audience(audience, principal)
        if after is not None and since is not None:
            raise CursorOrTime(fields=("after", "since"))
        async with (
            handler.reads.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            items, number = await read_feed(connection, audience, after, since, limit)
        body = answer({"items": [orjson.Fragment(item) for item in items], "next": cursor(audience, number)})
        return _compress(body, request.headers.get("accept-encoding", ""))

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
    begin = 0 if after is None else _number_of(after, audience, end)
    begins_anew = after is None and since is None
    records = await connection.fetch(
        "select number, event from exchange.feed_items where audience = $1 and number > $2 "
        "and ($3::timestamptz is null or recorded_at >= $3) and not ($4 and type = $5) order by number limit $6",
        audience, begin, since, begins_anew, WITHDRAWN, limit,
    )  # fmt: skip
    is_last = len(records) < limit
    return [record["event"] for record in records], end if is_last else records[-1]["number"]


def cursor(audience: str, number: int) -> str:
    """Opaque to its reader: behind which item of which feed the next page begins."""
    return base64.urlsafe_b64encode(f"{audience}:{number}".encode()).decode().rstrip("=")


def _number_of(text: str, audience: str, end: int) -> int:
    try:
        whose, _, number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
    except (binascii.Error, ValueError):
        whose, number = "", ""
    if whose != audience or not (number.isascii() and number.isdecimal()) or int(number) > end:
        raise CursorFromElsewhere(fields=("after",))
    return int(number)


def _compress(response: Response, accepted: str) -> Response:
    """The answer with gzip, for whoever takes it and where it saves something."""
    response.headers["Vary"] += ", Accept-Encoding"
    names = {part.partition(";")[0].strip().lower() for part in accepted.split(",") if "q=0" not in part.split(";")[1:]}
    if "gzip" not in names or len(response.body) < WORTH_COMPRESSING:
        return response
    body = gzip.compress(bytes(response.body), compresslevel=5, mtime=0)
    headers = {name: response.headers[name] for name in ("cache-control", "vary")}
    return Response(body, 200, {**headers, "Content-Encoding": "gzip", "ETag": tag(body)}, "application/json")
