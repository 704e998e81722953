"""By which way a delivery goes to its subscriber: to an endpoint, or by e-mail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from services.exchange.deliveries import store
from services.exchange.deliveries.calling import calling
from services.exchange.deliveries.letters import Stamp, build_letter, link_of
from services.exchange.deliveries.mailing import send_letter
from services.exchange.deliveries.model import OF_OUR_SERVER, Waiting
from services.exchange.deliveries.signing import sign
from services.exchange.subscriptions.addresses import read_url
from services.exchange.subscriptions.model import Subscription
from shared.engine.handler import Handler
from shared.engine.running.outside import Outside

Carry = Callable[[Subscription, Waiting, bytes, Sequence[str]], Awaitable[tuple[str, int]]]
"""Brings this delivery with this body, and these secrets to sign it with; returns the outcome and milliseconds."""

NO_SERVER = f"{OF_OUR_SERVER}not named"
"""The outcome while the operator names none."""


@asynccontextmanager
async def carrying(one: Subscription, handler: Handler, outside: Outside, at_once: int) -> AsyncIterator[Carry]:
    """The way of this subscription, for a turn."""
    if one.channel == "email":
        yield _Mail(handler, outside).carry
        return
    async with calling(read_url(one.url), outside.allowed, at_once, one.owner) as caller:

        async def call(_: Subscription, delivery: Waiting, body: bytes, secrets: Sequence[str]) -> tuple[str, int]:
            return await caller.call(body, sign(delivery.event_id, body, secrets, datetime.now(UTC)))

        yield call


@dataclass(frozen=True, slots=True)
class _Mail:
    handler: Handler
    outside: Outside

    async def carry(
        self, one: Subscription, delivery: Waiting, body: bytes, _secrets: Sequence[str]
    ) -> tuple[str, int]:
        """By e-mail, which no secret signs."""
        server = self.outside.mail
        if server is None:
            return NO_SERVER, 0
        event = orjson.loads(body)
        link = link_of(event, one, self.outside.public_url) or await self._find_last_link(delivery)
        stamp = Stamp(delivery.id, server.sender, datetime.now(UTC), self.outside.public_url)
        letter = build_letter(one, event, link, stamp)
        return await send_letter(server, letter, lambda: self._begin_sending(delivery, link))

    async def _find_last_link(self, delivery: Waiting) -> str | None:
        async with self.handler.pool.acquire() as connection:
            return await store.last_link(connection, delivery.id)

    async def _begin_sending(self, delivery: Waiting, link: str | None) -> None:
        async with self.handler.pool.acquire() as connection:
            await store.begin_sending(connection, delivery, link, await self.handler.clock.now(connection))
