"""A migration runs beside copies of the version before, which write: none of both waits for the other for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import asyncpg
import pytest

from ctc.composition import SERVICES, list_schemas
from services.council.facts import PROJECTED
from tests.support.postgres import PostgresServer

LOCKS = [
    "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock",
    "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock",
]  # fmt: skip
"""From the weakest on."""
STOPS_WRITES, STOPS_LOADING = LOCKS.index("ShareLock"), LOCKS.index("ExclusiveLock")
"""A service first locks the rows that it loads, and writes them after that."""
HELD = """
select c.relname, l.mode from pg_locks l join pg_class c on c.oid = l.relation
where l.pid = pg_backend_pid() and c.relkind = 'r' and c.relnamespace = $1::regnamespace
"""
IN_ORDER = {
    **{one.name: [table.name for table in one.tables] for one in SERVICES},
    "council_projected": [table.name for table in PROJECTED],
}
OF_THE_FIRST_RELEASE = {
    "0003_visits_and_products.sql", "0007_mistakes.sql", "0003_assistance.sql", "0004_overlaps.sql",
}  # fmt: skip
"""Nothing ran beside these."""


def list_statements(sql: str) -> Iterator[str]:
    plain = re.sub(r"--[^\n]*", "", sql)
    for one in re.findall(r"(?:\$\$.*?\$\$|'(?:[^']|'')*'|[^;])+", plain, re.DOTALL):
        if one.strip():
            yield one


async def find_faults(connection: asyncpg.Connection[asyncpg.Record], schema: str, sql: str) -> list[str]:
    """Runs the file. Says where it takes a stronger lock than its first, or locks tables in another order."""
    before = {
        name for (name,) in await connection.fetch("select tablename from pg_tables where schemaname = $1", schema)
    }
    held, faults, stopped = dict[str, int](), list[str](), list[str]()
    order = [name for name in IN_ORDER[schema] if name in before]
    async with connection.transaction():
        await connection.execute(f'set local search_path to "{schema}"')
        for statement in list_statements(sql):
            await connection.execute(statement)
            for table, mode in await connection.fetch(HELD, schema):
                now, first = LOCKS.index(mode), held.get(table, -1)
                if table in order and now > first:
                    if LOCKS.index("RowExclusiveLock") <= first < STOPS_LOADING <= now:
                        faults.append(f"{table}: {LOCKS[first]}, then {mode}")
                    if now >= STOPS_WRITES > first:
                        stopped.append(table)
                    held[table] = now
    if stopped != sorted(stopped, key=order.index):
        faults.append(f"tables in the order {', '.join(stopped)}")
    return faults


@pytest.mark.parametrize(
    ("schema", "directories"), list_schemas(SERVICES), ids=lambda one: one if isinstance(one, str) else ""
)
async def test_no_migration_and_no_service_wait_for_each_other(
    postgres_server: PostgresServer, schema: str, directories: Sequence[Path]
) -> None:
    faults = dict[str, list[str]]()
    async with postgres_server.database() as dsn:
        connection = await asyncpg.connect(dsn)
        try:
            await connection.execute(f'create schema "{schema}"')
            for file in (file for directory in directories for file in sorted(directory.glob("*.sql"))):
                found = await find_faults(connection, schema, file.read_text(encoding="utf-8"))
                if found and file.name not in OF_THE_FIRST_RELEASE:
                    faults[file.name] = found
        finally:
            await connection.close()
    assert faults == {}
