"""Handshakes work in threads: one owner has one thread at a time, and none for a while after a dear one."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from threading import Event

import pytest

from services.exchange.deliveries import handshakes
from services.exchange.deliveries.handshakes import DEAREST, REST, HandshakeTooDear, Step, work_in_turn


@pytest.fixture(autouse=True)
def _let_nobody_rest() -> Iterator[None]:
    yield
    handshakes._rest_until.clear()


def begin(owner: str, begun: Event, may_end: Event) -> asyncio.Task[Step]:
    """Work that lasts until it may end."""

    def work() -> None:
        begun.set()
        assert may_end.wait(10)

    return asyncio.create_task(work_in_turn(owner, work))


async def has_begun(begun: Event, patience: float = 5) -> bool:
    return await asyncio.to_thread(begun.wait, patience)


async def test_the_next_one_of_an_owner_waits_and_others_do_not() -> None:
    events, may_end = [Event() for _ in range(3)], Event()
    tasks = [begin(owner, begun, may_end) for owner, begun in zip(("a", "a", "b"), events, strict=True)]
    assert await has_begun(events[0])
    assert await has_begun(events[2])
    assert not await has_begun(events[1], patience=0.1)
    may_end.set()
    assert all(step.is_done for step in await asyncio.gather(*tasks))


async def test_what_nobody_waits_for_any_more_keeps_its_turn_until_it_ends() -> None:
    begun, may_end, next_one = Event(), Event(), Event()
    left = begin("a", begun, may_end)
    assert await has_begun(begun)
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        await left
    waiting = begin("a", next_one, may_end)
    assert not await has_begun(next_one, patience=0.1)
    may_end.set()
    assert (await waiting).is_done


async def test_a_step_that_fails_gives_its_turn_back() -> None:
    def refuse() -> None:
        raise ssl.SSLError("refused")

    for _ in range(2):
        assert isinstance((await work_in_turn("a", refuse)).error, ssl.SSLError)


def work_for_long() -> None:
    until = time.thread_time() + DEAREST * 1.2
    while time.thread_time() < until:
        pass
    raise ssl.SSLError("not valid either")


@pytest.mark.parametrize("waits", [True, False])
async def test_after_a_dear_one_its_owner_has_none_for_a_while_and_others_have(
    monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    """Also where its caller has left. Such a handshake may fail too, and cost as much."""
    dear = asyncio.create_task(work_in_turn("a", work_for_long))
    if not waits:
        await asyncio.sleep(0.01)
        dear.cancel()
    await asyncio.gather(dear, return_exceptions=True)
    nothing = work_in_turn("a", lambda: None)  # it waits for its turn
    with pytest.raises(HandshakeTooDear):
        await nothing
    assert (await work_in_turn("b", lambda: None)).is_done
    later = time.monotonic() + REST
    monkeypatch.setattr("services.exchange.deliveries.handshakes.time.monotonic", lambda: later)
    assert (await work_in_turn("a", lambda: None)).is_done
