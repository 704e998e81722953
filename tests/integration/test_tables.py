"""What a row says is what comes back, written anew or changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import asyncpg
import pytest

from shared.engine.preparing import TooMuchAtOnce
from shared.engine.rules import Table
from shared.engine.storage import tables
from shared.operations.pools import Connection


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    number: int | None
    day: date | None
    at: datetime | None
    raw: bytes | None
    words: tuple[str, ...]
    more: tuple[str, ...] | None
    parts: tuple[Part, ...]
    part: Part | None


Write = Callable[[Connection, tables.Stored, Sequence[Thing]], Awaitable[None]]
THINGS: Table[Thing] = Table("things", Thing, schema="public")
MAKE = """
create table things (id text primary key, number bigint, day date, at timestamptz, raw bytea, words text[] not null,
    more text[], parts jsonb not null, part jsonb)
"""
FULL = Thing(
    "full", 1, date(2024, 2, 29), datetime(2024, 2, 29, 12, tzinfo=UTC), b"\x00{", ("a", 'b,"{}', "\u062a"), ("x",),
    (Part("p", date(2024, 1, 1)), Part("q", None)), Part("r", None),
)  # fmt: skip
EMPTY = Thing("empty", None, None, None, None, (), None, (), None)


async def read(connection: asyncpg.Connection[asyncpg.Record], at: tables.Stored, key: str) -> object:
    ((record,), _) = await tables.fetch(connection, at, "id", [key])
    return at.build(record)


@pytest.mark.parametrize("row", [FULL, EMPTY], ids=["full", "empty"])
async def test_a_row_comes_back_as_it_was_written(connection: asyncpg.Connection[asyncpg.Record], row: Thing) -> None:
    at = tables.storage_of(THINGS, "public")
    await connection.execute(MAKE)
    await tables.insert(connection, at, [row])
    assert await read(connection, at, row.id) == row


@pytest.mark.parametrize("write", [tables.update, tables.insert_or_overwrite], ids=["updated", "overwritten"])
@pytest.mark.parametrize(("before", "after"), [(FULL, EMPTY), (EMPTY, FULL)], ids=["emptied", "filled"])
async def test_a_changed_row_comes_back_as_it_was_changed(
    connection: asyncpg.Connection[asyncpg.Record], before: Thing, after: Thing, write: Write
) -> None:
    at, after = tables.storage_of(THINGS, "public"), replace(after, id=before.id)
    await connection.execute(MAKE)
    await tables.insert(connection, at, [before])
    await write(connection, at, [after])
    assert await read(connection, at, before.id) == after


async def test_a_row_is_new_where_none_was_to_overwrite(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    at = tables.storage_of(THINGS, "public")
    await connection.execute(MAKE)
    await tables.insert_or_overwrite(connection, at, [FULL, EMPTY])
    assert [await read(connection, at, row.id) for row in (FULL, EMPTY)] == [FULL, EMPTY]


@pytest.mark.parametrize("number", [40, tables.FEW + 40], ids=["one by one", "by a join"])
async def test_rows_are_read_up_to_so_many_bytes(connection: asyncpg.Connection[asyncpg.Record], number: int) -> None:
    at, wanted = tables.storage_of(THINGS, "public"), [f"row-{place:03}" for place in range(number)]
    await connection.execute(MAKE)
    await tables.insert(connection, at, [replace(EMPTY, id=key, raw=b"x" * 1_000) for key in wanted])
    async with connection.transaction():
        records, _ = await tables.fetch(connection, at, "id", wanted, most_bytes=number * 1_100)
    assert [record["id"] for record in records] == wanted
    with pytest.raises(TooMuchAtOnce):
        async with connection.transaction():
            await tables.fetch(connection, at, "id", wanted, most_bytes=number * 1_000)
