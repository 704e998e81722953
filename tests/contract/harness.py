"""What the contract suite needs of a transport, and how it reads from one."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

import pytest

from shared.engine.port import Consumer, Handler, Message, Outgoing, Transport, TransportAway

Headers = Sequence[tuple[str, bytes | None]]

SOON = 30.0
"""Seconds that anything may take on a slow machine; what takes longer has failed."""


class Harness(Protocol):
    """What the suite needs of an adapter beside the port."""

    async def topic(self) -> str:
        """The name of an empty topic of the test's own."""

    async def reader(self) -> str:
        """A consumer's name that was never used."""

    def transport(self, instance: str = "1") -> AbstractAsyncContextManager[Transport]:
        """A started transport, as one copy of a process has it; stopped at the end."""

    async def produce(self, events: Sequence[Outgoing]) -> None:
        """Stores events as the system itself does, in this order."""

    async def read_and_crash(self, name: str, topics: Sequence[str], handler: Handler) -> None:
        """Hands over one batch and dies between the handler's return and the acknowledgement."""


class BrokerHarness(Harness, Protocol):
    """The same of an adapter to a server of its own, to which others write too."""

    async def produce_raw(self, topic: str, key: bytes | None, headers: Headers, data: bytes | None) -> None:
        """Stores what an outsider may send: it may be malformed."""

    async def take_away(self) -> None:
        """Makes the transport unreachable. Skips the test where nobody can."""

    async def bring_back(self) -> None:
        """Makes it reachable again, with everything that was stored."""


# ---- tools -----------------------------------------------------------------------------------


def event(topic: str, number: int, key: str = "KEN") -> Outgoing:
    """An event that can be told from its neighbours."""
    attributes = {
        "specversion": "1.0",
        "id": f"id-{number}",
        "source": "/services/test",
        "type": "org.un.ctc.test.v1",
        "subject": key,
        "time": "2024-01-01T00:00:00Z",
    }
    return Outgoing(number, topic, key, attributes, b'{"number":%d}' % number)


def events(topic: str, count: int, keys: int = 20, begin: int = 0) -> list[Outgoing]:
    """Events whose keys take turns, so that they fall on several partitions."""
    return [event(topic, number, f"K{number % keys}") for number in range(begin, begin + count)]


def number(message: Message) -> int:
    """Which of the events a message is."""
    return int(message.attributes["id"].removeprefix("id-"))


def in_order_by_key(messages: Sequence[Message]) -> bool:
    """Whether the first copies of each key's events are in the order in which they were sent."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for message in messages:
        if number(message) not in by_key[message.key]:
            by_key[message.key].append(number(message))
    return all(numbers == sorted(numbers) for numbers in by_key.values())


@dataclass
class Reader:
    """A handler that keeps what it handled, and fails when told to."""

    fail: Callable[[Sequence[Message]], bool] = lambda _: False
    handled: list[Message] = field(default_factory=list)
    offered: list[Sequence[Message]] = field(default_factory=list)
    """Every batch, whether it was then handled or not."""

    async def __call__(self, messages: Sequence[Message]) -> None:
        self.offered.append(messages)
        if self.fail(messages):
            raise RuntimeError("told to fail")
        self.handled += messages

    def numbers(self) -> set[int]:
        return {number(message) for message in self.handled if "id" in message.attributes}

    async def has(self, numbers: set[int]) -> None:
        """Returns when all these are handled."""
        await until(
            lambda: numbers <= self.numbers(), lambda: f"never handled: {sorted(numbers - self.numbers())[:20]}"
        )


def times(count: int) -> Callable[[object], bool]:
    """True so many times, then false."""
    left = iter(range(count))
    return lambda _: next(left, None) is not None


async def until(condition: Callable[[], bool], otherwise: Callable[[], str] = lambda: "it never came true") -> None:
    try:
        async with asyncio.timeout(SOON):
            while not condition():  # noqa: ASYNC110 - anything may make it true
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(otherwise())


@asynccontextmanager
async def running(consumer: Consumer) -> AsyncIterator[Consumer]:
    """The consumer reads until the end of the block; it must not have ended by itself."""
    task = asyncio.create_task(consumer.run())
    try:
        yield consumer
        assert not task.done(), "run() ended by itself"
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def reading(
    harness: Harness, name: str, topics: Sequence[str], handler: Handler, instance: str = "1"
) -> AsyncIterator[Consumer]:
    """A copy of a process that reads until the end of the block."""
    async with harness.transport(instance) as transport, running(transport.consumer(name, topics, handler)) as consumer:
        yield consumer


async def lag_is(consumer: Consumer, expected: int) -> None:
    async with asyncio.timeout(SOON):
        while await consumer.lag() != expected:  # noqa: ASYNC110 - the answer comes from far away
            await asyncio.sleep(0.01)


async def publish_all(transport: Transport, outgoing: Sequence[Outgoing]) -> None:
    """Sends until it is stored, as a relay does."""
    async with asyncio.timeout(SOON):
        while True:
            with suppress(TransportAway):
                return await transport.publish(outgoing)
            await asyncio.sleep(0.2)


async def replay_all(transport: Transport, topic: str, **limits: Mapping[tuple[str, int], int]) -> list[Message]:
    return [message async for batch in transport.replay([topic], **limits) for message in batch]
