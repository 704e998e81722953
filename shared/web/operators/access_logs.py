"""A service's access log, for operators of the Committee: to be verified, and exported, elsewhere."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel

from shared.engine.access_log import storage
from shared.engine.running.runtime import Runtime
from shared.web.access import Operator, of_committee
from shared.web.answers import dump
from shared.web.instants import Instant
from shared.web.routes import build_router

MOST = 5_000
LAST = 2**53 - 1
"""The largest number that every reader of JSON keeps."""


class ShownEntry(BaseModel):
    """An entry: its own hash is the SHA-256 of the text `entry`, which holds the hash of the one before."""

    number: int
    entry: str
    hash: str


class ShownLog(BaseModel):
    """Entries in order, and the last one that there is."""

    items: list[ShownEntry]
    head: dict[str, Any]


def build_routes(prefix: str, runtime: Runtime) -> APIRouter:
    """`/services/NAME/audit`."""
    router = build_router("access log")

    @router.get(f"{prefix}/audit", response_model=ShownLog)
    async def show_access_log(
        operator: Operator,
        after: Annotated[int, Query(ge=0, le=LAST, description="The number of the last entry that is known.")] = 0,
        until: Annotated[int, Query(ge=0, le=LAST, description="The number of the last entry that is wanted.")] = LAST,
        since: Annotated[Instant | None, Query(description="Only entries from this instant on.")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 1000,
    ) -> Response:
        """Who did what, when and with which right, as it was noted."""
        of_committee(operator)
        async with runtime.resources.pool.acquire() as connection:
            head = await storage.find_head(connection, runtime.service.name)
            entries = await storage.read(connection, runtime.service.name, after, since, until, limit)
        items = [{"number": one.number, "entry": one.entry, "hash": one.hash} for one in entries]
        return Response(dump({"items": items, "head": head}), media_type="application/json")

    return router
