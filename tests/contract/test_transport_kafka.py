"""The contract on a real Kafka, and what only Kafka must keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
from aiokafka import AIOKafkaProducer

from shared.kafka import KafkaTransport
from shared.kafka.consumer import KafkaConsumer
from shared.transport import Handler, Outgoing
from tests.contract.transport import Headers, TransportContract
from tests.support.kafka import Broker, CannotStop
from tests.support.topics import create, unique


class Crash(BaseException):
    """Not an Exception: like a killed process, nothing may catch it."""


class CrashingConsumer(KafkaConsumer):
    __slots__ = ()

    async def _acknowledge(self, *_: object) -> None:
        raise Crash


@dataclass
class KafkaHarness:
    kafka: Broker
    outsiders: ClassVar[bool] = True

    async def topic(self) -> str:
        name = unique("topic")
        await create(self.kafka.bootstrap, name, partitions=12)
        return name

    async def reader(self) -> str:
        return unique("reader")

    @asynccontextmanager
    async def transport(self, instance: str = "1") -> AsyncIterator[KafkaTransport]:
        transport = KafkaTransport(self.kafka.bootstrap, instance, longest_pause=0.5, session_timeout=6_000, patience=5)
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

    async def read_and_crash(self, name: str, topics: Sequence[str], handler: Handler) -> None:
        async with self.transport() as transport:
            consumer = transport.consumer(name, topics, handler)
            consumer.__class__ = CrashingConsumer
            with pytest.raises(Crash):
                await asyncio.wait_for(consumer.run(), 30)

    async def take_away(self) -> None:
        try:
            await asyncio.to_thread(self.kafka.kill)
        except CannotStop as reason:
            pytest.skip(str(reason))

    async def bring_back(self) -> None:
        await asyncio.to_thread(self.kafka.start)


@pytest.fixture
def harness(kafka: Broker) -> KafkaHarness:
    return KafkaHarness(kafka)


class TestKafka(TransportContract):
    pass
