"""Long lists are made in pieces, and few at a time."""

from __future__ import annotations

import asyncio
import threading
from contextlib import AsyncExitStack
from types import SimpleNamespace

import pytest

from shared.web import pieces
from shared.web.pieces import MOST, SHORT, place_for_list, work_apart, work_in_pieces
from tests.support.turns import count_turns


async def test_each_thing_is_made_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds in (0.0, pieces.LONGEST, 3600.0):
        monkeypatch.setattr(pieces, "LONGEST", seconds)
        assert await work_in_pieces(str, range(300)) == list(map(str, range(300)))
    assert await work_in_pieces(str, []) == []


async def test_others_have_their_turn_after_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    async with count_turns(monkeypatch) as turns:
        await work_in_pieces(turns.note(str), range(300))
    assert (turns.made.total(), max(turns.made.values())) == (300, 1)


async def test_a_piece_ends_when_it_has_taken_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock on which each thing takes a quarter of a second. It starts late, so the first piece is one thing."""
    now = 1e9

    def make(_thing: int) -> None:
        nonlocal now
        now += 0.25

    monkeypatch.setattr("shared.engine.turns.time", SimpleNamespace(monotonic=lambda: now))
    async with count_turns(monkeypatch, longest=1.0) as turns:
        await work_in_pieces(turns.note(make), range(300))
    assert list(turns.made.values()) == [1, *[4] * 74, 3]


async def test_things_that_take_long_are_made_in_a_thread_one_list_at_a_time() -> None:
    """Former reports of half a megabyte, on four readers' pages at once, kept everybody's commands waiting."""
    threads = list[tuple[int, threading.Thread]]()

    def make(thing: int) -> int:
        threads.append((thing, threading.current_thread()))
        return -thing

    lists = await asyncio.gather(*(work_apart(make, [number] * 3) for number in range(4)))
    assert lists == [[-number] * 3 for number in range(4)]
    assert [thing for thing, _ in threads] == [number for number in range(4) for _ in range(3)]
    assert threading.current_thread() not in [thread for _, thread in threads]


async def test_few_long_lists_are_made_at_once_and_the_others_after_them() -> None:
    at_work, most = 0, 0

    async def make(limit: int) -> None:
        nonlocal at_work, most
        async with place_for_list(limit):
            at_work += 1
            most = max(most, at_work)
            await asyncio.sleep(0)
            at_work -= 1

    await asyncio.gather(*(make(SHORT + 1) for _ in range(5 * MOST)))
    assert most == MOST


async def test_a_short_list_waits_for_no_long_one() -> None:
    async with asyncio.timeout(10), AsyncExitStack() as long_lists:
        for _ in range(MOST):
            await long_lists.enter_async_context(place_for_list(SHORT + 1))
        async with place_for_list(SHORT):
            pass
