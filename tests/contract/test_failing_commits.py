"""Where Kafka cannot keep how far a service has read, the service goes on. The next commit says as much and more."""

from __future__ import annotations

from unittest.mock import AsyncMock

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import UnknownError

from tests.contract.harness import Reader, events, lag_is, reading, until
from tests.contract.kafka_harness import KafkaHarness
from tests.support.kafka import Broker
from tests.support.logged import catch_logs


async def test_a_commit_that_kafka_cannot_write_ends_no_reading(kafka: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    harness = KafkaHarness(kafka)
    topic, commit = await harness.topic(), AsyncMock(side_effect=UnknownError)
    with catch_logs() as log, monkeypatch.context() as patched:
        patched.setattr(AIOKafkaConsumer, "commit", commit)
        async with reading(harness, await harness.reader(), [topic], reader := Reader()) as consumer:
            await harness.produce(events(topic, 5))
            await until(lambda: commit.await_count > 0)
            patched.undo()
            await lag_is(consumer, 0)
    assert (len(reader.handled), "reading begins anew" in log.text) == (5, False)
