"""One edition to many subscribers, by e-mail and by webhook, beside the plain libraries doing the same sending."""

from __future__ import annotations

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.message import EmailMessage
from typing import Any

import aiosmtplib
import httpx

from benchmarks.noticing import process
from benchmarks.places import Places
from benchmarks.report import Figure
from services.exchange.deliveries.claims import MOST_TURNS
from services.exchange.service import SERVICE, describe
from services.exchange.subscriptions.commands.changing import Confirm, GivenCode
from services.exchange.subscriptions.commands.subscribing import GivenSubscription, Subscribe
from shared.engine.principals import Principal
from shared.engine.rules import Command
from shared.engine.running.outside import MailServer
from tests.support.serving import Serving, serving
from tests.support.webhooks import change_outside, loop_of, publish

EDITION: dict[str, Any] = {
    "edition_id": "e-1", "report": "annual", "title": "Synthetic", "year": 2024, "edition": 1,
    "cut_off": "2024-12-31", "freeze": "2025-01-02T00:00:00Z", "path": "/reports/annual/2024?edition=1",
    "digest": f"sha-256:{'ab' * 32}",
}  # fmt: skip
LOOKS_EVERY = 0.1
"""Seconds between looks whether all was delivered."""
CODE, SECRET = "benchmark", "whsec_" + "c3ludGhldGlj" * 3


async def subscribers(places: Places) -> list[Figure]:
    """Each has one address, so each delivery has a connection of its own. Server and endpoint are other processes."""
    count = places.sizes.subscribers
    env = dict(os.environ)
    with process(env, "benchmarks.mailbox") as of_mail, process(env, "benchmarks.receiver") as of_hook:
        _, port, certificate = of_mail().split()
        server = MailServer(
            "localhost", int(port), False, "reports@ctc.example", trust=ssl.create_default_context(cafile=certificate)
        )
        url = of_hook().split()[1]
        async with with_subscribers(places, count, "email", "mailto:reader@mission.example", server) as exchange:
            letters = await rate_of_loop(exchange, count)
        plain_letters = await rate_of_library(count, lambda: _send_plainly(server))
        async with with_subscribers(places, count, "webhook", url, server) as exchange:
            calls = await rate_of_loop(exchange, count)
        plain_calls = await rate_of_library(count, lambda: _post_plainly(url))
    return [
        Figure("letters to subscribers of one edition", letters, "letters/s", letters / plain_letters,
               f"aiosmtplib alone ({plain_letters:,.0f}/s)", places.on),
        Figure("calls to subscribers of one edition", calls, "deliveries/s", calls / plain_calls,
               f"httpx alone ({plain_calls:,.0f}/s)", places.on),
    ]  # fmt: skip


@asynccontextmanager
async def with_subscribers(
    places: Places, count: int, channel: Any, url: str, server: MailServer
) -> AsyncIterator[Serving]:
    """Exchange with so many confirmed subscriptions, each of an owner of its own."""
    async with places.postgres.database() as dsn, serving(dsn, SERVICE, describe) as exchange:
        change_outside(exchange, mail=server, principal_named=_reader_named)
        given = GivenSubscription(url=url, channel=channel, types=("released.report",), audience="un")
        names = [f"reader-{number}" for number in range(count)]
        for begin in range(0, count, 100):
            some = names[begin : begin + 100]
            made = [Subscribe(name, CODE, "secret", SECRET, 0, 0, given) for name in some]
            await exchange.handler.handle([_command(one.subscription_id, "made", one) for one in made])
            proofs = [Confirm(name, GivenCode(CODE)) for name in some]
            await exchange.handler.handle([_command(one.subscription_id, "proof", one) for one in proofs])
        yield exchange


def _reader_named(itself: str) -> Principal:
    return Principal(itself.removeprefix("principal:"), "un")


def _command(name: str, what: str, data: Any) -> Command[Any]:
    return Command(Principal(name, "un"), f"{what} {name}", data, f"{what}/{name}")


async def rate_of_loop(exchange: Serving, count: int) -> float:
    """Deliveries a second, from the edition's coming to the noting of the last one."""
    begin = time.perf_counter()
    await publish(exchange, "report", **EDITION)
    at_work = asyncio.create_task(loop_of(exchange).run())
    while await exchange.pool.fetchval(_DELIVERED) < count:
        await asyncio.sleep(LOOKS_EVERY)
    rate = count / (time.perf_counter() - begin)
    at_work.cancel()
    await asyncio.gather(at_work, return_exceptions=True)
    return rate


async def rate_of_library(count: int, send: Callable[[], Awaitable[object]]) -> float:
    """So many, as many at the same time as the loop has turns, each on a connection of its own."""
    waiting = iter(range(count))

    async def work() -> None:
        for _ in waiting:
            await send()

    begin = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(MOST_TURNS)))
    return count / (time.perf_counter() - begin)


async def _send_plainly(server: MailServer) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = server.sender, "reader@mission.example", "Synthetic"
    letter.set_content("Synthetic words of a letter.\n" * 8)
    await aiosmtplib.send(letter, hostname=server.host, port=server.port, start_tls=True, tls_context=server.trust)


async def _post_plainly(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        (await client.post(url, json=EDITION)).raise_for_status()


_DELIVERED = "select count(*) from exchange.deliveries where status = 'delivered' and stream = 'released'"
