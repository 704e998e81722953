"""Handshakes work in threads, and one owner has one thread at a time."""

from __future__ import annotations

import asyncio
import ssl
from threading import Event

import pytest

from services.exchange.deliveries.handshakes import _work_in_turn


def begin(turn: asyncio.Lock, begun: Event, may_end: Event) -> asyncio.Task[tuple[bool, float]]:
    """Work that lasts until it may end."""

    def work() -> None:
        begun.set()
        assert may_end.wait(10)

    return asyncio.create_task(_work_in_turn(turn, work))


async def has_begun(begun: Event, patience: float = 5) -> bool:
    return await asyncio.to_thread(begun.wait, patience)


async def test_the_next_one_of_an_owner_waits_and_others_do_not() -> None:
    one, other = asyncio.Lock(), asyncio.Lock()
    events = [Event() for _ in range(3)]
    may_end = Event()
    tasks = [begin(turn, begun, may_end) for turn, begun in zip((one, one, other), events, strict=True)]
    assert await has_begun(events[0])
    assert await has_begun(events[2])
    assert not await has_begun(events[1], patience=0.1)
    may_end.set()
    assert [is_done for is_done, _ in await asyncio.gather(*tasks)] == [True] * 3


async def test_what_nobody_waits_for_any_more_keeps_its_turn_until_it_ends() -> None:
    turn, begun, may_end, next_one = asyncio.Lock(), Event(), Event(), Event()
    left = begin(turn, begun, may_end)
    assert await has_begun(begun)
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        await left
    waiting = begin(turn, next_one, may_end)
    assert not await has_begun(next_one, patience=0.1)
    may_end.set()
    assert (await waiting)[0]


async def test_a_handshake_that_fails_gives_its_turn_back() -> None:
    def refuse() -> None:
        raise ssl.SSLError("refused")

    turn = asyncio.Lock()
    for _ in range(2):
        with pytest.raises(ssl.SSLError):
            await _work_in_turn(turn, refuse)
