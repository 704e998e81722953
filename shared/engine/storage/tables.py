"""How a frozen dataclass (or a named tuple) is kept in a PostgreSQL table: columns, and the set-based statements.

A field of type str, int, bool, bytes, date or datetime (also with None) is a typed column. A tuple of str is `text[]`.
Anything nested is `jsonb`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import asyncpg
from pydantic import TypeAdapter

from shared.engine.known import Table
from shared.engine.preparing import TooMuchAtOnce
from shared.engine.storage.weighing import weigh
from shared.operations.pools import Connection

Row = TypeVar("Row")

PIECE = 16
"""Heavy rows that are read at once."""
LIGHT_PIECE = 256
"""The same of a table whose rows have some kilobytes at most."""
FEW: Final = 100
"""Values whose rows are not joined: for a join PostgreSQL may read the whole table."""
LARGEST_NUMBER: Final = 2**63 - 1
"""The largest number of a bigint column."""
GATES = 2626
"""First half of the keys of advisory locks; any number that is used for nothing else."""

SQL_TYPES: dict[type, str] = {
    str: "text",
    bool: "boolean",
    int: "bigint",
    bytes: "bytea",
    date: "date",
    datetime: "timestamptz",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a row, and how it is converted for PostgreSQL and back (None: not at all)."""

    name: str
    sql_type: str
    encode: Callable[[Any], Any] | None = None
    decode: Callable[[Any], Any] | None = None


@cache
def columns(row: Any) -> tuple[Column, ...]:
    """The columns of a dataclass, or of a named tuple, in the order of its fields."""
    hints = get_type_hints(row)
    names = getattr(row, "_fields", None) or [field.name for field in fields(row)]
    return tuple(_column(name, hints[name]) for name in names)


def _column(name: str, hint: Any) -> Column:
    plain = _plain(hint)
    if plain in SQL_TYPES:
        return Column(name, SQL_TYPES[plain])
    if get_origin(plain) is tuple and _plain(get_args(plain)[0]) is str:
        return Column(name, "text[]", decode=_to_tuple)
    adapter: TypeAdapter[Any] = TypeAdapter(hint)

    def encode(value: Any) -> str | None:
        return None if value is None else adapter.dump_json(value).decode()

    return Column(name, "jsonb", encode, lambda value: None if value is None else adapter.validate_json(value))


