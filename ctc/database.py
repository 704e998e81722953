"""The database for commands that need no running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ctc.errors import CannotStart

if TYPE_CHECKING:  # help must not wait for it
    from shared.operations.pools import Connection


@asynccontextmanager
async def connect_as_owner(without: str) -> AsyncIterator[Connection]:
    """A connection to the database at DATABASE_URL. Raises CannotStart, with `without` if none is named."""
    import asyncpg  # noqa: PLC0415 - help must not wait for it

    from shared.operations import settings as settings_of  # noqa: PLC0415

    dsn = settings_of.read().dsn
    if dsn is None:
        raise CannotStart(f"which database? set DATABASE_URL; {without}")
    try:
        connection = await asyncpg.connect(dsn)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CannotStart(f"the database cannot be reached ({error}): start it, or correct DATABASE_URL") from error
    try:
        yield connection
    finally:
        await connection.close()
