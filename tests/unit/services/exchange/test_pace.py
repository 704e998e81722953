"""How many deliveries a process makes in a second, and whose come next."""

from __future__ import annotations

import asyncio
import time

from services.exchange.deliveries.pace import CREDIT, WAVE, Pace


async def take(pace: Pace, owner: str, waves: int, order: list[str], size: int = WAVE) -> None:
    for _ in range(waves):
        async with pace.look(owner) as look:
            await asyncio.sleep(0)  # the look takes a while
            order.append(owner)
            look.found = size


async def test_a_flood_goes_no_faster_than_the_pace() -> None:
    pace, began = Pace(rate=1_000), time.monotonic()
    await asyncio.gather(*(take(pace, "flooder", 5, []) for _ in range(4)))
    assert time.monotonic() - began >= (20 * WAVE - CREDIT - WAVE) / 1_000


async def test_after_a_rest_one_event_goes_to_many_at_once() -> None:
    pace, began = Pace(rate=1), time.monotonic()
    await asyncio.gather(*(take(pace, f"owner-{number}", 1, [], size=1) for number in range(60)))
    assert time.monotonic() - began < 5


async def test_who_had_little_comes_before_all_that_wait_for_those_who_had_much() -> None:
    pace, order = Pace(rate=400), list[str]()
    await asyncio.gather(*(take(pace, f"flooder-{number}", 1, order) for number in range(8)))
    pace.rate = 40  # nearly a second for each: no busy machine makes several due at once
    floods = [asyncio.create_task(take(pace, f"flooder-{number % 8}", 5, order)) for number in range(32)]
    await asyncio.sleep(0)  # all wait by now
    before = len(order)
    await take(pace, "other", 1, order, size=1)
    assert len(order) - before <= 3, "one at most that was let go already, and one that had as little"
    for one in floods:
        one.cancel()


async def test_owners_that_flood_have_the_same() -> None:
    pace, order = Pace(rate=4_000), list[str]()
    floods = [take(pace, owner, 10, order) for owner in ("a", "a", "a", "b")]
    await asyncio.gather(*floods)
    assert abs(order[:20].count("a") - order[:20].count("b")) <= 6


async def test_a_turn_that_was_broken_off_is_in_nobodys_way() -> None:
    pace, order = Pace(rate=1_000), list[str]()
    await take(pace, "first", 5, order)
    broken_off = asyncio.create_task(take(pace, "second", 1, order))
    await asyncio.sleep(0)
    broken_off.cancel()
    async with asyncio.timeout(5):
        await take(pace, "third", 1, order)
    assert order[-1] == "third"
