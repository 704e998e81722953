"""Each partition has an equal share of a poll, and what one leaves goes to those that have more."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.consumer.fetcher import FetchError
from aiokafka.errors import TopicAuthorizationFailedError

from shared.transports.kafka.batch_size import FEWEST, QUICK, BatchSize
from shared.transports.kafka.careful import poll
from tests.support.kafka import Broker
from tests.support.topics import create, unique

HOT, QUIET = 200, 4


async def fill(kafka: Broker, messages: Mapping[str, int]) -> None:
    await create(kafka.bootstrap, *messages)
    async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap) as producer:
        for topic, number in messages.items():
            for place in range(number):
                await producer.send(topic, str(place).encode())


async def fetch_all(consumer: AIOKafkaConsumer, topics: int) -> None:
    """Returns when there is something of each topic, since a poll is about what waits."""
    async with asyncio.timeout(30):
        while len(consumer._fetcher._records) < topics:  # noqa: ASYNC110 - it tells nobody when something came
            await asyncio.sleep(0.01)


async def test_a_poll_is_full_where_one_partition_has_much_and_others_little(kafka: Broker) -> None:
    """Else its batches would never count as full, and would stay small as long as others send a little."""
    hot, quiet = unique("hot"), [unique("quiet") for _ in range(QUIET)]
    await fill(kafka, {hot: HOT, **dict.fromkeys(quiet, 1)})
    async with AIOKafkaConsumer(
        hot, *quiet, bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest"
    ) as consumer:
        await fetch_all(consumer, 1 + QUIET)
        records = await poll(consumer, 1_000, FEWEST)
        numbers = {partition.topic: len(part) for partition, part in records.items()}
        assert numbers == {hot: FEWEST - QUIET, **dict.fromkeys(quiet, 1)}
        (part,) = (await poll(consumer, 1_000, FEWEST)).values()
        assert [record.value for record in part] == [
            str(place).encode() for place in range(FEWEST - QUIET, 2 * FEWEST - QUIET)
        ]
        size = BatchSize(HOT)
        size.note(2 * FEWEST, 2 * QUICK)
        size.note(len(part), QUICK)
        assert size.most > FEWEST


async def test_of_two_that_have_much_each_has_half(kafka: Broker) -> None:
    topics = [unique("hot") for _ in range(2)]
    await fill(kafka, dict.fromkeys(topics, 30))
    async with AIOKafkaConsumer(*topics, bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest") as consumer:
        await fetch_all(consumer, 2)
        records = await poll(consumer, 1_000, FEWEST)
    assert {partition.topic: len(part) for partition, part in records.items()} == dict.fromkeys(topics, FEWEST // 2)


async def test_what_was_taken_is_handed_over_before_an_error_is_raised(kafka: Broker) -> None:
    """Else nothing of any topic would be handled for as long as one of them answers with an error."""
    topics = [unique("quiet") for _ in range(2)]
    await fill(kafka, dict.fromkeys(topics, 5))
    async with AIOKafkaConsumer(*topics, bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest") as consumer:
        await fetch_all(consumer, 2)
        error = FetchError(error=TopicAuthorizationFailedError("gone"), backoff=0)
        consumer._fetcher._records[TopicPartition("gone", 0)] = error
        records = await poll(consumer, 1_000, FEWEST)
        assert {partition.topic: len(part) for partition, part in records.items()} == dict.fromkeys(topics, 5)
        with pytest.raises(TopicAuthorizationFailedError):
            await poll(consumer, 1_000, FEWEST)
