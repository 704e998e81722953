"""Deliveries to a subscriber beside a plain HTTP client that posts as many bodies; and pages of the feed."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence

import asyncpg
import httpx
import orjson

from benchmarks.noticing import process
from benchmarks.places import Places
from benchmarks.report import Figure
from contracts.catalog import PREFIX
from contracts.ids import uuid5
from services.exchange.deliveries.turns import AT_ONCE
from services.exchange.service import SERVICE, describe
from shared.engine.port import Message
from shared.engine.receiving import receive
from shared.web.server.serving import address, listen
from shared.web.server.serving import serving as listening
from tests.support.serving import Serving, serving
from tests.support.webhooks import loop_of, turn

PAGE = 100
"""Events on a page of the feed."""


async def delivering(places: Places) -> list[Figure]:
    """One endpoint takes all, in a process of its own."""
    count, on = places.sizes.deliveries, places.on
    with process(dict(os.environ), "benchmarks.receiver") as line:
        url = line().split()[1]
        async with places.postgres.database() as dsn, serving(dsn, SERVICE, describe) as exchange:
            await _subscribe(exchange, url)
            await receive(exchange.handler, [_copy(number) for number in range(count)])
            bodies = [record["event"] for record in await exchange.pool.fetch("select event from exchange.feed_items")]
            plain = await _rate_of_client(url, bodies)
            ours = await _rate_of_loop(exchange, count)
            pages = await _rate_of_pages(exchange, places.sizes.feed_pages)
    against = f"plain HTTP client ({plain:,.0f}/s)"
    return [
        Figure("deliveries to one endpoint", ours, "deliveries/s", ours / plain, against, on, "at least 0.3"),
        Figure("pages of the feed", pages, "pages/s", None, None, on),
    ]


async def _subscribe(exchange: Serving, url: str) -> None:
    """A confirmed subscription; the endpoint here reads no code, so that is taken from the database."""
    reader = await exchange.client("reader")
    made = (await reader.post("/subscriptions", json={"url": url, "audience": "un"})).json()
    code = await exchange.pool.fetchval("select code from exchange.subscriptions")
    (await reader.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})).raise_for_status()
    await turn(exchange)


def _copy(number: int) -> Message:
    attributes = {
        "specversion": "1.0", "id": uuid5("bench", str(number)), "source": "/services/assessments",
        "type": f"{PREFIX}released.recommendation.v1", "time": "2024-01-01T09:00:00Z", "subject": "KEN",
        "audience": "un", "content-type": "application/json",
    }  # fmt: skip
    data = {
        "released_on": "2024-01-01", "recommendation_id": f"r-{number}", "assessment_id": "a-1", "state": "KEN",
        "text": "Synthetic words of a recommendation. " * 10, "synthetic": True,
    }  # fmt: skip
    return Message("ctc.released.un", 0, number, "KEN", attributes, orjson.dumps(data))


async def _rate_of_client(url: str, bodies: Sequence[str]) -> float:
    """Posts a second, with as many connections as a turn has."""
    waiting = iter(bodies)
    async with httpx.AsyncClient(trust_env=False) as client:

        async def post() -> None:
            for body in waiting:
                (await client.post(url, content=body)).raise_for_status()

        begin = time.perf_counter()
        await asyncio.gather(*(post() for _ in range(AT_ONCE)))
        return len(bodies) / (time.perf_counter() - begin)


async def _rate_of_loop(exchange: Serving, count: int) -> float:
    """Deliveries a second, from looking for them to noting the last one."""
    loop, begin = loop_of(exchange), time.perf_counter()
    while await _count_delivered(exchange.pool) < count:
        await loop.step()
        await loop.finish()
    return count / (time.perf_counter() - begin)


async def _count_delivered(pool: asyncpg.Pool[asyncpg.Record]) -> int:
    query = "select count(*) from exchange.deliveries where status = 'delivered' and stream = 'released'"
    number: int = await pool.fetchval(query)
    return number


async def _rate_of_pages(exchange: Serving, pages: int) -> float:
    """The same page, asked for again and again over one connection."""
    sock = listen("127.0.0.1", 0)
    async with (
        listening(exchange.app, sock),
        httpx.AsyncClient(base_url=address(sock), headers={"Authorization": "Bearer reader"}) as client,
    ):
        begin = time.perf_counter()
        for _ in range(pages):
            (await client.get("/released", params={"audience": "un", "limit": PAGE})).raise_for_status()
        return pages / (time.perf_counter() - begin)
