"""What takes long is done in a thread, so that the loop goes on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

A_TURN: Final = 1.0
"""Seconds of a thread, after which another one has its turn. A step is never cut."""


async def do_apart(steps: Iterator[object], one_thread: asyncio.Lock | asyncio.Semaphore) -> None:
    """Does the steps in a thread: whoever has `one_thread`, for a turn.

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

    is_done = False
    while not is_done:
        async with one_thread:
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
