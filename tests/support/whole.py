"""The whole system in this process, on a database of its own, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx

from ctc import composition
from ctc.serving import whole
from shared.engine.principals import OWNER
from shared.operations.settings import Settings
from shared.web.server.serving import address, listen, serving
from shared.web.tokens import Tokens
from tests.support.frozen import SIGNER
from tests.support.postgres import PostgresServer

DESK = {"Authorization": "Bearer desk"}
"""Who started it."""


@asynccontextmanager
async def start_whole(server: PostgresServer, settings: Settings | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it, without a token."""
    async with database_of_whole(server) as dsn, start_whole_on(dsn, settings) as client:
        yield client


@asynccontextmanager
async def database_of_whole(server: PostgresServer) -> AsyncIterator[str]:
    """A database of its own, with all schemas."""
    template = await server.template("the whole system", _migrate)
    async with server.database(template) as dsn:
        yield dsn


@asynccontextmanager
async def start_whole_on(dsn: str, settings: Settings | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """The same on a database that the test has too."""
    sock, settings = listen("127.0.0.1", 0), settings or Settings()
    if "public_url" not in settings.model_fields_set:
        settings = settings.model_copy(update={"public_url": address(sock)})
    async with (
        whole(settings, dsn, Tokens(None, {"desk": OWNER}), SIGNER) as app,
        serving(app, sock),
        httpx.AsyncClient(base_url=address(sock), timeout=60) as client,
    ):
        yield client


async def _migrate(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await composition.migrate_all(connection)
    finally:
        await connection.close()
