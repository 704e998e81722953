"""Signing out is a button: no body belongs to it, and nobody's is waited for."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.postgres import PostgresServer
from tests.support.provider import identity_provider
from tests.support.signing_in import start_for_people
from tests.support.whole import database_of_whole

SOON = 5
"""Seconds; a body that pauses is cut off after 30."""


@pytest.mark.parametrize(("origin", "status"), [("https://elsewhere.example", 403), ("", 303)])
async def test_no_body_is_waited_for(postgres_server: PostgresServer, tmp_path: Path, origin: str, status: int) -> None:
    async with (
        identity_provider() as provider,
        database_of_whole(postgres_server) as dsn,
        start_for_people(dsn, provider, tmp_path) as browser,
    ):
        at = urlsplit(browser.address)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        head = f"POST /sign-out HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: {origin or browser.address}\r\n"
        writer.write(f"{head}Content-Length: 1000000\r\n\r\n{{".encode())
        async with asyncio.timeout(SOON):
            assert f" {status} ".encode() in await reader.readline()
        writer.close()
