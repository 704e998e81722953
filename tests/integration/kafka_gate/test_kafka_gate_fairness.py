"""Whoever sends or reads as much as the gate lets through leaves others their turn, before a real Kafka."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from ctc.kafka_gate.places import AHEAD, BYTES_A_SECOND, MOST_OF_A_USER, REQUESTS_A_SECOND
from shared.transports.kafka.security import Security
from tests.support.kafka_gate import PUBLISHER, RawConnection, raw_connection, write_to
from tests.support.kafka_requests import Writing, fetch, request
from tests.support.walled_house import House, publisher

OTHER = "icao-notices"
TEXT = Writing(False).text
HEARTBEAT = request(12, 0, TEXT(f"{PUBLISHER}.reader".encode()) + (1).to_bytes(4) + TEXT(b""), False)
"""As small as a request that passes can be; Kafka answers that it knows no such member."""
ANSWER = 4 + 4 + 2
"""Bytes of the answer: its length, its number, and an error."""
PART = 900_000
"""Bytes of a message."""
ALL = 40 * PART
"""Bytes of all messages."""
READ_ALL = fetch(50_000_000)

TURN = 120.0
"""Seconds, on a busy machine too. Without a turn each try waits until the gate ends its log-in."""


@pytest.fixture
async def other(house: House) -> Security:
    """One more that is let in."""
    await house.register(publisher(OTHER))
    return await house.admit(OTHER)


@dataclass
class Flood:
    """Connections that ask the same without end."""

    question: bytes
    heard: int = 0
    """Bytes of answers."""
    _begun: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Of the pace that it may have used."""
        return time.monotonic() - self._begun + AHEAD

    async def send(self, connection: RawConnection) -> None:
        while True:
            await connection.send(self.question * 1_000)

    async def read(self, connection: RawConnection) -> None:
        while piece := await connection.reader.read(65_536):
            self.heard += len(piece)


@asynccontextmanager
async def flooding(
    house: House, security: Security, question: bytes, connections: int = MOST_OF_A_USER
) -> AsyncIterator[Flood]:
    """On so many connections; all that a user may have, if nothing is said."""
    async with AsyncExitStack() as opened:
        begun = [
            await opened.enter_async_context(raw_connection(house.kafka.outside, house.kafka.ca_file, security))
            for _ in range(connections)
        ]
        flood = Flood(question)
        works = [work(one) for one in begun for work in (flood.send, flood.read)]
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.sleep(2)
            yield flood
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def write_beside(house: House, other: Security) -> None:
    """Another logs in and writes, in the middle. No flood keeps its loop busy: it has its own. Raises TimeoutError."""
    await asyncio.to_thread(lambda: asyncio.run(asyncio.wait_for(_write(house, other), TURN)))


async def _write(house: House, other: Security) -> None:
    while True:
        try:
            async with raw_connection(house.kafka.outside, house.kafka.ca_file, other) as connection:
                await connection.ask(write_to(other))
                return
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.1)


async def warm_up(house: House, security: Security) -> None:
    """Reads what there is once. A new Kafka enciphers many times slower until Java has compiled how.

    Meanwhile a piece of an answer keeps a thread of its network for seconds on a busy machine, and all behind it.
    """
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, security) as connection:
        await connection.send(READ_ALL)
        await connection.reader.readexactly(ALL)


@pytest.mark.slow
async def test_tiny_requests_of_one_user_leave_others_their_turn(house: House, ours: Security, other: Security) -> None:
    async with flooding(house, ours, HEARTBEAT) as flood:
        await write_beside(house, other)
        assert 0 < flood.heard / ANSWER <= REQUESTS_A_SECOND * flood.seconds()


@pytest.mark.slow
async def test_a_user_that_reads_all_it_can_leaves_others_their_turn(
    house: House, ours: Security, other: Security
) -> None:
    await house.release(b"x" * PART, ALL // PART)
    await warm_up(house, ours)
    async with flooding(house, ours, READ_ALL, 10) as flood:  # ten reach the bound, and spare two cores
        await write_beside(house, other)
        assert 0 < flood.heard <= BYTES_A_SECOND * flood.seconds()
