"""Connections to PostgreSQL: some for the work that must always run, and a few others for readers.

Readers have a pool of their own and a time limit. So commands, loops and health find a connection, whatever readers ask
for. Strangers have another, so that whoever has a right finds one to read on. Nobody waits without end: after too long
there is a TimeoutError, which is answered as "unavailable".
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
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
LONGEST_READ_OF_STRANGERS = 5.0
"""Seconds for one statement of a reader without any right."""
WORKERS, READERS, READERS_OF_STRANGERS = 14, 6, 3
"""Connections of a process, at most: the five services' loops and commands; readers; and those without any right."""

reads_for_stranger: ContextVar[bool] = ContextVar("reads_for_stranger", default=False)
"""Whether what is read now is read for somebody without any right. The door says so (`shared/web/routes.py`)."""

PLANNED_ANEW = {"plan_cache_mode": "force_custom_plan"}
"""A plan kept since a table was small reads all of it for each batch, until the next analyze: seen, 11 s for 0.1."""


class Bounded(asyncpg.Pool):
    """A pool in which nobody waits for a connection without end."""

    for_strangers: Bounded | None = None
    """The connections that it lends in place of its own while something is read for a stranger."""

    def acquire(self, *, timeout: float | None = None) -> Any:
        if self.for_strangers is not None and reads_for_stranger.get():
            return self.for_strangers.acquire(timeout=timeout)
        return super().acquire(timeout=PATIENCE if timeout is None else timeout)


@asynccontextmanager
async def open_pools(dsn: str) -> AsyncIterator[tuple[Pool, Pool]]:
    """The pool for work, and that for reading. Raises what the database raises if it cannot be reached."""
    async with (
        _pool(dsn, 2, WORKERS) as working,
        _pool(dsn, 0, READERS_OF_STRANGERS, LONGEST_READ_OF_STRANGERS) as for_strangers,
        _pool(dsn, 0, READERS, LONGEST_READ) as reading,
    ):
        reading.for_strangers = for_strangers
        yield working, reading


async def leave_as_it_is(_connection: object) -> None:
    """In place of the pool's reset, which asks the server once more for each transaction and each reader.

    Nobody leaves anything in a session. Settings are local to a transaction. Whoever listens or leads has a connection
    of its own. One lock outlives a transaction, and its holder gives it back (`transports/loopback.py`).
    """


def _pool(dsn: str, least: int, most: int, longest_read: float | None = None) -> Bounded:
    """A pool. One with a longest read changes nothing in the database."""
    limits = {"statement_timeout": f"{longest_read:g}s", "default_transaction_read_only": "on"} if longest_read else {}
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
        command_timeout=longest_read,
        server_settings=PLANNED_ANEW | limits,
    )
