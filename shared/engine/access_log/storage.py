"""The access log in a service's schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shared.engine.access_log.entries import Access, Entry, Head, chain
from shared.operations.pools import Connection

LOCK_SPACE = 2630
"""First half of the advisory lock by which the copies of a service add one after the other. Nothing else uses it."""


async def append(connection: Connection, schema: str, number: int, accesses: Sequence[Access]) -> Head:
    """Adds entries for these, and returns the new head. `number` is the service's."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1, $2)", LOCK_SPACE, number)
        entries = chain(await find_head(connection, schema), schema, accesses)
        await connection.copy_records_to_table(
            "access_log",
            schema_name=schema,
            columns=("number", "at", "entry", "hash"),
            records=[(one.number, one.at, one.entry, one.hash) for one in entries],
        )
    return Head(entries[-1].number, entries[-1].hash)


async def find_head(connection: Connection, schema: str) -> Head:
    """The last entry."""
    row = await connection.fetchrow(f"select number, hash from {schema}.access_log order by number desc limit 1")
    return Head(row["number"], row["hash"]) if row else Head()


async def read(
    connection: Connection, schema: str, after: int, since: datetime | None, until: int, limit: int
) -> list[Entry]:
    """Entries in order, from behind a number and from an instant on, up to a number."""
    records = await connection.fetch(
        f"select number, at, entry, hash from {schema}.access_log "
        "where number > $1 and number <= $2 and ($3::timestamptz is null or at >= $3) order by number limit $4",
        after,
        until,
        since,
        limit,
    )
    return [Entry(*record) for record in records]
