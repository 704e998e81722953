"""A provider that checks whoever signs in, a house behind it, and a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.postgres import PostgresServer
from tests.support.provider import Provider, identity_provider
from tests.support.signing_in import OFFICER, Browser, start_for_people
from tests.support.whole import database_of_whole


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with identity_provider() as one:
        one.people.person = OFFICER
        yield one


@pytest.fixture
async def dsn(postgres_server: PostgresServer) -> AsyncIterator[str]:
    async with database_of_whole(postgres_server) as one:
        yield one


@pytest.fixture
async def browser(dsn: str, provider: Provider, tmp_path: Path) -> AsyncIterator[Browser]:
    async with start_for_people(dsn, provider, tmp_path) as one:
        yield one
