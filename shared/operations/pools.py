"""Connections to PostgreSQL: some for the work that must always run, and a few others for readers.

Readers have a pool of their own and a time limit. So commands, loops and health find a connection, whatever readers ask
for. Nobody waits without end: after too long a wait there is a TimeoutError, which is answered as "unavailable".
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
if TYPE_CHECKING:  # asyncpg's classes take no parameters at run time
    Connection = asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
else:
    Connection = asyncpg.Connection

PATIENCE = 5.0
"""Seconds to wait for a connection, a new one included."""
LONGEST_READ = 20.0
"""Seconds for one statement of a reader; the figures of a year over a million events take two."""
WORKERS, READERS = 14, 6
"""Connections of a process, at most: the five services' loops and commands; and readers."""

PLANNED_ANEW = {"plan_cache_mode": "force_custom_plan"}
"""A plan kept since a table was small reads all of it for each batch, until the next analyze: seen, 11 s for 0.1."""


class Bounded(asyncpg.Pool):
    """A pool in which nobody waits for a connection without end."""

    def acquire(self, *, timeout: float | None = None) -> Any:
        return super().acquire(timeout=PATIENCE if timeout is None else timeout)


@asynccontextmanager
async def open_pools(dsn: str) -> AsyncIterator[tuple[Pool, Pool]]:
    """The pool for work, and that for reading. Raises what the database raises if it cannot be reached."""
    limits = {"statement_timeout": f"{LONGEST_READ:g}s", "default_transaction_read_only": "on"}
    async with (
        _pool(dsn, 2, WORKERS) as working,
        _pool(dsn, 0, READERS, command_timeout=LONGEST_READ, **limits) as reading,
    ):
        yield working, reading


async def leave_as_it_is(_connection: object) -> None:
    """In place of the pool's reset, which asks the server once more for each transaction and each reader.

    Nobody leaves anything in a session: settings are local to a transaction, whoever listens or leads has a connection
    of its own, and the one lock that outlives a transaction is given back by its holder (`transports/loopback.py`).
    """


def _pool(dsn: str, least: int, most: int, command_timeout: float | None = None, **settings: str) -> Pool:
    return Bounded(
        dsn,
        min_size=least,
        max_size=most,
        max_queries=50_000,
        max_inactive_connection_lifetime=300.0,
        connect=None,
        setup=None,
        init=None,
        reset=leave_as_it_is,
        loop=None,
        connection_class=asyncpg.Connection,
        record_class=asyncpg.Record,
        timeout=PATIENCE,
        command_timeout=command_timeout,
        server_settings=PLANNED_ANEW | settings,
    )
