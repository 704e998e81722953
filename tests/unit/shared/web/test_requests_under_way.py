"""One principal's requests wait for each other, and another's do not wait for them."""

from __future__ import annotations

import asyncio
import weakref

import pytest

from shared.web.problems import TooManyRequests, Unavailable
from shared.web.server import requests_under_way
from shared.web.server.requests_under_way import MOST, MOST_OF_STRANGERS, RequestsUnderWay


class Slow:
    """Requests that last until they are let go."""

    def __init__(self) -> None:
        self.turns, self.handled, self.end = RequestsUnderWay(), 0, asyncio.Event()

    async def request(self, principal: str = "one") -> None:
        async with self.turns.turn(principal):
            self.handled += 1
            await self.end.wait()


async def begin(slow: Slow, count: int, principal: str = "one") -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(slow.request(principal)) for _ in range(count)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_so_many_of_one_principal_are_handled_and_the_next_waits_for_its_turn() -> None:
    slow = Slow()
    tasks = await begin(slow, MOST + 1)
    assert slow.handled == MOST
    slow.end.set()
    await asyncio.gather(*tasks)
    assert slow.handled == MOST + 1


async def test_another_principal_does_not_wait_for_them() -> None:
    slow = Slow()
    tasks = [*await begin(slow, 2 * MOST), *await begin(slow, 1, "another")]
    assert slow.handled == MOST + 1
    slow.end.set()
    await asyncio.gather(*tasks)


async def test_so_many_of_all_strangers_are_worked_on() -> None:
    turns, end, begun = RequestsUnderWay(), asyncio.Event(), 0

    async def ask() -> None:
        nonlocal begun
        async with turns.work_for_stranger():
            begun += 1
            await end.wait()

    asked = [asyncio.create_task(ask()) for _ in range(MOST_OF_STRANGERS + 5)]
    await asyncio.sleep(0.01)
    assert begun == MOST_OF_STRANGERS
    end.set()
    await asyncio.gather(*asked)
    assert begun == MOST_OF_STRANGERS + 5


async def test_what_waits_too_long_is_refused_and_counts_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "PATIENCE", 0.01)
    slow = Slow()
    tasks = await begin(slow, MOST)
    with pytest.raises(TooManyRequests):
        await slow.request()
    slow.end.set()
    await asyncio.gather(*tasks)
    await slow.request()


async def test_too_many_that_wait_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "MOST_WAITING", 1)
    slow = Slow()
    tasks = await begin(slow, MOST + 1)
    with pytest.raises(TooManyRequests):
        await slow.request()
    slow.end.set()
    await asyncio.gather(*tasks)


async def test_nothing_is_kept_of_who_has_no_request_left() -> None:
    slow = Slow()
    slow.end.set()
    await asyncio.gather(*await begin(slow, 3 * MOST))
    assert not slow.turns._turns


@pytest.mark.parametrize("is_long", [True, False])
async def test_a_principal_tries_one_thing_at_a_time_and_a_short_one_waits_for_nobody_else(is_long: bool) -> None:
    turns = RequestsUnderWay()
    async with turns.rehearse("one", is_long):
        async with turns.rehearse("two", is_long=False):
            pass
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), turns.rehearse("one", is_long=False):
                pytest.fail("beside its own")


async def test_long_work_is_done_alone_and_each_principal_has_one_in_the_line() -> None:
    turns, order, end = RequestsUnderWay(), list[str](), asyncio.Event()

    async def work(principal: str) -> None:
        async with turns.rehearse(principal, is_long=True):
            order.append(principal)
            await end.wait()

    tasks = [asyncio.create_task(work(principal)) for principal in ("one", "one", "one", "two", "three")]
    await asyncio.sleep(0.01)
    assert order == ["one"]
    end.set()
    await asyncio.gather(*tasks)
    assert order == ["one", "two", "three", "one", "one"]


async def test_whoever_waits_for_long_work_in_vain_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "PATIENCE", 0.01)
    turns = RequestsUnderWay()
    async with turns.rehearse("one", is_long=True):
        for principal in ("one", "two"):
            with pytest.raises(Unavailable):
                async with turns.rehearse(principal, is_long=True):
                    pytest.fail("beside another")
    async with turns.rehearse("two", is_long=True):
        pass


async def test_what_long_work_leaves_in_a_circle_is_freed_at_its_end() -> None:
    """Few and large objects: HTTPX's answers hold their requests, and these their answers."""
    async with RequestsUnderWay().rehearse("one", is_long=True):
        slow = Slow()
        slow.itself = slow  # type: ignore[attr-defined]
        left = weakref.ref(slow)
        del slow
        assert left() is not None
    assert left() is None
