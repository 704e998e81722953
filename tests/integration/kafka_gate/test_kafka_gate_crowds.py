"""Whoever takes all places of the gate that it can get leaves others theirs, before a real Kafka.

A flood may keep its places until Kafka has answered it. So none comes before these tests at the same gate.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from ctc.kafka_gate.places import MOST, MOST_OF_A_NETWORK, MOST_OF_A_USER
from shared.transports.kafka.security import Security
from tests.support.kafka_gate import RunningGate, raw_connection, write_to
from tests.support.walled_house import House, publisher

OTHERS = ("icao-notices", "wco-notices", "imo-notices")


@pytest.fixture
async def others(house: House) -> list[Security]:
    """Three more that are let in."""
    await house.register(*map(publisher, OTHERS))
    return [await house.admit(name) for name in OTHERS]


@pytest.mark.slow
async def test_whoever_has_few_connections_gets_in_where_all_are_taken(
    house: House, ours: Security, others: list[Security], gate: RunningGate
) -> None:
    where, ca_file = house.kafka.outside, house.kafka.ca_file
    async with AsyncExitStack() as opened:
        shares = [MOST_OF_A_USER, MOST_OF_A_USER, MOST - 2 * MOST_OF_A_USER]
        first, *_, last = [
            await opened.enter_async_context(raw_connection(where, ca_file, one))
            for one, share in zip(others, shares, strict=True)
            for _ in range(share)
        ]
        newcomer = await opened.enter_async_context(raw_connection(where, ca_file, ours))
        assert await newcomer.ask(write_to(ours))
        assert await first.is_ended()
        assert await last.ask(write_to(others[-1]))
    assert {"event": "connection ended", "user": OTHERS[0]}.items() <= gate.log()[-1].items()


@pytest.mark.slow
async def test_strangers_of_one_address_leave_places_and_users_have_theirs(house: House, ours: Security) -> None:
    where, ca_file = house.kafka.outside, house.kafka.ca_file
    async with AsyncExitStack() as opened:
        for _ in range(MOST_OF_A_USER):
            await opened.enter_async_context(raw_connection(where, ca_file, ours))
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await opened.enter_async_context(raw_connection(where, ca_file, ours))
    await asyncio.sleep(1.5)
    async with AsyncExitStack() as opened:
        known = await opened.enter_async_context(raw_connection(where, ca_file, ours))
        for _ in range(MOST_OF_A_NETWORK):
            await opened.enter_async_context(raw_connection(where, ca_file))
        with pytest.raises(ConnectionError):
            await opened.enter_async_context(raw_connection(where, ca_file))
        assert await known.ask(write_to(ours))
