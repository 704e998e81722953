"""Batches that take much memory once they are read: few of them at a time, and none is lost or comes twice."""

from __future__ import annotations

import asyncio
import gzip

from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.transports.kafka.careful import LARGE, MOST_LARGE, CarefulResult, poll
from tests.support.crafted import GZIP, batch, pack_batch, produce_batch
from tests.support.kafka import Broker
from tests.support.topics import create, unique

COUNT = 15_000
PACKED = pack_batch(batch([((), b"x" * 150)] * COUNT), GZIP, gzip.compress)
TOPICS = 5


def count_large(consumer: AIOKafkaConsumer) -> int:
    """Large batches that are in memory between two polls."""
    begun = (one for one in consumer._fetcher._records.values() if isinstance(one, CarefulResult))
    return sum(one.memory > LARGE for one in begun)


async def test_of_large_batches_on_many_topics_few_stay_in_memory_and_all_are_read_once(kafka: Broker) -> None:
    topics = [unique("large") for _ in range(TOPICS)]
    await create(kafka.bootstrap, *topics)
    for topic in topics:
        await produce_batch(kafka.bootstrap, topic, 0, PACKED)
    read: dict[TopicPartition, list[int]] = {TopicPartition(topic, 0): [] for topic in topics}
    most = 0
    async with AIOKafkaConsumer(*topics, bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest") as consumer:
        async with asyncio.timeout(120):
            while any(len(offsets) < COUNT for offsets in read.values()):
                for partition, records in (await poll(consumer, 1_000)).items():
                    read[partition] += [record.offset for record in records]
                most = max(most, count_large(consumer))
    assert all(offsets == list(range(COUNT)) for offsets in read.values())
    assert most == MOST_LARGE
