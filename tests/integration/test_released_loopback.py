"""Released copies on loopback, of a journal that Kafka has carried before: a reader may know later ones already."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.engine.running.waking import Wake
from shared.transports.loopback import LoopbackConsumer, LoopbackTransport
from tests.contract.harness import Reader
from tests.integration.test_resending_kafka import PUBLIC, build_copy, build_withdrawal, inside, write
from tests.support.counter import COUNTER
from tests.support.running import World, world


@pytest.fixture
async def running(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as found:
        yield found


def open_consumer(running: World, handler: Reader) -> LoopbackConsumer:
    topics = [PUBLIC, inside(1)[0][0]]
    return LoopbackTransport(running.pool, ("counter",), Wake()).consumer("counter", topics, handler)


def ids(handler: Reader) -> list[str]:
    return [message.attributes["id"] for message in handler.handled]


async def test_what_kafka_has_carried_comes_without_what_was_narrowed_since(running: World) -> None:
    handler = Reader()
    consumer = open_consumer(running, handler)
    await write(running, build_copy(PUBLIC, "narrowed"), *inside(1), build_copy(PUBLIC, "twice", text="less"))
    await running.pool.execute("update counter.relay set position = 3, sent = 3")
    await write(running, build_withdrawal(PUBLIC, "narrowed"))
    for _ in range(4):
        await consumer.step(limit=1)
    assert ids(handler) == ["2", "3", "4"]
    assert await consumer.lag() == 0


async def test_what_only_loopback_carries_comes_whole_and_in_order(running: World) -> None:
    handler = Reader()
    consumer = open_consumer(running, handler)
    await write(running, build_copy(PUBLIC, "kept"))
    await running.pool.execute("update counter.relay set position = 1, sent = 1")
    await consumer.step()
    await write(running, build_copy(PUBLIC, "kept", text="more"), build_withdrawal(PUBLIC, "kept"))
    await consumer.step()
    assert ids(handler) == ["1", "2", "3"]
