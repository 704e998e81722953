"""Long events on their way to slow endpoints: of few of them the process holds the content at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, ClassVar, Literal

import httpx
import pytest

from services.exchange.deliveries import planning, store, turns
from services.exchange.deliveries.pace import WAVE, Look, Pace
from services.exchange.deliveries.room import LONGEST_WAVE, Room
from tests.support.receiver import OK, Received, receiver, status
from tests.support.serving import Serving
from tests.support.webhooks import deliveries, loop_of, publish, recommend, subscribe_and_confirm, turn

LONG = [
    {"finding_id": f"f-{number}", "provision": "6 (a)", "result": "none", "text": "é" * 3_000} for number in range(70)
]
"""Of an assessment with these two go in one wave: a sign has two bytes."""


class Asked(asyncio.Semaphore):
    """Says when somebody has asked."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.asked = asyncio.Event()

    async def acquire(self) -> Literal[True]:
        self.asked.set()
        return await super().acquire()


async def publish_long(exchange: Serving, count: int) -> list[str]:
    whose: dict[str, Any] = {"state": "KEN", "findings": LONG}
    return [await publish(exchange, "assessment", assessment_id=f"a-{number}", **whose) for number in range(count)]


async def begin_turns(exchange: Serving) -> None:
    assert await loop_of(exchange).step()


@pytest.mark.slow
async def test_of_long_events_few_wait_for_their_answers_at_a_time(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await publish_long(exchange, 5)
        endpoint.answer = lambda _: None
        await begin_turns(exchange)
        async with asyncio.timeout(30):
            await endpoint.wait_for(2)
        await asyncio.sleep(0.5)
        assert sorted(endpoint.ids()) == sorted(sent[:2])
        assert LONGEST_WAVE / 3 < len(endpoint.received[0].body) < LONGEST_WAVE / 2
        endpoint.answer = lambda _: OK
        await loop_of(exchange).finish()
        await turn(exchange, timedelta(hours=1))
        assert {one["status"] for one in await deliveries(reader, made)} == {"delivered"}
        assert endpoint.received[-1].event["data"]["findings"] == LONG


async def test_what_was_taken_is_not_sent_again_after_the_process_was_killed(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await publish_long(exchange, 5)
        endpoint.answer = lambda one: None if one.id == sent[4] else OK
        await begin_turns(exchange)
        async with asyncio.timeout(30):
            await endpoint.wait_for(5)
        await loop_of(exchange)._stop()  # the copy dies
        await exchange.pool.execute("update exchange.webhook_progress set leased_until = clock_timestamp()")
        endpoint.received.clear()
        endpoint.answer = lambda _: OK
        await turn(exchange)
        assert endpoint.ids() == [sent[4]]


@pytest.mark.slow
async def test_while_long_events_take_all_the_room_short_ones_go_out(
    exchange: Serving, reader: httpx.AsyncClient, cted: httpx.AsyncClient
) -> None:
    loop_of(exchange).turns.room = Room(asyncio.Semaphore(1))
    async with receiver() as slow, receiver() as quick:
        for _ in range(2):
            await subscribe_and_confirm(exchange, reader, slow, states=["KEN"])
        await subscribe_and_confirm(exchange, cted, quick, states=["FRA"])
        long = await publish_long(exchange, 1)
        short = await recommend(exchange, "s-1", state="FRA")
        slow.answer = lambda _: None
        await begin_turns(exchange)
        async with asyncio.timeout(30):
            await slow.wait_for(1)
            await quick.wait_for(1)
        await asyncio.sleep(0.5)
        assert (slow.ids(), quick.ids()) == (long, [short])
        slow.answer = lambda _: OK
        await loop_of(exchange).finish()
        await turn(exchange, timedelta(hours=1))
        assert slow.ids().count(long[0]) == 3, "one hung, and each subscription has it"


async def test_what_is_narrowed_while_it_waits_for_room_is_not_sent(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    places = Asked(0)
    loop_of(exchange).turns.room = Room(places)
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        await publish_long(exchange, 1)
        await begin_turns(exchange)
        async with asyncio.timeout(30):
            await places.asked.wait()
        gone = await publish(exchange, "withdrawn", of="assessment", id="a-0", state="KEN", because="narrowed")
        places.release()
        await loop_of(exchange).finish()
        await turn(exchange)
        assert endpoint.ids() == [gone]


async def test_a_wave_of_short_events_holds_no_place_and_is_one_read(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(503)
        for number in range(3):
            await recommend(exchange, f"r-{number}")
        await turn(exchange)
        later = exchange.clock.instant + timedelta(hours=1)
        async with exchange.pool.acquire() as connection:
            due = await store.read_due(connection, made["id"], False, later, 32)
        assert [one.size for one in due] == [len(one.body) for one in sorted(endpoint.received, key=_place)][:3]


def _place(one: Received) -> str:
    found: str = one.event["data"]["recommendation_id"]
    return found


class Watched(Pace):
    """Keeps what each look counted."""

    counted: ClassVar[list[float]] = []

    @asynccontextmanager
    async def look(self, owner: str) -> AsyncIterator[Look]:
        async with super().look(owner) as look:
            yield look
            self.counted.append(look.found)


async def test_what_is_read_and_not_wanted_counts_too(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Owners of narrow subscriptions asked for all since a time again, and the whole feed was read at full speed."""
    monkeypatch.setattr(planning, "AT_ONCE", 4)
    loop_of(exchange).turns.pace, Watched.counted = Watched(), []
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint, states=["FRA"])
        for number in range(4):
            await recommend(exchange, f"r-{number}", state="KEN")
        Watched.counted.clear()
        await turn(exchange)
        assert (endpoint.ids(), max(Watched.counted)) == ([], WAVE)


@pytest.mark.parametrize(("fresh", "counts"), [(60.0, [8.0, 12.0]), (0.0, [8.0, 8.0, 4.0])])
async def test_of_the_pace_a_slow_endpoint_uses_what_it_is_sent(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, fresh: float, counts: list[float]
) -> None:
    """Thirteen owners of slow endpoints used up the pace with waves of which a quarter was sent."""
    monkeypatch.setattr(turns, "FRESH", fresh)
    loop_of(exchange).turns.pace, Watched.counted = Watched(), []
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        for number in range(20):
            await recommend(exchange, f"r-{number}")
        Watched.counted.clear()
        await turn(exchange)
        assert len(set(endpoint.ids())) == 20
        assert [found for found in Watched.counted if found >= 1][1:] == counts, "the first look was for the feed"
