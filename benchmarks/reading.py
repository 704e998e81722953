"""Pages for people from a million events, as a browser gets them: until the first byte, and the whole."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from typing import Final

import asyncpg
import httpx

from benchmarks import many_facts
from benchmarks.places import Places
from benchmarks.report import Figure
from ctc.serving import whole
from shared.engine.principals import OWNER
from shared.operations.settings import Settings
from shared.web.server.serving import address, listen, serving
from shared.web.tokens import Tokens
from tests.support.whole import database_of_whole

PATHS: Final = (
    "/", "/ui/reports", "/ui/states", "/ui/states/KEN", "/ui/calendar", "/ui/search?q=kenya+border+security",
)  # fmt: skip
HEADERS: Final = {"Authorization": "Bearer desk", "Accept": "text/html"}


async def reading(places: Places) -> list[Figure]:
    """The median of all these pages, asked for one after the other over one connection."""
    async with database_of_whole(places.postgres) as dsn:
        connection = await asyncpg.connect(dsn)
        try:
            await many_facts.fill(connection, places.sizes.fact_events)
        finally:
            await connection.close()
        async with _start(dsn) as client:
            rounds = range(places.sizes.page_rounds + 1)
            firsts = [await _time_first_byte(client, path) for _ in rounds for path in PATHS]
            counted = firsts[len(PATHS) :]  # the first round warms the caches
            slowest = max(median(counted[number :: len(PATHS)]) for number in range(len(PATHS)))
    events = f"{places.sizes.fact_events:,} events"
    return [
        Figure(f"first byte of a page, {events}", median(counted) * 1000, "ms", None, None, places.on, "100"),
        Figure(f"first byte of the slowest page, {events}", slowest * 1000, "ms", None, None, places.on, ""),
    ]


@asynccontextmanager
async def _start(dsn: str) -> AsyncIterator[httpx.AsyncClient]:
    sock = listen("127.0.0.1", 0)
    settings = Settings(public_url=address(sock))
    async with (
        whole(settings, dsn, Tokens(None, {"desk": OWNER})) as app,
        serving(app, sock),
        httpx.AsyncClient(base_url=address(sock), timeout=60, headers=HEADERS) as client,
    ):
        yield client


async def _time_first_byte(client: httpx.AsyncClient, path: str) -> float:
    begin = time.perf_counter()
    async with client.stream("GET", path) as response:
        seconds = time.perf_counter() - begin  # the head is there
        page = await response.aread()
    assert response.status_code == 200, path
    assert page.rstrip().endswith(b"</html>"), path
    return seconds
