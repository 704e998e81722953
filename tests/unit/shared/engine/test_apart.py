"""The one thread of a process: what is decided goes before what is only tried or shown."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from shared.engine.apart import do_apart

SOON = 5


class Work:
    """Steps that each wait until the test lets them end."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.begun, self.may_end = threading.Event(), threading.Event()

    def steps(self, name: str, number: int = 1) -> Iterator[None]:
        for _ in range(number):
            self.begun.set()
            self.may_end.wait(SOON)
            self.done.append(name)
            yield


async def begin(work: Work, name: str) -> asyncio.Task[None]:
    task = asyncio.create_task(do_apart(work.steps(name)))
    assert await asyncio.to_thread(work.begun.wait, SOON)
    return task


async def test_a_decision_goes_before_what_was_asked_earlier() -> None:
    work = Work()
    first = await begin(work, "list")
    others = [asyncio.create_task(do_apart(work.steps(f"list {number}"))) for number in (2, 3)]
    await asyncio.sleep(0)
    decision = asyncio.create_task(do_apart(work.steps("decision"), is_decision=True))
    await asyncio.sleep(0.05)
    work.may_end.set()
    await asyncio.gather(first, *others, decision)
    assert work.done == ["list", "decision", "list 2", "list 3"]


async def test_a_decision_of_several_turns_keeps_the_thread_before_all_but_decisions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.engine.apart.A_TURN", 0)
    work = Work()
    long = asyncio.create_task(do_apart(work.steps("long", 3), is_decision=True))
    assert await asyncio.to_thread(work.begun.wait, SOON)
    shown = asyncio.create_task(do_apart(work.steps("list")))
    other = asyncio.create_task(do_apart(work.steps("other"), is_decision=True))
    await asyncio.sleep(0.05)
    work.may_end.set()
    await asyncio.gather(long, shown, other)
    assert work.done == ["long", "other", "long", "long", "list"]


async def test_whoever_leaves_while_it_waits_keeps_nobody_out() -> None:
    work = Work()
    first = await begin(work, "list")
    left = asyncio.create_task(do_apart(work.steps("left"), is_decision=True))
    await asyncio.sleep(0.05)
    left.cancel()
    last = asyncio.create_task(do_apart(work.steps("last")))
    await asyncio.sleep(0.05)
    work.may_end.set()
    await asyncio.wait_for(asyncio.gather(first, last), SOON)
    assert (left.cancelled(), work.done) == (True, ["list", "last"])
