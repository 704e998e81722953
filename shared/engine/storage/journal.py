"""The journal: events in the order in which their transactions committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import asyncpg

from contracts.cloudevents import instant, schema_path
from contracts.participants import RELEASED
from shared.engine.decided import JournalRow
from shared.engine.port import Outgoing
from shared.operations.pools import Connection

LOCK_SPACE = 2617
"""First half of our advisory locks' keys, so that they meet no other program's."""

LARGEST_READ = 8 * 1024 * 1024
"""Bytes of events that are read at once, or one event that has more."""

COLUMNS = (
    "id", "source", "type", "topic", "subject", "time", "audience",
    "correlationid", "causationid", "traceparent", "data",
)  # fmt: skip
"""What goes out."""
KEPT = (*COLUMNS, "principal")
"""What is written."""


async def append(connection: Connection, schema: str, number: int, rows: Sequence[JournalRow]) -> None:
    """Appends the events, as the last statements of a transaction, and wakes the relay at the commit.

    A position is drawn before the commit. Without the lock a reader could therefore pass over a row that
    commits later. The lock lasts until the commit.
    """
    if not rows:
        return
    await connection.execute(
        "select pg_advisory_xact_lock($1, $2), pg_notify($3, '')", LOCK_SPACE, number, channel(schema)
    )
    await connection.copy_records_to_table("journal", schema_name=schema, columns=KEPT, records=rows)


def channel(schema: str) -> str:
    """The notification channel of a journal."""
    return f"ctc_journal_{schema}"


async def read(
    connection: Connection, schema: str, after: int, limit: int, topics: Sequence[str] | None = None
) -> list[Outgoing]:
    """The rows after this position, in order. They are of these topics, or of all."""
    return await _read(connection, _behind(schema, topics), after, limit, topics)


async def read_on(
    connection: Connection, schema: str, after: int, limit: int, topics: Sequence[str] | None = None
) -> list[Outgoing]:
    """The same, for whoever reads on until there is nothing: fewer rows where these are many bytes."""
    return await _read(connection, weigh(_behind(schema, topics)), after, limit, topics)


def _behind(schema: str, topics: Sequence[str] | None) -> str:
    only = "" if topics is None else "and topic = any($3::text[])"
    return f"select * from {schema}.journal where position > $1 {only} order by position limit $2"


def weigh(rows: str, data: str = "data") -> str:
    """The query of these rows of a journal, from the first one on, until what is read of them is `LARGEST_READ`."""
    before = f"sum(octet_length({data})) over (order by position rows between unbounded preceding and 1 preceding)"
    return (
        f"select * from (select *, {before} as bytes_before from ({rows}) as counted) as weighed "
        f"where bytes_before is null or bytes_before < {LARGEST_READ}"
    )


async def _read(
    connection: Connection, rows: str, after: int, limit: int, topics: Sequence[str] | None
) -> list[Outgoing]:
    query = f"select position, {', '.join(COLUMNS)} from ({rows}) as found order by position"
    records = await connection.fetch(query, after, limit, *(() if topics is None else (topics,)))
    return list(map(build, records))


def query_at(schema: str) -> str:
    """The query of the rows at the positions $1, in order. `build` takes its records."""
    columns = ", ".join(COLUMNS)
    return f"select position, {columns} from {schema}.journal where position = any($1::bigint[]) order by position"


async def read_at(connection: Connection, schema: str, positions: Sequence[int]) -> list[Outgoing]:
    """The rows at these positions, in order: only the first ones where these are many bytes."""
    query = f"select position, {', '.join(COLUMNS)} from ({weigh(query_at(schema))}) as found order by position"
    return list(map(build, await connection.fetch(query, positions)))


def build(record: asyncpg.Record) -> Outgoing:
    """A row of which everything that goes out was read, behind its position."""
    return build_outgoing(record["position"], JournalRow(*tuple(record)[1:]))


async def find_principals(connection: Connection, schema: str, ids: Sequence[str]) -> dict[str, str]:
    """Who caused these events, by id, as far as that is known."""
    records = await connection.fetch(
        f"select id, principal from {schema}.journal where id = any($1::text[]) and principal is not null", list(ids)
    )
    return {record["id"]: record["principal"] for record in records}


async def end(connection: Connection, schema: str) -> int:
    """The last position."""
    last: int = await connection.fetchval(f"select coalesce(max(position), 0) from {schema}.journal")
    return last


async def find_end_before(connection: Connection, schema: str, since: datetime) -> int:
    """The position behind which all events stand that were told then or later.

    Times grow with positions but for some seconds, so the place is found by halving: there is no index of times, and a
    journal has millions.
    """
    earlier, last = 0, await end(connection, schema)
    while earlier < last:
        middle = (earlier + last + 1) // 2
        is_earlier = await connection.fetchval(_TOLD_BEFORE.format(schema=schema), middle, since - OUT_OF_ORDER)
        earlier, last = (middle, last) if is_earlier else (earlier, middle - 1)
    first: int | None = await connection.fetchval(_FIRST_BEHIND.format(schema=schema), earlier, since)
    return await end(connection, schema) if first is None else first - 1


OUT_OF_ORDER = timedelta(minutes=2)
"""So much later may a thing be told than one behind it: a transaction was long, or the clock was put back."""
_TOLD_BEFORE = """
select coalesce((select time < $2 from {schema}.journal where position <= $1 order by position desc limit 1), true)
"""
_FIRST_BEHIND = "select position from {schema}.journal where position > $1 and time >= $2 order by position limit 1"


def build_outgoing(position: int, row: JournalRow) -> Outgoing:
    """A row as it goes out."""
    return Outgoing(position, row.topic, row.subject, attributes_of(row), row.data)


def attributes_of(row: JournalRow) -> Mapping[str, str]:
    """The CloudEvents attributes of a row. A released copy says nothing of what caused it, which may be confidential.

    The journal keeps its cause. Whoever reads the copy begins a lineage of its own with the copy's id.
    `dataschema` is a path; whoever sends the event puts the address before it.
    """
    attributes = {
        "specversion": "1.0",
        "id": row.id,
        "source": row.source,
        "type": f"org.un.ctc.{row.type}",
        "subject": row.subject,
        "time": instant(row.time),
        "dataschema": schema_path(row.type),
        "audience": row.audience,
    }
    if row.topic in RELEASED:
        return attributes
    attributes |= {"correlationid": row.correlationid, "causationid": row.causationid}
    if row.traceparent:
        attributes["traceparent"] = row.traceparent
    return attributes