def _to_tuple(value: list[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _plain(hint: Any) -> Any:
    """The type without `| None`, without NewType, and a Literal of strings as str."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    hint = getattr(hint, "__supertype__", hint)
    return str if get_origin(hint) is Literal else hint


@dataclass(frozen=True, slots=True)
class Stored:
    """A table's name in the database and its prepared pieces."""

    schema: str
    name: str
    key: str
    columns: tuple[Column, ...]
    row: type
    read_fields: Callable[[Any], tuple[Any, ...]]
    encoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The columns that must be converted: place and function."""
    decoders: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The same for the way back."""
    is_locked: bool
    """Whether its rows are locked where they are read for a rule: those of a part are only if it says so."""

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def column_list(self) -> str:
        return ", ".join(column.name for column in self.columns)

    def record(self, row: Any) -> tuple[Any, ...]:
        """The values of one row as asyncpg takes them."""
        if not self.encoders:
            return self.read_fields(row)
        values = list(self.read_fields(row))
        for place, encode in self.encoders:
            values[place] = encode(values[place])
        return tuple(values)

    def build(self, record: Iterable[Any]) -> Any:
        """The dataclass from a record whose columns are `column_list`."""
        values = list(record)
        for place, decode in self.decoders:
            values[place] = decode(values[place])
        return self.row(*values)


@cache
def storage_of(table: Table[Any], schema: str) -> Stored:
    """Where and how a service with this schema keeps the table."""
    found = columns(table.row)  # type: ignore[arg-type]  # a class is hashable, whatever its rows are
    names = [column.name for column in found]
    encoders = tuple((place, column.encode) for place, column in enumerate(found) if column.encode is not None)
    decoders = tuple((place, column.decode) for place, column in enumerate(found) if column.decode is not None)
    read = _reader_of(table.row, names)
    return Stored(
        table.schema or schema,
        table.name,
        table.key,
        found,
        table.row,
        read,
        encoders,
        decoders,
        table.part_of is None or table.locks_part,
    )


def _reader_of(row: type, names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The function that reads all fields of such a row. A named tuple is those fields already."""
    if issubclass(row, tuple):
        return tuple
    # With one name, attrgetter gives the value itself.
    return attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)


class Fetched(NamedTuple):
    """Records, and about how many bytes they take."""

    records: list[asyncpg.Record]
    size: int


async def fetch(
    connection: Connection,
    at: Stored,
    by: str,
    values: Sequence[str],
    most_bytes: int | None = None,
    locks: bool = True,
    piece: int = PIECE,
) -> Fetched:
    """The records whose column `by` is one of `values`, locked unless only read, in order of key (the one lock order).

    Raises TooMuchAtOnce as soon as it has read more than so many bytes. It reads `piece` of them at a time.
    """
    wanted = f"where {by} = any($1::text[])"
    if len(values) > FEW:  # else each row may be compared with each value, by a plan from when the table was small
        wanted = f"join unnest($1::text[]) as wanted on {by} = wanted"
    lock = " for update of kept" if locks and at.is_locked else ""
    query = f'select {at.column_list} from {at.full_name} as kept {wanted} order by {at.key} collate "C"{lock}'
    if most_bytes is None:
        found: list[asyncpg.Record] = await connection.fetch(query, values)
        return Fetched(found, sum(map(weigh, found)))
    return await _fetch_at_most(connection, query, values, most_bytes, piece)


async def _fetch_at_most(
    connection: Connection, query: str, values: Sequence[str], most_bytes: int, piece: int
) -> Fetched:
    cursor = await connection.cursor(query, values)
    records, size = list[asyncpg.Record](), 0
    while True:
        found: list[asyncpg.Record] = await cursor.fetch(piece)
        records += found
        size += sum(map(weigh, found))
        if size > most_bytes:
            raise TooMuchAtOnce
        if len(found) < piece:
            return Fetched(records, size)


def piece_of(table: Table[Any]) -> int:
    """How many of its rows are read at a time: few of those that may be heavy."""
    return PIECE if table.is_heavy else LIGHT_PIECE


async def pass_gate(connection: Connection, at: Stored, values: Sequence[str]) -> None:
    """Waits for all others who asked for one of these, and makes them wait until the commit.

    A gate for each would fill PostgreSQL's table of locks, so that values share some hundreds.
    """
    await connection.execute(
        "select pg_advisory_xact_lock($1, gate) from (select distinct hashtext($2 || value) & 511 as gate "
        "from unnest($3::text[]) as value order by gate) as gates",
        GATES,
        at.full_name,
        values,
    )


async def insert(connection: Connection, at: Stored, rows: Iterable[Any]) -> None:
    """New rows, by COPY: the cheapest way in. A key that exists raises UniqueViolationError."""
    await connection.copy_records_to_table(
        at.name,
        schema_name=at.schema,
        columns=[column.name for column in at.columns],
        records=[at.record(row) for row in rows],
    )


async def insert_or_overwrite(connection: Connection, at: Stored, rows: Sequence[Any]) -> None:
    """Rows that may be there already, in one statement."""
    await connection.execute(_overwrite_query(at), *_arrays(at, rows))


async def update(connection: Connection, at: Stored, rows: Sequence[Any]) -> None:
    """Changed rows, in one statement. They were locked by `load`."""
    await connection.execute(_update_query(at), *_arrays(at, rows))


async def delete(connection: Connection, at: Stored, keys: Sequence[str]) -> None:
    """Deletes these rows."""
    await connection.execute(f"delete from {at.full_name} where {at.key} = any($1::text[])", keys)


def _arrays(at: Stored, rows: Sequence[Any]) -> Iterator[list[Any]]:
    records = [at.record(row) for row in rows]
    return map(_array, at.columns, (list(values) for values in zip(*records, strict=True)))


@cache
def _update_query(at: Stored) -> str:
    sets = ", ".join(f"{c.name} = {_from_array(c)}" for c in at.columns if c.name != at.key)
    return f"update {at.full_name} as t set {sets} from {_from_arrays(at)} where t.{at.key} = u.{at.key}"


@cache
def _overwrite_query(at: Stored) -> str:
    sets = ", ".join(f"{c.name} = excluded.{c.name}" for c in at.columns if c.name != at.key)
    values = ", ".join(map(_from_array, at.columns))
    return (
        f"insert into {at.full_name} ({at.column_list}) select {values} from {_from_arrays(at)} "
        f'order by u.{at.key} collate "C" on conflict ({at.key}) do update set {sets}'
    )


def _from_arrays(at: Stored) -> str:
    arrays = ", ".join(f"${n}::{_array_type(c)}[]" for n, c in enumerate(at.columns, 1))
    return f"unnest({arrays}) as u({at.column_list})"


def _array_type(column: Column) -> str:
    """PostgreSQL has no ragged arrays, so a list crosses as JSON text."""
    return "text" if column.sql_type in ("text[]", "jsonb") else column.sql_type


def _from_array(column: Column) -> str:
    if column.sql_type == "jsonb":
        return f"u.{column.name}::jsonb"
    if column.sql_type == "text[]":
        words = f"array(select jsonb_array_elements_text(u.{column.name}::jsonb))"
        return f"case when u.{column.name} is not null then {words} end"
    return f"u.{column.name}"


_TEXTS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])


def _array(column: Column, values: list[Any]) -> list[Any]:
    if column.sql_type != "text[]":
        return values
    return [None if value is None else _TEXTS.dump_json(value).decode() for value in values]
