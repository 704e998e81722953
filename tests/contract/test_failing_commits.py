"""Where Kafka cannot keep how far a service has read, the service goes on. The next commit says as much and more."""

from __future__ import annotations

from unittest.mock import AsyncMock

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import UnknownError

from shared.operations import recurring
from shared.transports.kafka.consumer import KafkaConsumer
from tests.contract.harness import Reader, events, lag_is, reading, until
from tests.contract.kafka_harness import KafkaHarness
from tests.support.kafka import Broker
from tests.support.logged import catch_logs


async def test_a_commit_that_kafka_cannot_write_ends_no_reading(kafka: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it goes on for a minute, operators are told."""
    harness = KafkaHarness(kafka)
    topic, commit = await harness.topic(), AsyncMock(side_effect=UnknownError)
    monkeypatch.setattr(recurring, "LASTING", 1.0)
    with catch_logs() as log, monkeypatch.context() as patched:
        patched.setattr(AIOKafkaConsumer, "commit", commit)
        async with reading(harness, await harness.reader(), [topic], reader := Reader()) as consumer:
            await harness.produce(events(topic, 5))
            await until(lambda: isinstance(consumer, KafkaConsumer) and consumer.is_failing)
            patched.undo()
            await lag_is(consumer, 0)
    assert (len(reader.handled), "reading begins anew" in log.text) == (5, False)
    assert log.text.count("not acknowledged") == 1
