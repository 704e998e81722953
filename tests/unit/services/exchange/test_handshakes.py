"""Handshakes work in threads: one owner has one thread at a time, and none for a while after a dear one."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from threading import Event

import pytest

from services.exchange.deliveries import handshakes
from services.exchange.deliveries.handshakes import DEAREST, REST, HandshakeTooDear, NoThreadFree, work_in_turn
from tests.support.handshakes import begin_work, has_begun, taking_all_threads


@pytest.fixture(autouse=True)
def _let_nobody_rest() -> Iterator[None]:
    yield
    handshakes._rest_until.clear()
    handshakes._turns.clear()  # a lock is of one loop, and each test has its own


async def test_the_next_one_of_an_owner_waits_and_others_do_not() -> None:
    events, may_end = [Event() for _ in range(3)], Event()
    tasks = [begin_work(owner, begun, may_end) for owner, begun in zip(("a", "a", "b"), events, strict=True)]
    assert await has_begun(events[0])
    assert await has_begun(events[2])
    assert not await has_begun(events[1], patience=0.1)
    may_end.set()
    assert all(step.is_done for step in await asyncio.gather(*tasks))


async def test_what_nobody_waits_for_any_more_keeps_its_turn_until_it_ends() -> None:
    begun, may_end, next_one = Event(), Event(), Event()
    left = begin_work("a", begun, may_end)
    assert await has_begun(begun)
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        await left
    waiting = begin_work("a", next_one, may_end)
    assert not await has_begun(next_one, patience=0.1)
    may_end.set()
    assert (await waiting).is_done


async def test_where_others_have_all_threads_it_waits_for_a_while_and_begins_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither the one that waits for a thread, nor the one behind it that waits for its turn."""
    begun, may_end = Event(), Event()
    may_end.set()
    async with taking_all_threads(monkeypatch):
        waiting = [begin_work("a", begun, may_end) for _ in range(2)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(one) for one in outcomes] == [NoThreadFree] * 2
    assert not await has_begun(begun, patience=0.1)
    assert (await begin_work("a", begun, may_end)).is_done


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
