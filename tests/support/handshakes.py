"""Handshakes with other owners that have all threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import pytest

from services.exchange.deliveries import handshakes
from services.exchange.deliveries.handshakes import AT_ONCE, Step, work_in_turn


def begin_work(owner: str, begun: Event, may_end: Event) -> asyncio.Task[Step]:
    """Work that lasts until it may end."""

    def work() -> None:
        begun.set()
        assert may_end.wait(10)

    return asyncio.create_task(work_in_turn(owner, work))


async def has_begun(begun: Event, patience: float = 5) -> bool:
    return await asyncio.to_thread(begun.wait, patience)


@asynccontextmanager
async def taking_all_threads(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Each by an owner of its own. Meanwhile nobody waits for long."""
    may_end, events = Event(), [Event() for _ in range(AT_ONCE)]
    tasks = [begin_work(f"other {number}", begun, may_end) for number, begun in enumerate(events)]
    try:
        assert all([await has_begun(begun) for begun in events])
        with monkeypatch.context() as patched:
            patched.setattr(handshakes, "LONGEST_WAIT", 0.1)
            yield
    finally:
        may_end.set()
        await asyncio.gather(*tasks)
