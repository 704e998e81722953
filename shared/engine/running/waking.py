"""Waking loops: by a commit of this process at once, by one of another through PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import asyncpg

CONNECTED_AGAIN = 1.0
"""Seconds until a lost connection is made again; meanwhile every loop looks by itself."""


@dataclass(slots=True)
class Wake:
    """Bells that loops wait for. Ringing while nobody waits is not lost."""

    _bells: defaultdict[str, list[asyncio.Event]] = field(default_factory=lambda: defaultdict(list))

    def bell(self, *channels: str) -> asyncio.Event:
        """A bell of one loop's own, rung with these channels."""
        bell = asyncio.Event()
        for channel in channels:
            self._bells[channel].append(bell)
        return bell

    def ring(self, channel: str) -> None:
        """Wakes every loop that waits for this channel, and no other: a look for nothing costs its query too."""
        for bell in self._bells[channel]:
            bell.set()


async def wait(bell: asyncio.Event, seconds: float) -> None:
    """Returns when the bell rings, or after so many seconds all the same."""
    # Not `wait_for`: before Python 3.12 it swallows a cancellation that meets the bell, and the loop never ends.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await bell.wait()
    bell.clear()


async def listen(connection: asyncpg.Connection[asyncpg.Record], channels: Sequence[str], wake: Wake) -> None:
    """Rings when any process notifies one of the channels. The connection is then for listening only."""
    for channel in channels:
        await connection.add_listener(channel, lambda *call: wake.ring(str(call[2])))


async def hear(dsn: str, channels: Sequence[str], wake: Wake) -> None:
    """Listens on a connection of its own, made again when it is lost; until cancelled."""
    while True:
        # The database is away, and others say so.
        with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            connection, lost = await asyncpg.connect(dsn), asyncio.Event()
            try:
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                await listen(connection, channels, wake)
                await lost.wait()
            finally:
                await connection.close()
        await asyncio.sleep(CONNECTED_AGAIN)
