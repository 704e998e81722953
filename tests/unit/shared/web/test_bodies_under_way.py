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
from shared.web.server.bodies_under_way import (
    LARGE,
    LARGE_ONES,
    LARGEST_OF_STRANGERS,
    MOST,
    MOST_BYTES,
    MOST_BYTES_OF_ALL,
    OF_DESKS,
    OF_OTHERS,
    BodiesUnderWay,
    CountedBody,
)
from shared.web.server.reading import LARGEST_BODY, read_body

OFFICER = Principal("officer", "committee", may_command=True)
"""Nothing of the staff's is paced."""
STATE = Principal("desk", may_command=True, parties=frozenset({"state:KEN"}))


def begin(
    bodies: BodiesUnderWay, whose: str, size: int, asks: Principal = OFFICER, *, is_inside: bool = False
) -> CountedBody:
    """A body of this size, which comes at once."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * size, "more_body": False}

    return bodies.count_body(asks, whose, receive, is_inside)


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


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> BodiesUnderWay:
    """Those of whom each has sent what may come at once sends no more while the test runs."""
    for name in ("LARGE_ONES", "OF_SENDERS", "OF_DESKS", "OF_OTHERS"):
        monkeypatch.setattr(bodies_under_way, name, replace(getattr(bodies_under_way, name), a_second=1))
    return BodiesUnderWay()


SENDER = Principal("sender", "un", sources=frozenset({"urn:example:cases"}), parties=frozenset({"body:unodc"}))


@pytest.mark.parametrize("asks", [STATE, SENDER, replace(SENDER, parties=frozenset())])
@pytest.mark.parametrize("second", ["desk", "another account"])
async def test_who_sends_large_bodies_without_end_waits_with_all_of_its_state_or_body_and_others_do_not(
    bodies: BodiesUnderWay, asks: Principal, second: str
) -> None:
    for _ in range(LARGE_ONES.at_once // LARGEST_BODY + 1):  # the last one began within what is allowed
        await send(bodies, asks)
    another = replace(asks, name=second if asks.parties else asks.name)
    with pytest.raises(TooManyBodies):
        await send(bodies, another)
    await send(bodies, another, LARGE)
    await send(bodies, replace(STATE, parties=frozenset({"state:NOR"})))


async def test_small_bodies_without_end_keep_no_other_account_of_the_state_from_commanding(
    bodies: BodiesUnderWay,
) -> None:
    for _ in range(OF_DESKS.at_once // LARGE + 1):
        await send(bodies, STATE, LARGE)
    with pytest.raises(TooManyBodies):
        await send(bodies, STATE, 1)
    await send(bodies, replace(STATE, name="another account of the State"), LARGE)


async def test_many_that_began_within_the_pace_are_not_all_read(bodies: BodiesUnderWay) -> None:
    begun, count = [begin(bodies, "account", LARGE, READERS["account"]) for _ in range(MOST)], 0
    with suppress(TooManyBodies):
        for body in begun:
            await read(body)
            count += 1
    assert count == OF_OTHERS.at_once // LARGE + 1 < MOST


async def test_the_staff_and_other_services_never_wait_for_that(bodies: BodiesUnderWay) -> None:
    for _ in range(100):
        await send(bodies, OFFICER)
        await send(bodies, Principal("operations", may_operate=True))  # repairs large events, too
        inside = begin(bodies, "from inside", LARGEST_BODY, PUBLIC, is_inside=True)
        assert await read(inside) == LARGEST_BODY
        inside.release()


READERS = {
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


async def test_of_these_few_bytes_are_read_at_once(bodies: BodiesUnderWay) -> None:
    account = READERS["account"]
    for _ in range(OF_OTHERS.at_once // LARGE + 1):
        await send(bodies, account, LARGE)
    with pytest.raises(TooManyBodies):
        await send(bodies, account, 1)
    await send(bodies, replace(account, name="another"), LARGE)


@pytest.mark.parametrize("tells", [True, False])
async def test_a_stranger_s_body_is_hardly_read(bodies: BodiesUnderWay, tells: bool) -> None:
    await send(bodies, PUBLIC, LARGEST_OF_STRANGERS)
    size = LARGEST_OF_STRANGERS + 1
    with pytest.raises(TooLarge):
        await read(begin(bodies, "stranger", size, PUBLIC), size if tells else None)
