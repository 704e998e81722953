"""Reads facts on one snapshot, so that all that an edition says is of the same moment."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import asyncpg

from services.council.editions.model import Edition
from services.council.facts import WHOLE
from services.council.populations import Statement
from services.council.queries import query
from services.council.reports.scope import Scope
from shared.principals import Principal
from shared.tables import Connection

Record: TypeAlias = "asyncpg.Record"

SETTINGS: Final = (
    "set local jit = off",  # compiling takes longer than the queries
    "set local work_mem = '64MB'",  # a year's sorts stay in memory
    "set local enable_nestloop = off",  # how few rows are the latest of a thing, the planner cannot know
)


@asynccontextmanager
async def snapshot(pool: asyncpg.Pool[Record]) -> AsyncIterator[Connection]:
    """A connection on which all queries see the same facts, and are planned for counting."""
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(WHOLE)
        for setting in SETTINGS:
            await connection.execute(setting)
        yield connection


async def rows(connection: Connection, asked: Statement, values: Mapping[str, Any]) -> Sequence[Record]:
    """What the query answers."""
    return await connection.fetch(asked.text, *asked.arguments(values))


async def dicts(connection: Connection, asked: Statement, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same for pure code, which knows no database."""
    return [dict(record) for record in await rows(connection, asked, values)]


async def texts(connection: Connection, events: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The data of these events, by their ids."""
    found = await rows(connection, query("events"), {"events": sorted(set(events))})
    return {row["id"]: json.loads(row["data"]) for row in found}


async def positions(connection: Connection) -> dict[str, int]:
    """How far each partition had been read, as `topic/partition`: kept with the edition, never printed.

    Beside it, as `topic/partition/position`, what had been left open as a dead letter before that place.
    """
    found = await rows(connection, query("positions"), {})
    left = await rows(connection, query("left_open"), {})
    return {f"{record['topic']}/{record['partition']}": record["position"] for record in found} | {
        f"{record['topic']}/{record['partition']}/{record['position']}": record["position"] for record in left
    }


async def unread(connection: Connection, edition: Edition) -> tuple[str, ...]:
    """Ids of the events that were recorded by the edition's freeze, and read after it was made.

    There are some where services lag, where a simulated clock stood while more was said, and where a dead
    letter was tried again. None are found after a move to another transport, where the places mean nothing.
    """
    if not edition.positions:
        return ()
    places = json.dumps(dict(edition.positions))
    values = {"places": places, "freeze": edition.frozen_at, "made_on": edition.published_on}
    return tuple(record["id"] for record in await rows(connection, query("unread"), values))


async def scope_of(connection: Connection, edition: Edition, reader: Principal | None = None) -> Scope:
    """What the edition reads: of who keeps it as it was published also what its readers might see then."""
    kept = reader is not None and edition.is_of(reader)
    return Scope(
        edition.year,
        edition.cut_off,
        edition.frozen_at,
        edition.shown_to,
        edition.thing,
        await unread(connection, edition),
        edition.frozen_at if kept else None,
    )
