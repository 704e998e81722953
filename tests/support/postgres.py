"""Databases for tests: one embedded server a session, one fresh database a test."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg


class PostgresServer:
    """Makes databases on one server, and drops them."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._numbers = itertools.count(1)
        self._templates: dict[str, str] = {}

    @asynccontextmanager
    async def database(self, template: str = "template0") -> AsyncIterator[str]:
        """The DSN of a new database, which is dropped afterwards, whoever still is connected."""
        name = await self._create(template)
        yield self.dsn(name)
        await self._execute(f"drop database {name} with (force)")

    async def template(self, name: str, prepare: Callable[[str], Awaitable[object]]) -> str:
        """A database that `prepare` (given its DSN) filled once in the session: copying it is faster."""
        if name not in self._templates:
            self._templates[name] = await self._create("template0")
            await prepare(self.dsn(self._templates[name]))
        return self._templates[name]

    @asynccontextmanager
    async def away(self, dsn: str) -> AsyncIterator[None]:
        """Nobody can reach the database, and all connections to it are cut, until the end of the block."""
        name = urlsplit(dsn).path.removeprefix("/")
        await self._execute(f"alter database {name} with allow_connections false")
        await self._execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
        try:
            yield
        finally:
            await self._execute(f"alter database {name} with allow_connections true")

    def dsn(self, database: str) -> str:
        return urlunsplit(urlsplit(self._dsn)._replace(path=f"/{database}"))

    async def _create(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        # Nothing is durable here, so a copy of files is cheaper than one through the log.
        await self._execute(f"create database {name} template {template} strategy file_copy")
        return name

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self._dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
