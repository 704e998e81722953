"""Waiting for a bell, and being told to end meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from shared.engine.running.waking import Wake, wait


async def forever(bell: asyncio.Event) -> None:
    while True:
        await wait(bell, 10)


@pytest.mark.parametrize("turns", range(6))
async def test_a_loop_that_is_told_to_end_ends_also_while_its_bell_rings(turns: int) -> None:
    wake = Wake()
    loop = asyncio.create_task(forever(wake.bell("journal")))
    await asyncio.sleep(0)
    wake.ring("journal")
    for _ in range(turns):  # however far the ringing has come
        await asyncio.sleep(0)
    loop.cancel()
    done, _ = await asyncio.wait([loop], timeout=1)
    assert done
    assert loop.cancelled()


async def test_a_bell_that_rang_while_nobody_waited_is_heard() -> None:
    wake = Wake()
    bell = wake.bell("journal")
    wake.ring("journal")
    async with asyncio.timeout(1):
        await wait(bell, 10)
    assert not bell.is_set()


def test_a_bell_rings_with_its_own_channels_only() -> None:
    wake = Wake()
    both, other = wake.bell("journal", "clock"), wake.bell("another journal")
    wake.ring("clock")
    assert both.is_set()
    assert not other.is_set()
