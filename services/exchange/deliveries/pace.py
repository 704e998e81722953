"""How many deliveries a process makes in a second, and whose come next.

Deliveries, receipts and notices share one loop and one processor. Subscribers may ask for any number of deliveries, so
without a bound theirs would be in the way of everybody's receipts.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

RATE: Final = 150.0
"""Deliveries a second of one process, for long: about a quarter of what it could make if it did nothing else."""
CREDIT: Final = 100.0
"""Deliveries that go out at once after a rest, such as those of one event to all its subscribers."""
WAVE: Final = 32
"""Deliveries that are read and noted together. Whoever looks for some may find so many."""
READING: Final = 0.2
"""What it costs to look and find none, in deliveries."""


@dataclass(slots=True)
class Look:
    """One look for deliveries that are due, or for events of which some are to be made."""

    found: float = 0
    """In deliveries."""


@dataclass(slots=True)
class Pace:
    """One process's. Of the owners that wait, the one comes next that had least, so that a flood waits for itself."""

    rate: float = RATE
    _free_at: float = float("-inf")
    """When the next may look, by the monotonic clock."""
    _had: dict[str, float] = field(default_factory=dict)
    """What each owner had, where others had something meanwhile."""
    _served: float = 0.0
    """What the owner had that looked last: whoever comes anew begins there."""
    _waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)
    _timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def look(self, owner: str) -> AsyncIterator[Look]:
        """Waits until this owner may look for its next deliveries. What it found counts at the end of the look."""
        before, looking = max(self._served, self._had.get(owner, 0.0)), Look()
        self._had[owner] = before + WAVE
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (before, next(self._numbers), future))
        self._let_go()
        try:
            await future
            yield looking
        finally:
            unused = WAVE - max(looking.found, READING)
            self._had[owner] = self._had.get(owner, unused) - unused
            if not future.cancelled():
                self._free_at -= unused / self.rate
            self._let_go()

    def _let_go(self) -> None:
        """Lets those look whose time has come, and comes back when it is the next one's."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = time.monotonic()
        self._free_at = max(self._free_at, now - CREDIT / self.rate)
        while self._waiting and self._free_at <= now:
            self._served, _, future = heapq.heappop(self._waiting)
            if not future.done():  # else its turn was broken off
                self._free_at += WAVE / self.rate
                future.set_result(None)
        if self._waiting:
            self._timer = asyncio.get_running_loop().call_later(self._free_at - now, self._let_go)
        else:
            self._had = {owner: had for owner, had in self._had.items() if had > self._served}
