"""What one principal's bodies hold in memory counts until they are answered."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from starlette.types import Message

from shared.web.problems import TooManyBodies, Unavailable
from shared.web.server.bodies_under_way import LARGE, MOST, MOST_BYTES, MOST_BYTES_OF_ALL, BodiesUnderWay, CountedBody
from shared.web.server.reading import LARGEST_BODY, read_body


def begin(bodies: BodiesUnderWay, principal: str, size: int) -> CountedBody:
    """A body of this size, which comes at once."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * size, "more_body": False}

    return bodies.count_body(principal, receive)


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


async def test_what_is_said_to_be_large_counts_before_it_has_come() -> None:
    bodies = BodiesUnderWay()
    for _ in range(MOST_BYTES // LARGEST_BODY):
        await read(begin(bodies, "desk", 0), LARGEST_BODY)
    with pytest.raises(TooManyBodies):
        await read(begin(bodies, "desk", 0), LARGEST_BODY)


async def test_small_bodies_that_wait_for_their_turn_are_not_counted() -> None:
    bodies = BodiesUnderWay()
    for _ in range(10 * MOST):
        assert await read(begin(bodies, "desk", LARGE), LARGE) == LARGE
    assert await read(begin(bodies, "desk", LARGEST_BODY), LARGEST_BODY) == LARGEST_BODY


async def test_all_principals_together_fill_no_more_than_their_part_of_the_memory() -> None:
    bodies = BodiesUnderWay()
    for number in range(MOST_BYTES_OF_ALL // LARGEST_BODY):
        await read(begin(bodies, f"publisher {number}", LARGEST_BODY))
    with pytest.raises(Unavailable):
        await read(begin(bodies, "desk", LARGEST_BODY))
    assert await read(begin(bodies, "desk", LARGE)) == LARGE
