"""The journal: events in the order in which their transactions committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.cloudevents import instant, schema_path
from contracts.participants import RELEASED
from shared.engine.decided import JournalRow
from shared.engine.port import Outgoing
from shared.operations.pools import Connection

LOCK_SPACE = 2617
"""First half of our advisory locks' keys, so that they meet no other program's."""

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
    only = "" if topics is None else "and topic = any($3::text[])"
    records = await connection.fetch(
        f"select position, {', '.join(COLUMNS)} from {schema}.journal where position > $1 {only} "
        "order by position limit $2",
        after,
        limit,
        *(() if topics is None else (topics,)),
    )
    return [outgoing(record["position"], JournalRow(*tuple(record)[1:])) for record in records]


async def read_at(connection: Connection, schema: str, positions: Sequence[int]) -> list[Outgoing]:
    """The rows at these positions, in order."""
    records = await connection.fetch(
        f"select position, {', '.join(COLUMNS)} from {schema}.journal where position = any($1::bigint[]) "
        "order by position",
        positions,
    )
    return [outgoing(record["position"], JournalRow(*tuple(record)[1:])) for record in records]


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


def outgoing(position: int, row: JournalRow) -> Outgoing:
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
