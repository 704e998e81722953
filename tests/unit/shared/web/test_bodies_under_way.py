"""What one principal's bodies hold in memory counts until they are answered."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest
from starlette.datastructures import Headers
from starlette.types import Message

from contracts.catalog import LARGEST_EVENT
from shared.engine.principals import PUBLIC, Principal
from shared.web.problems import TooLarge, TooManyBodies, Unavailable
from shared.web.server import bodies_under_way
from shared.web.server.bodies_under_way import LARGE, MOST, MOST_BYTES, MOST_BYTES_OF_ALL, BodiesUnderWay, CountedBody
from shared.web.server.reading import LARGEST_BODY, read_body

OFFICER = Principal("officer", "committee", may_command=True)
"""Nothing of the staff's is paced."""
STATE = Principal("desk", may_command=True, parties=frozenset({"state:KEN"}))


def begin(bodies: BodiesUnderWay, whose: str, size: int, asks: Principal = OFFICER) -> CountedBody:
    """A body of this size, which comes at once."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * size, "more_body": False}

    return bodies.count_body(asks, whose, receive)


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
        await read(bodies.count_body(OFFICER, "desk", wait_without_end), LARGEST_BODY)


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


# ---- what is made of them takes time ------------------------------------------------------------


async def send(bodies: BodiesUnderWay, asks: Principal, size: int = LARGEST_BODY) -> None:
    """From its start to its answer."""
    body = begin(bodies, asks.name, size, asks)
    try:
        await read(body)
    finally:
        body.release()


@pytest.mark.parametrize("second", ["desk", "another account of the State"])
async def test_who_sends_large_bodies_without_end_waits_and_others_do_not(
    monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    monkeypatch.setattr(bodies_under_way, "MOST_READ_AT_ONCE", 3 * LARGEST_BODY)
    monkeypatch.setattr(bodies_under_way, "READ_A_SECOND", 1)  # none more while the test runs
    bodies = BodiesUnderWay()
    for _ in range(4):  # the last one began within what is allowed
        await send(bodies, STATE)
    with pytest.raises(TooManyBodies):
        await send(bodies, replace(STATE, name=second), 1)
    await send(bodies, replace(STATE, parties=frozenset({"state:NOR"})))


async def test_the_staff_never_waits_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies_under_way, "MOST_READ_AT_ONCE", LARGE)
    bodies = BodiesUnderWay()
    for _ in range(100):
        await send(bodies, OFFICER)
        await send(bodies, Principal("operations", may_operate=True))  # repairs large events, too


READERS = {
    "stranger": PUBLIC,
    "account": Principal("an account"),
    "mission": Principal("a mission", parties=frozenset({"state:KEN"})),
    "reader": Principal("a reader", "un"),
}


@pytest.mark.parametrize("asks", READERS.values(), ids=READERS)
@pytest.mark.parametrize("tells", [True, False])
async def test_whoever_neither_commands_nor_sends_events_has_small_bodies_alone(asks: Principal, tells: bool) -> None:
    bodies = BodiesUnderWay()
    await send(bodies, asks, LARGE)
    with pytest.raises(TooLarge):
        await read(begin(bodies, "who", LARGE + 1, asks), LARGE + 1 if tells else None)
    await read(begin(bodies, "who", LARGE + 1, Principal("sends", sources=frozenset({"urn:example:cases"}))))


async def test_of_these_few_bytes_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies_under_way, "OF_OTHERS_A_SECOND", 1)  # none more while the test runs
    bodies, account = BodiesUnderWay(), READERS["account"]
    for _ in range(bodies_under_way.MOST_OF_OTHERS_AT_ONCE // LARGE + 1):
        await send(bodies, account, LARGE)
    with pytest.raises(TooManyBodies):
        await send(bodies, account, 1)
    await send(bodies, replace(account, name="another"), LARGE)
