"""How much a process holds of the events that endpoints are taking. An endpoint may take ten seconds for each.

A released assessment may have 900 kB, and a hundred turns are under way at a time. So waves are weighed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final
from weakref import WeakValueDictionary

from services.exchange.deliveries.model import Waiting

LONGEST_WAVE: Final = 1024 * 1024
"""Bytes of events that are read together for an endpoint, or one event that has more."""
SHORT: Final = 128 * 1024
"""A wave of so many bytes is held without asking. Usual events are never in the way of long ones, nor wait for them."""
MOST_LONG_WAVES: Final = 24
"""Longer waves that a process holds at a time, one of each owner: a slow endpoint is in the way of its owner alone."""


def cut_wave(due: Sequence[Waiting]) -> list[Waiting]:
    """The first of these that have 1 MiB together, and one at least."""
    sizes = accumulate(one.size for one in due)
    return [one for place, (one, size) in enumerate(zip(due, sizes, strict=True)) if not place or size <= LONGEST_WAVE]


@dataclass(frozen=True, slots=True)
class Room:
    """One process's. Long waves of different owners come in the order in which they asked."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_LONG_WAVES))
    _of_owner: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    @asynccontextmanager
    async def hold(self, owner: str, wave: Sequence[Waiting], seconds: float) -> AsyncIterator[bool]:
        """Whether this wave may be read by then. It may be held until the end of this."""
        if sum(one.size for one in wave) <= SHORT:
            yield True
            return
        async with AsyncExitStack() as held:
            yield await self._take(held, owner, seconds)

    async def _take(self, held: AsyncExitStack, owner: str, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await held.enter_async_context(self._of_owner.setdefault(owner, asyncio.Lock()))
                await held.enter_async_context(self.places)
        except TimeoutError:
            return False
        return True
