"""The line in which forms are asked for goes on, whoever leaves it at whatever moment."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest

from services.council.editions.forms import queue as queue_of_forms
from services.council.editions.forms.queue import MOST_WAITING, Queue
from shared.engine.principals import OWNER, PUBLIC, Principal
from shared.web.problems import Unavailable

KENYA, UGANDA = (Principal(name, parties=frozenset({f"state:{name}"})) for name in ("KEN", "UGA"))


async def take_turn(queue: Queue, asker: Principal, until: asyncio.Event | None = None) -> str:
    async with queue.turn(asker):
        if until is not None:
            await until.wait()
        return asker.name


async def test_a_reader_who_leaves_as_anothers_form_ends_stops_nobody() -> None:
    """The turn was given to whoever had just left, and nobody had another one until council started again."""
    queue, end = Queue(), asyncio.Event()
    first = asyncio.create_task(take_turn(queue, KENYA, end))
    await asyncio.sleep(0)
    leaves = asyncio.create_task(take_turn(queue, UGANDA))
    await asyncio.sleep(0)
    end.set()
    leaves.cancel()
    assert await first == "KEN"
    assert await asyncio.wait_for(take_turn(queue, OWNER), 1) == "owner"


async def test_a_reader_who_leaves_as_its_own_turn_comes_passes_it_on() -> None:
    queue, end = Queue(), asyncio.Event()
    first = asyncio.create_task(take_turn(queue, KENYA, end))
    await asyncio.sleep(0)
    leaves = asyncio.create_task(take_turn(queue, UGANDA))
    waits = asyncio.create_task(take_turn(queue, OWNER))
    await asyncio.sleep(0)
    end.set()
    await first  # the one who waits longest has the turn now, and has not noticed it
    leaves.cancel()
    assert await asyncio.wait_for(waits, 1) == "owner"


async def test_a_reader_who_leaves_a_full_line_as_another_comes_harms_neither() -> None:
    queue, end = Queue(), asyncio.Event()
    first = asyncio.create_task(take_turn(queue, KENYA, end))
    await asyncio.sleep(0)
    line = [asyncio.create_task(take_turn(queue, KENYA)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    line[-1].cancel()
    comes = asyncio.create_task(take_turn(queue, UGANDA))
    await asyncio.sleep(0)
    end.set()
    assert await asyncio.wait_for(comes, 1) == "UGA"
    became = Counter(type(one) for one in await asyncio.gather(first, *line, return_exceptions=True))
    assert became == {str: MOST_WAITING, asyncio.CancelledError: 1}


async def test_whoever_waits_for_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_of_forms, "PATIENCE", 0.01)
    queue, end = Queue(), asyncio.Event()
    first = asyncio.create_task(take_turn(queue, KENYA, end))
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await take_turn(queue, UGANDA)
    end.set()
    assert await first == "KEN"
    assert await take_turn(queue, UGANDA) == "UGA"


@pytest.mark.parametrize("patience", [30.0, 0.0005])
@pytest.mark.parametrize("seed", range(20))
async def test_whoever_stays_has_a_turn_and_none_is_lost(
    seed: int, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_of_forms, "PATIENCE", patience)
    chance, queue, in_turn = random.Random(seed), Queue(), 0

    async def take(asker: Principal) -> None:
        nonlocal in_turn
        async with queue.turn(asker):
            in_turn += 1
            try:
                assert in_turn == 1
                for _ in range(chance.randrange(3)):
                    await asyncio.sleep(0)
            finally:
                in_turn -= 1

    async def come_and_stay(asker: Principal) -> None:
        for _ in range(chance.randrange(40)):
            await asyncio.sleep(0)
        task = asyncio.create_task(take(asker))
        if chance.random() < 0.6:
            for _ in range(chance.randrange(30)):
                await asyncio.sleep(0)
            task.cancel()
        await task

    askers = [chance.choice((KENYA, UGANDA, OWNER, PUBLIC)) for _ in range(200)]
    came = await asyncio.wait_for(asyncio.gather(*map(come_and_stay, askers), return_exceptions=True), 10)
    assert {type(one) for one in came if one is not None} <= {asyncio.CancelledError, Unavailable}
    monkeypatch.setattr(queue_of_forms, "PATIENCE", 1.0)
    assert await take_turn(queue, KENYA) == "KEN"
