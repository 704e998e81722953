"""How the contract suite handles Kafka, and the faults that only Kafka has."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiokafka import AIOKafkaProducer
from faststream import AckPolicy
from faststream.kafka.subscriber.usecase import BatchSubscriber

from contracts.kafka_binding import headers_of
from shared.engine.port import Handler, Message, Outgoing
from shared.transports.kafka import KafkaTransport
from shared.transports.kafka.consumer import KafkaConsumer
from tests.contract.harness import SOON, Headers, Reader, event
from tests.support.crafted import nameless, produce_batch
from tests.support.kafka import Broker, CannotStop
from tests.support.topics import create, unique


@dataclass
class KafkaHarness:
    kafka: Broker
    session_timeout: int = 6_000
    group_patience: float = 60

    async def topic(self) -> str:
        name = unique("topic")
        await create(self.kafka.bootstrap, name, partitions=12)
        return name

    async def reader(self) -> str:
        return unique("reader")

    @asynccontextmanager
    async def transport(self, instance: str = "1") -> AsyncIterator[KafkaTransport]:
        transport = KafkaTransport(
            self.kafka.bootstrap,
            instance,
            longest_pause=0.5,
            patience=20,
            session_timeout=self.session_timeout,
            group_patience=self.group_patience,
        )
        await transport.start()
        try:
            yield transport
        finally:
            await transport.stop()

    async def produce(self, events: Sequence[Outgoing]) -> None:
        async with self.transport("producer") as transport:
            await transport.publish(events)

    async def produce_raw(self, topic: str, key: bytes | None, headers: Headers, data: bytes | None) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.kafka.bootstrap) as producer:
            await producer.send_and_wait(topic, data, key=key, headers=headers)

    @asynccontextmanager
    async def transaction(self, topic: str, numbers: Sequence[int]) -> AsyncIterator[AIOKafkaProducer]:
        """A publisher with these events in a transaction that is open; the test commits or aborts it."""
        name = unique("publisher")
        async with AIOKafkaProducer(bootstrap_servers=self.kafka.bootstrap, transactional_id=name) as producer:
            await producer.begin_transaction()
            for each in numbers:
                one = event(topic, each, f"K{each % 20}")
                await producer.send_and_wait(topic, one.data, key=one.key.encode(), headers=headers_of(one.attributes))
            yield producer

    async def read_and_crash(self, name: str, topics: Sequence[str], handler: Handler) -> None:
        async with self.transport() as transport:
            consumer = transport.consumer(name, topics, handler)
            consumer.__class__ = Crashing
            with pytest.raises(Crash):
                await asyncio.wait_for(consumer.run(), SOON)

    async def take_away(self) -> None:
        try:
            await asyncio.to_thread(self.kafka.kill)
        except CannotStop as reason:
            pytest.skip(str(reason))

    async def bring_back(self) -> None:
        await asyncio.to_thread(self.kafka.start)


# ---- consumers with a fault --------------------------------------------------------------------


class Crash(BaseException):
    """Not an Exception: like the end of a killed process, nothing catches it."""


class Crashing(KafkaConsumer):
    """Dies instead of acknowledging."""

    __slots__ = ()

    async def _acknowledge(self, *_: object) -> None:
        raise Crash


class NeverRewinding(KafkaConsumer):
    """What the adapter would be without the rewind."""

    __slots__ = ()

    def _rewind(self, *_: object) -> None:
        pass


@dataclass
class SlowReader(Reader):
    """Takes its time for the first batch."""

    seconds: float = 0

    async def __call__(self, messages: Sequence[Message]) -> None:
        self.offered.append(messages)
        await asyncio.sleep(self.seconds if len(self.offered) == 1 else 0)
        self.handled += messages


@dataclass
class HeldReader(Reader):
    """Keeps its first batch in hand until it may go on."""

    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, messages: Sequence[Message]) -> None:
        self.offered.append(messages)
        await self.go_on.wait()
        self.handled += messages


COPY = """
import asyncio, sys
from shared.transports.kafka import KafkaTransport

async def hold(messages):
    print("in hand", flush=True)
    await asyncio.Event().wait()

async def main(bootstrap, name, topic, instance, session_timeout):
    transport = KafkaTransport(bootstrap, instance, session_timeout=int(session_timeout))
    await transport.start()
    await transport.consumer(name, [topic], hold).run()

asyncio.run(main(*sys.argv[1:]))
"""


async def killed_with_a_batch_in_hand(harness: KafkaHarness, name: str, topic: str, instance: str) -> None:
    """A real process reads the topic, and is killed by SIGKILL while its handler works."""
    copy = await asyncio.create_subprocess_exec(
        sys.executable, "-c", COPY, harness.kafka.bootstrap, name, topic, instance, str(harness.session_timeout),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert copy.stdout is not None
        async with asyncio.timeout(SOON):
            while await copy.stdout.readline() != b"in hand\n":
                assert not copy.stdout.at_eof(), "it ended by itself"
    finally:
        copy.kill()
        await copy.wait()


# ---- what should not be ------------------------------------------------------------------------


async def produce_nameless(bootstrap: str, topic: str, partition: int) -> None:
    """Stores a record with a header whose name is not UTF-8, which no common client would send."""
    await produce_batch(bootstrap, topic, partition, nameless())


def unsafe(transport: KafkaTransport) -> set[str]:
    """The groups of subscribers that could acknowledge what is not handled, or miss what is older than they."""
    return {
        getattr(subscriber, "group_id", "")
        for subscriber in transport.broker.subscribers
        if not (
            isinstance(subscriber, BatchSubscriber)
            and subscriber.ack_policy is AckPolicy.MANUAL
            and subscriber._connection_args["enable_auto_commit"] is False
            and subscriber._connection_args["auto_offset_reset"] == "earliest"
        )
    }
