"""Reads facts on one snapshot, so that all that an edition says is of the same moment."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import asyncpg

from services.council.facts import WHOLE
from services.council.populations import Statement
from services.council.queries import query
from shared.operations.pools import Connection

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
