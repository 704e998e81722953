"""What several integration tests ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support.exchange import ready
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.fixture
async def cted(exchange: Serving) -> httpx.AsyncClient:
    return await exchange.client("cted")
