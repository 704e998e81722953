"""A connection to Kafka that ends unnoticed costs what was sent on it, and nothing more."""

from __future__ import annotations

import asyncio

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from tests.contract.kafka_harness import KafkaHarness
from tests.support.kafka import Broker


@pytest.fixture
def harness(kafka: Broker) -> KafkaHarness:
    return KafkaHarness(kafka)


async def test_sending_on_a_connection_that_just_ended_is_an_error_of_the_connection(harness: KafkaHarness) -> None:
    """uvloop raises another error there, which would end aiokafka's own tasks: the client then waits for ever."""
    topic = await harness.topic()
    async with AIOKafkaProducer(bootstrap_servers=harness.kafka.bootstrap) as producer:
        await producer.send_and_wait(topic, b"{}")
        (connection,) = producer.client._conns.values()
        connection._writer.transport.abort()
        with pytest.raises(KafkaConnectionError):
            await _send_until_it_fails(connection)
        assert not connection.connected()
        await producer.send_and_wait(topic, b"{}")


async def test_a_request_that_kafka_does_not_know_is_no_loss_of_the_connection(
    harness: KafkaHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiokafka's error is a RuntimeError too. Each such question would else end a connection that works."""
    async with AIOKafkaProducer(bootstrap_servers=harness.kafka.bootstrap) as producer:
        await producer.send_and_wait(await harness.topic(), b"{}")
        (connection,) = producer.client._conns.values()
        monkeypatch.setitem(connection._versions, MetadataRequest.API_KEY, (999, 999))
        with pytest.raises(NotImplementedError):
            connection.send(MetadataRequest([]))
        assert connection.connected()


async def _send_until_it_fails(connection: AIOKafkaConnection) -> None:
    """The loop needs a few turns to end a connection, and aiokafka a few more to notice."""
    async with asyncio.timeout(5):
        while True:
            asking = connection.send(MetadataRequest([]))
            await asyncio.sleep(0)
            asking.close()
