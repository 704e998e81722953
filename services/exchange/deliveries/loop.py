"""The loop that gives subscriptions their turns. Several copies of the service share the work."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog

from services.exchange.deliveries import claims, owners, store
from services.exchange.deliveries.finding import find_newest
from services.exchange.deliveries.turns import Turns
from shared.engine.principals import Principal
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import wait
from shared.operations.pools import Connection

log = structlog.get_logger()

IDLE: Final = 1.0
"""Seconds between looks."""
MEASURED_EVERY: Final = 15.0
"""Seconds between measurements, and between steps of forgetting."""


@dataclass(slots=True)
class WebhookLoop:
    """One process's."""

    turns: Turns
    bell: asyncio.Event
    moved_at: float = field(default_factory=time.monotonic)
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _measured_at: float = float("-inf")

    async def run(self) -> None:
        """Until cancelled; then the turns under way are broken off, and what they sent is sent again."""
        try:
            while True:
                self.moved_at = time.monotonic()
                try:
                    begun = await self.step()
                except Exception as error:  # database away: nothing may end the loop
                    log.warning("webhooks wait", error=type(error).__name__)
                    begun = 0
                if not begun:
                    await wait(self.bell, IDLE)
        finally:
            await self._stop()

    async def has_work(self) -> bool:
        """What is to be delivered waits for others, and nothing here waits for it."""
        return False

    async def step(self) -> int:
        """Begins the turns that can begin now, and returns how many."""
        handler = self.turns.handler
        async with handler.pool.acquire() as connection:
            now = await handler.watch.now(connection)
            if now is None:  # by a clock that jumped, every endpoint would have failed for days
                return 0
            await claims.enter_new(connection)
            await owners.plan_word(connection, now)
            newest = await find_newest(connection, await self._list_receivers(connection))
            ours = await claims.claim(connection, now, claims.MOST_TURNS - len(self._under_way), newest)
        for claim in ours:
            self._begin(claim)
        await self._measure(now)
        return len(ours)

    async def _list_receivers(self, connection: Connection) -> list[Principal]:
        """Who has receipts sent to it, as far as it is let in."""
        named = map(self.turns.outside.principal_named, await claims.list_receivers(connection))
        return [principal for principal in named if principal is not None]

    async def finish(self) -> None:
        """Waits for the turns under way. Tests turn the loop by hand."""
        await asyncio.gather(*self._under_way)

    def _begin(self, claim: claims.Claim) -> None:
        task = asyncio.create_task(self.turns.take(claim), name=f"webhook {claim.subscription.id}")
        self._under_way.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.bell.set()

    async def _measure(self, now: datetime) -> None:
        if time.monotonic() - self._measured_at < MEASURED_EVERY:
            return
        self._measured_at = time.monotonic()
        async with self.turns.handler.pool.acquire() as connection:
            self.turns.handler.metrics.show_oldest_webhook(await claims.oldest_due(connection, now))
            await store.forget(connection, now)

    async def _stop(self) -> None:
        under_way = list(self._under_way)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


def make_loop(runtime: Runtime) -> WebhookLoop:
    """The loop of this runtime. A commit of exchange wakes it."""
    return WebhookLoop(Turns(runtime.handler, runtime.resources.outside), runtime.make_bell())
