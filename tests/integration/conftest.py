"""What several integration tests ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support.both_handlers import CounterHandler, InMemory, OnPostgres
from tests.support.counter import COUNTER
from tests.support.exchange import ready
from tests.support.postgres import PostgresServer
from tests.support.running import world
from tests.support.serving import Serving


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.fixture
async def cted(exchange: Serving) -> httpx.AsyncClient:
    return await exchange.client("cted")


@pytest.fixture
async def reader(exchange: Serving) -> httpx.AsyncClient:
    return await exchange.client("reader")


@pytest.fixture
async def on_postgres(postgres: str) -> AsyncIterator[OnPostgres]:
    async with world(postgres, COUNTER) as running:
        yield OnPostgres(running)


@pytest.fixture
def in_memory() -> InMemory:
    return InMemory()


@pytest.fixture(params=["on_postgres", "in_memory"])
def counter(request: pytest.FixtureRequest) -> CounterHandler:
    """What is promised of every handler is asked of both."""
    handler: CounterHandler = request.getfixturevalue(request.param)
    return handler
