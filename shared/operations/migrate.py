"""Brings a service's schema up to date: numbered SQL files, once each, forward only.

A file is `NNNN_what.sql` in a directory `.../OWNER/migrations`; it runs with the schema as its search path.
Which files have run stands in the schema's table `migrations`, with their checksums. Expand first and
contract in a later release, so that two versions of the program can run side by side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from shared.operations.pools import Connection

OLDEST_POSTGRES = 15
LOCK = 26172021
"""The number of the advisory lock under which schemas change. It is used for nothing else."""


class MigrationError(Exception):
    """A schema could not be brought up to date; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One SQL file, known for ever as `OWNER/NAME`."""

    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


async def migrate(connection: Connection, schema: str, directories: Sequence[Path]) -> list[str]:
    """Runs what has not run yet, and returns its names in order. A new schema is made whole, or not at all.

    Otherwise each file has a transaction of its own: whoever works in the schema waits for the locks of one file.
    A schema that a newer version of this program made is left as it is, so that the older one can come back.
    Raises MigrationError if PostgreSQL is too old, a file was changed after it had run or stands before
    one that has, a file fails, or the schema has seen files of a newer version and lacks one of this.
    """
    _check_server(connection)
    wanted, names = _read(directories), list[str]()
    while ran := await _run_next(connection, schema, wanted):
        names += ran
    return names


async def _run_next(connection: Connection, schema: str, wanted: Sequence[Migration]) -> list[str]:
    """Runs the first that has not run, or all of a new schema; none where all have. Returns their names."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
        applied = await _read_applied(connection, schema)
        missing = _missing(schema, wanted, applied)
        if missing and (newer := sorted(applied.keys() - {migration.name for migration in wanted})):
            raise MigrationError(
                f"Schema {schema} was made by a newer version of this program ({newer[-1]}) and lacks "
                f"{missing[0].name} of this one: run the newer version"
            )
        if not applied:
            await _begin(connection, schema)
        await connection.execute(f'set local search_path to "{schema}"')
        following = missing[:1] if applied else missing
        for migration in following:
            await _run(connection, schema, migration)
        return [migration.name for migration in following]


async def list_pending(connection: Connection, schema: str, directories: Sequence[Path]) -> list[str]:
    """The names of what has not run yet; empty: a service can work on the schema.

    A schema that is ahead is no hindrance, or the older of two versions could not be started again.
    Raises MigrationError as `migrate` does for a server that is too old or a changed file.
    """
    _check_server(connection)
    applied = await _read_applied(connection, schema)
    return [migration.name for migration in _missing(schema, _read(directories), applied)]


def _check_server(connection: Connection) -> None:
    version = connection.get_server_version()
    if version.major < OLDEST_POSTGRES:
        raise MigrationError(f"The database is PostgreSQL {version.major}: at least {OLDEST_POSTGRES} is needed")


def _read(directories: Sequence[Path]) -> list[Migration]:
    return [
        Migration(f"{directory.parent.name}/{path.name}", path.read_text(encoding="utf-8"))
        for directory in directories
        for path in sorted(directory.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    ]


_FOREIGN = "Schema {schema} of this database holds what this program did not make: use another database"


async def _read_applied(connection: Connection, schema: str) -> dict[str, str]:
    if not await connection.fetchval("select to_regclass($1)::text", f'"{schema}".migrations'):
        return {}
    try:
        rows = await connection.fetch(f'select name, checksum from "{schema}".migrations')
    except asyncpg.UndefinedColumnError:
        raise MigrationError(_FOREIGN.format(schema=schema)) from None
    return {row["name"]: row["checksum"] for row in rows}


def _missing(schema: str, wanted: Sequence[Migration], applied: Mapping[str, str]) -> list[Migration]:
    missing: list[Migration] = []
    for migration in wanted:
        checksum = applied.get(migration.name)
        if checksum is None:
            missing.append(migration)
        elif checksum != migration.checksum:
            raise MigrationError(
                f"{migration.name} was changed after it had run in schema {schema}: "
                "put back what it was, and write the change as a new file"
            )
        elif early := [each.name for each in missing if each.name.split("/")[0] == migration.name.split("/")[0]]:
            raise MigrationError(
                f"{early[0]} has not run in schema {schema}, but {migration.name}, which stands after it, has: "
                "give it the next free number"
            )
    return missing


async def _begin(connection: Connection, schema: str) -> None:
    if await connection.fetchval(
        "select count(*) from pg_class where relnamespace = to_regnamespace($1)", f'"{schema}"'
    ):
        raise MigrationError(_FOREIGN.format(schema=schema))
    try:
        await connection.execute(f"""
            create schema if not exists "{schema}";
            create table "{schema}".migrations (
                name text collate "C" primary key,
                checksum text collate "C" not null
            )
        """)
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationError(f"The schema {schema} cannot be made: {error}") from error


async def _run(connection: Connection, schema: str, migration: Migration) -> None:
    try:
        await connection.execute(migration.sql)
    except asyncpg.PostgresError as error:
        raise MigrationError(f"{migration.name} failed in schema {schema}: {error}") from error
    await connection.execute(
        f'insert into "{schema}".migrations (name, checksum) values ($1, $2)', migration.name, migration.checksum
    )


__all__ = ["Migration", "MigrationError", "list_pending", "migrate"]
