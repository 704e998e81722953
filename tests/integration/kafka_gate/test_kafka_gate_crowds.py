"""Whoever takes all places of the gate that it can get leaves others theirs, before a real Kafka.

A flood may keep its places until Kafka has answered it. So none comes before these tests at the same gate.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import pytest

from ctc.kafka_gate.places import MOST, MOST_OF_A_NETWORK, MOST_OF_A_USER
from shared.transports.kafka.security import Security
from tests.support.kafka_gate import RunningGate, raw_connection, write_to
from tests.support.kafka_requests import fetch
from tests.support.walled_house import House, publisher

WAITED = 30
"""Seconds."""
TCP = Path("/proc/net/tcp6")
ESTABLISHED, CLOSE_WAIT = "01", "08"
"""How it says that both sides are open, and that only the other one is closed."""
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


@pytest.mark.slow
async def test_what_a_user_left_before_kafka_answered_is_among_its_connections(
    house: House, ours: Security, others: list[Security], gate: RunningGate
) -> None:
    """Kafka counts it until then. One publisher left 240 such behind, and nobody could log in any more."""
    where, ca_file = house.kafka.outside, house.kafka.ca_file
    for _ in range(MOST_OF_A_USER // 5):
        await asyncio.gather(*[_ask_and_leave(where, ca_file, ours) for _ in range(5)])
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await _log_in(where, ca_file, ours)
    await _log_in(where, ca_file, others[0])
    assert any("Kafka still answers" in line.get("because", "") for line in gate.log())
    async with asyncio.timeout(2 * WAITED):
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await _log_in(where, ca_file, ours)
                break
            await asyncio.sleep(1)


@pytest.mark.slow
@pytest.mark.skipif(not TCP.exists(), reason="no /proc/net/tcp6: it tells which connections Kafka still has")
async def test_what_is_asked_with_the_last_word_of_a_log_in_leaves_nothing_behind(house: House, ours: Security) -> None:
    """Kafka would log the user in, read what stands behind, and wait with it, for who has gone long ago."""
    where, ca_file = house.kafka.outside, house.kafka.ca_file
    for _ in range(10):
        async with raw_connection(where, ca_file) as asking:
            _, last_word = await asking.begin_log_in(ours)
            await asking.send(last_word + fetch(1_000, least=2**30, wait=WAITED * 1_000))
            assert _count_connections(house.kafka.behind_gate, ESTABLISHED)
            asking.writer.close()
            await asyncio.sleep(0.1)
    await asyncio.sleep(1)  # Kafka has read what was passed
    assert _count_connections(house.kafka.behind_gate, CLOSE_WAIT) == 0


def _count_connections(listener: str, state: str) -> int:
    """Those that Kafka has there in this state."""
    port = f"{int(listener.rpartition(':')[2]):04X}"
    sockets = [line.split() for line in TCP.read_text().splitlines()[1:]]
    return sum(one[1].endswith(f":{port}") and one[3] == state for one in sockets)


async def _ask_and_leave(where: str, ca_file: Path, security: Security) -> None:
    async with raw_connection(where, ca_file, security) as asking:
        await asking.send(fetch(1_000, least=2**30, wait=WAITED * 1_000))
        await asyncio.sleep(0.1)  # the gate passes it


async def _log_in(where: str, ca_file: Path, security: Security) -> None:
    async with raw_connection(where, ca_file, security):
        pass
