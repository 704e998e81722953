"""Facts as they were live and as they were rebuilt: whether they are the same, table by table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from services.council.facts import EVENTS, PROJECTED
from shared.engine.rules import Table
from shared.engine.storage import tables
from shared.operations.pools import Connection

MOST_NAMED: Final = 10_000
"""Lost events that one answer names: a megabyte or two."""
PLACE: Final = ("partition", "position")
"""Columns that are not compared: they are the transport's, and not what was said."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One table as it was live and as it was rebuilt, over the events that both know."""

    table: str
    live: int
    rebuilt: int
    same: bool


@dataclass(frozen=True, slots=True)
class LostEvent:
    """An event among the live facts that the transport no longer holds."""

    id: str
    type: str
    thing: str | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The result of a rebuild."""

    events: int
    rows: int
    unreadable: int
    """Messages of our own that no contract reads; the live consumer has them as dead letters."""
    ahead: int
    """Events that the live consumer had not kept yet, or had as dead letters."""
    lost: int
    """Events among the live facts that the transport no longer holds."""
    accepted: int
    """Those of them that may be lost, since an operator named them: where there are others, nothing is swapped."""
    lost_events: tuple[LostEvent, ...]
    """The first of them by the day on which they were recorded."""
    tables: tuple[Compared, ...]
    swapped: bool

    @property
    def differing(self) -> tuple[str, ...]:
        """The tables whose contents differed."""
        return tuple(one.table for one in self.tables if not one.same)


async def compare(
    connection: Connection, live: str, rebuilt: str, unreadable: int, accepted: frozenset[str] = frozenset()
) -> Rebuilt:
    """Compares the two schemas, over the events that both know; nobody may write in either meanwhile."""
    lost = await _missing(connection, live, rebuilt)
    left_out = await _missing(connection, live, rebuilt, accepted)
    named = await _name(connection, live, rebuilt) if lost else ()
    ahead = await _missing(connection, rebuilt, live)
    compared = tuple([await _table(connection, table, live, rebuilt, bool(lost or ahead)) for table in PROJECTED])
    events: int = await connection.fetchval(f"select count(*) from {rebuilt}.events")
    rows = sum(one.rebuilt for one in compared)
    return Rebuilt(events, rows, unreadable, ahead, lost, left_out, named, compared, swapped=lost == left_out)


async def _missing(connection: Connection, present: str, absent: str, only: frozenset[str] | None = None) -> int:
    """How many events of one schema are not in the other; of these ids, or of all."""
    among = "" if only is None else "and a.id = any($1::text[])"
    count: int = await connection.fetchval(
        f"select count(*) from {present}.events a "
        f"where not exists (select from {absent}.events b where b.id = a.id) {among}",
        *(() if only is None else (list(only),)),
    )
    return count


async def _name(connection: Connection, live: str, rebuilt: str) -> tuple[LostEvent, ...]:
    records = await connection.fetch(
        f"select id, type, thing from {live}.events a "
        f"where not exists (select from {rebuilt}.events b where b.id = a.id) order by time, id limit $1",
        MOST_NAMED,
    )
    return tuple(LostEvent(*record) for record in records)


async def _table(connection: Connection, table: Table[Any], live: str, rebuilt: str, only_common: bool) -> Compared:
    was = await _digest(connection, table, live, rebuilt if only_common else None)
    now = await _digest(connection, table, rebuilt, live if only_common else None)
    return Compared(table.name, was[0], now[0], was == now)


async def _digest(connection: Connection, table: Table[Any], schema: str, other: str | None) -> tuple[int, int]:
    """How many rows, and a hash over all of them, in whatever order they are stored."""
    columns = [column.name for column in tables.storage_of(table, schema).columns if column.name not in PLACE]
    event = "id" if table is EVENTS else "event_id"
    common = f"where exists (select from {other}.events o where o.id = t.{event})" if other else ""
    record = await connection.fetchrow(
        f"select count(*), coalesce(bit_xor(hash_record_extended(row({', '.join(columns)}), 0)), 0) "
        f"from {schema}.{table.name} t {common}"
    )
    assert record is not None
    return record[0], record[1]
