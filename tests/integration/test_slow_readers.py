"""Whoever asks for much and does not read it takes neither memory nor turns from others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from shared.web.app import build
from shared.web.routes import resources
from shared.web.server import answers_under_way, protocol, requests_under_way
from shared.web.server.requests_under_way import MOST
from shared.web.server.serving import address, listen, serving
from shared.web.tokens import Tokens
from tests.support.http_example import Example

LONG = "x" * 8_000_000
"""More than the system keeps for a connection."""
ELSEWHERE = {"X-Forwarded-For": "198.51.100.1"}


@asynccontextmanager
async def running() -> AsyncIterator[httpx.AsyncClient]:
    router, sock = resources("pages"), listen("127.0.0.1", 0)

    @router.get("/long")
    async def show_long() -> Response:
        return PlainTextResponse(LONG)

    @router.get("/made")
    async def show_made() -> Response:
        return StreamingResponse(iter([b"part ", b"by part"]))

    @router.get("/short")
    async def show_short() -> Response:
        return PlainTextResponse("short")

    app = build(replace(Example().describe(), routers=(router,)), Tokens(None, {}).principal_for)
    async with serving(app, sock), httpx.AsyncClient(base_url=address(sock)) as client:
        yield client


@asynccontextmanager
async def reading_nothing(client: httpx.AsyncClient, count: int = 1) -> AsyncIterator[list[asyncio.StreamReader]]:
    """So many connections that ask for the long answer and read its first bytes alone."""
    at = urlsplit(str(client.base_url))
    opened = [await asyncio.open_connection(at.hostname, at.port, limit=1_000) for _ in range(count)]
    for reader, writer in opened:
        writer.write(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert (await reader.read(12)).endswith(b"200")
    yield [reader for reader, _ in opened]
    for _, writer in opened:
        writer.close()


async def count_bytes(reader: asyncio.StreamReader) -> int:
    """How much comes until the connection ends."""
    size = 0
    with suppress(ConnectionResetError):
        while read := await reader.read(100_000):
            size += len(read)
    return size


async def test_an_answer_keeps_its_turn_until_it_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "PATIENCE", 0.2)
    async with running() as client:
        async with reading_nothing(client, MOST):
            assert (await client.get("/short")).status_code == 429
            assert (await client.get("/short", headers=ELSEWHERE)).status_code == 200
        assert (await client.get("/short")).status_code == 200


async def test_what_is_made_while_it_leaves_keeps_its_turn_too() -> None:
    async with running() as client:
        assert [(await client.get("/made")).text for _ in range(MOST + 1)] == ["part by part"] * (MOST + 1)


async def test_who_reads_too_slowly_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LONGEST_FLUSH", 0.2)
    monkeypatch.setattr(protocol, "SLOWEST", 100_000_000)
    async with running() as client, reading_nothing(client, MOST) as readers:
        assert (await client.get("/short")).status_code == 200
        assert await count_bytes(readers[0]) < len(LONG)


async def test_so_many_bytes_are_on_their_way_to_strangers_and_what_is_small_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_UNSENT", len(LONG))
    async with running() as client:
        async with reading_nothing(client):
            refused = await client.get("/long", headers=ELSEWHERE)
            assert (refused.status_code, bool(refused.headers["retry-after"])) == (503, True)
            assert (await client.get("/short", headers=ELSEWHERE)).status_code == 200
        assert (await client.get("/long", headers=ELSEWHERE)).text == LONG
