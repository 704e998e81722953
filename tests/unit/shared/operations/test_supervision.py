"""A loop that ends is begun again, is seen to be away meanwhile, and is counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from shared.operations.metrics import Metrics
from shared.operations.supervision import Supervisor
from tests.support.logged import catch_logs


class Fault(Exception):
    """A fault of ours. Its message quotes what nobody may read in a log."""


def raising() -> None:
    raise Fault("confidential")


def leaking() -> None:
    """As a library does that lets the cancellation of a task of its own out."""
    raise asyncio.CancelledError


def returning() -> None:
    """Nothing tells a loop that returns from one that failed: neither runs any more."""


class Loop:
    """Ends once in this way, then runs as a loop should."""

    def __init__(self, end: Callable[[], None], times: int = 1) -> None:
        self.end, self.times, self.begun, self.cancelled = end, times, 0, False

    async def run(self) -> None:
        self.begun += 1
        if self.begun <= self.times:
            return self.end()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


@asynccontextmanager
async def supervise(loop: Loop, once: bool = False, pause: float = 0.05) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor("followup", Metrics("followup"), shortest_pause=pause)
    supervisor.start("consumer", loop.run, once=once)
    try:
        yield supervisor
    finally:
        await asyncio.wait_for(supervisor.stop(), 5)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - anything may make it true
            await asyncio.sleep(0.005)


def ends(supervisor: Supervisor) -> float | None:
    labels = {"service": "followup", "loop": "consumer"}
    return supervisor.metrics.registry.get_sample_value("ctc_loops_ended_total", labels)


@pytest.mark.parametrize("end", [raising, leaking, returning])
async def test_a_loop_that_ended_is_named_until_it_is_begun_again(end: Callable[[], None]) -> None:
    loop = Loop(end)
    with catch_logs() as log:
        async with supervise(loop) as supervisor:
            assert ends(supervisor) == 0, "an alarm needs the count before it grows"
            await until(lambda: supervisor.loops_at_rest() == ["consumer"])
            await until(lambda: loop.begun == 2)
            assert supervisor.loops_at_rest() == []
            assert ends(supervisor) == 1
        assert loop.cancelled, "stopped, it ends for good"
    (line,) = log.lines
    assert (line["level"], line["service"], line["loop"]) == ("error", "followup", "consumer")
    assert "confidential" not in log.text


async def test_a_loop_that_ends_again_and_again_is_begun_more_and_more_seldom() -> None:
    loop = Loop(raising, times=3)
    with catch_logs() as log:
        async with supervise(loop, pause=0.01):
            await until(lambda: loop.begun == 4)
    assert [line["pause"] for line in log.lines] == [0.01, 0.02, 0.04]


async def test_what_is_to_be_done_once_is_tried_until_it_is_done() -> None:
    loop = Loop(raising)
    async with supervise(loop, once=True) as supervisor:
        assert not supervisor.is_done("consumer")
        await until(lambda: loop.begun == 2)
        assert ends(supervisor) == 1
    done = Loop(returning)
    async with supervise(done, once=True) as supervisor:
        await until(lambda: supervisor.is_done("consumer"))
        assert (supervisor.loops_at_rest(), ends(supervisor), done.begun) == ([], 0, 1)


async def test_stopped_in_its_pause_it_does_not_begin_again() -> None:
    loop = Loop(leaking)
    async with supervise(loop, pause=60) as supervisor:
        await until(lambda: supervisor.loops_at_rest() == ["consumer"])
    assert loop.begun == 1
