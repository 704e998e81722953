"""What takes long is done in a thread, one thing at a time in a process, so that the loop goes on.

Two threads would share Python's lock: then each takes twice as long, and the loop waits for both.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Final
from weakref import WeakKeyDictionary

A_TURN: Final = 1.0
"""Seconds of the thread, after which another one has its turn. A step is never cut."""


class OneThread:
    """Who has the thread. A decision goes first: it holds rows for which others wait. All others go in order."""

    def __init__(self) -> None:
        self._taken = asyncio.Lock()
        self._decisions = 0
        """Those that wait for the thread, or have it."""
        self._is_free_of_them = asyncio.Event()

    @asynccontextmanager
    async def turn(self, is_decision: bool) -> AsyncIterator[None]:
        """Waits for the thread."""
        self._decisions += is_decision
        try:
            await self._take(is_decision)
            try:
                yield
            finally:
                self._taken.release()
        finally:
            self._decisions -= is_decision
            if not self._decisions:
                self._is_free_of_them.set()

    async def _take(self, is_decision: bool) -> None:
        await self._taken.acquire()
        while self._decisions and not is_decision:
            self._taken.release()
            self._is_free_of_them.clear()
            await self._is_free_of_them.wait()
            await self._taken.acquire()


_OF_LOOP: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, OneThread]] = WeakKeyDictionary()


async def do_apart(steps: Iterator[object], *, is_decision: bool = False) -> None:
    """Does the steps in the thread, turn by turn.

    Where nobody waits for it any more, it ends after the step that is under way.
    """
    is_wanted = True

    def do() -> bool:
        until = time.monotonic() + A_TURN
        for _ in steps:
            if not is_wanted or time.monotonic() > until:
                break
        else:
            return True
        return False

    one_thread, is_done = _OF_LOOP.setdefault(asyncio.get_running_loop(), OneThread()), False
    while not is_done:
        async with one_thread.turn(is_decision):
            working = asyncio.create_task(asyncio.to_thread(do))
            try:
                is_done = await asyncio.shield(working)
            except asyncio.CancelledError:
                is_wanted = False
                await _wait_for_end(working)
                raise


async def _wait_for_end(working: asyncio.Task[bool]) -> None:
    """However often it is told to leave: a second thread must not begin beside the one under way."""
    while not working.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([working])
    if not working.cancelled():
        working.exception()  # nobody wants it any more
