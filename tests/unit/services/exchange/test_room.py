"""Long waves of events: so many are held at a time, and one of each owner."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from services.exchange.deliveries.model import Waiting
from services.exchange.deliveries.room import SHORT, Room

NEVER = 0.05
"""Seconds in which something that does not wait would have happened long ago."""


def wave(size: int) -> list[Waiting]:
    return [Waiting("d-1", "released", 1, "e-1", "released.assessment.v1", None, (), size)]


async def test_a_slow_endpoint_is_in_the_way_of_its_owner_alone() -> None:
    """Endpoints of eleven owners that took nine seconds each let others' long events wait for 47 seconds."""
    room = Room()
    async with AsyncExitStack() as held:
        for number in range(12):
            assert await held.enter_async_context(room.hold(f"slow-{number}", wave(SHORT + 1), 1))
            async with room.hold(f"slow-{number}", wave(SHORT + 1), NEVER) as has_room:
                assert not has_room, "its owner holds one"
        async with room.hold("other", wave(SHORT + 1), NEVER) as has_room:
            assert has_room
        async with room.hold("slow-0", wave(SHORT), NEVER) as has_room:
            assert has_room, "short waves ask nobody"


async def test_all_together_hold_so_many_and_who_waited_in_vain_keeps_nothing() -> None:
    room = Room(asyncio.Semaphore(1))
    async with room.hold("one", wave(SHORT + 1), 1), room.hold("two", wave(SHORT + 1), NEVER) as has_room:
        assert not has_room
    for owner in ("one", "two"):
        async with room.hold(owner, wave(SHORT + 1), NEVER) as has_room:
            assert has_room
