"""What one principal's bodies hold in memory counts until they are answered."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from starlette.datastructures import Headers
from starlette.types import Message

from contracts.catalog import LARGEST_EVENT
from shared.web.problems import TooManyBodies, Unavailable
from shared.web.server.bodies_under_way import LARGE, MOST, MOST_BYTES, MOST_BYTES_OF_ALL, BodiesUnderWay, CountedBody
from shared.web.server.reading import LARGEST_BODY, read_body


def begin(bodies: BodiesUnderWay, principal: str, size: int) -> CountedBody:
    """A body of this size, which comes at once."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * size, "more_body": False}

    return bodies.count_body(principal, receive)


async def wait_without_end() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def read(body: CountedBody, told: int | None = None) -> int:
    return len(await read_body(Headers({} if told is None else {"content-length": str(told)}), body))


@pytest.mark.parametrize("tells", [True, False])
async def test_large_bodies_of_one_principal_count_until_they_are_answered(tells: bool) -> None:
    bodies, told = BodiesUnderWay(), LARGEST_BODY if tells else None
    first, *others = [begin(bodies, "desk", LARGEST_BODY) for _ in range(MOST_BYTES // LARGEST_BODY)]
    for body in (first, *others):
        assert await read(body, told) == LARGEST_BODY
    with pytest.raises(TooManyBodies):
        await read(begin(bodies, "desk", LARGEST_BODY), told)
    assert await read(begin(bodies, "other-desk", LARGEST_BODY), told) == LARGEST_BODY
    for _ in range(2):  # the second time changes nothing
        first.release()
    assert await read(begin(bodies, "desk", LARGEST_BODY), told) == LARGEST_BODY
    with pytest.raises(TooManyBodies):
        await read(begin(bodies, "desk", LARGEST_BODY), told)


async def test_what_is_said_to_be_too_large_for_its_room_is_refused_before_it_comes() -> None:
    bodies = BodiesUnderWay()
    for _ in range(MOST_BYTES // LARGEST_BODY):
        await read(begin(bodies, "desk", LARGEST_BODY))
    with pytest.raises(TooManyBodies):
        await read(bodies.count_body("desk", wait_without_end), LARGEST_BODY)


async def test_what_is_said_to_be_large_takes_no_room_until_it_comes() -> None:
    bodies = BodiesUnderWay()
    for number in range(MOST_BYTES_OF_ALL // LARGE):
        await read(begin(bodies, f"account {number % 4}", 0), LARGEST_BODY)
    assert await read(begin(bodies, "desk", LARGEST_BODY), LARGEST_BODY) == LARGEST_BODY


async def test_small_bodies_that_wait_for_their_turn_are_not_counted() -> None:
    bodies = BodiesUnderWay()
    for _ in range(10 * MOST):
        assert await read(begin(bodies, "desk", LARGE), LARGE) == LARGE
    assert await read(begin(bodies, "desk", LARGEST_BODY), LARGEST_BODY) == LARGEST_BODY


async def fill(bodies: BodiesUnderWay, principal: str) -> None:
    """All the bodies of the largest event's size that this principal gets in."""
    with suppress(TooManyBodies, Unavailable):
        while True:
            await read(begin(bodies, principal, LARGEST_EVENT))


async def test_all_principals_together_fill_no_more_than_their_part_of_the_memory() -> None:
    bodies = BodiesUnderWay()
    for number in range(100):
        await fill(bodies, f"publisher {number}")
    assert bodies._kept.total <= MOST_BYTES_OF_ALL
    with pytest.raises(Unavailable):
        await read(begin(bodies, "desk", LARGEST_EVENT))
    assert await read(begin(bodies, "desk", LARGE)) == LARGE


@pytest.mark.parametrize("hogs", [1, 4, 6])
async def test_few_who_take_all_they_can_leave_room_for_whoever_has_little(hogs: int) -> None:
    bodies = BodiesUnderWay()
    for number in range(hogs):
        await fill(bodies, f"hog {number}")
    assert await read(begin(bodies, "desk", LARGEST_EVENT)) == LARGEST_EVENT
