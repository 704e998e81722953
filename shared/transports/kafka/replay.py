"""Reading whole topics, without a group and without acknowledging: what a rebuild reads."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from shared.engine.port import Message, Positions, TransportAway
from shared.transports.kafka.careful import poll
from shared.transports.kafka.cluster import COMMITTED, Cluster, describe_error, end
from shared.transports.kafka.decoding import message_of

IDLE = 500
"""Milliseconds until a poll without messages returns, to see whether only markers of transactions were left."""
PATIENCE = 30.0
"""Seconds in which something must come while the end is not reached."""


async def replay(
    cluster: Cluster, topics: Sequence[str], since: Positions, until: Positions | None
) -> AsyncGenerator[Sequence[Message], None]:
    """Batches of the messages between these positions. Raises TransportAway if the end cannot be reached."""
    ends = await cluster.ends(topics) if until is None else _choose_positions(topics, until)
    consumer = AIOKafkaConsumer(
        bootstrap_servers=cluster.bootstrap,
        client_id=cluster.client_id,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level=COMMITTED,
        **cluster.security.for_aiokafka(),
    )
    try:
        await consumer.start()
        unread = await _begin(consumer, ends, since)
        heard = time.monotonic()
        while unread:
            batch = await _next_batch(consumer, ends)
            if batch:
                heard = time.monotonic()
                yield batch
                del batch  # the next one then takes its memory
            elif time.monotonic() - heard > PATIENCE:
                raise TransportAway(f"Kafka at {cluster.bootstrap} sends nothing, and the end is not reached")
            unread = await _still_unread(consumer, ends, unread)
    except (KafkaError, TimeoutError) as error:
        raise TransportAway(f"Kafka at {cluster.bootstrap} broke off: {describe_error(error)}") from error
    finally:
        await end(consumer)


def _choose_positions(topics: Sequence[str], positions: Positions) -> dict[TopicPartition, int]:
    return {TopicPartition(*where): offset for where, offset in positions.items() if where[0] in topics}


async def _begin(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int], since: Positions) -> set[TopicPartition]:
    """Points the consumer at the first message of each partition that has any to read; returns those."""
    oldest: dict[TopicPartition, int] = await consumer.beginning_offsets(list(ends)) if ends else {}
    begins = {partition: max(oldest[partition], since.get(partition, 0)) for partition in ends}
    unread = {partition for partition in ends if begins[partition] < ends[partition]}
    if unread:
        consumer.assign(list(unread))
        for partition in unread:
            consumer.seek(partition, begins[partition])
    return unread


async def _next_batch(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> Sequence[Message]:
    records = await poll(consumer, IDLE)
    return [message_of(record) for each, part in records.items() for record in part if record.offset < ends[each]]


async def _still_unread(
    consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int], unread: set[TopicPartition]
) -> set[TopicPartition]:
    """The partitions whose end is not reached yet. The others are no longer fetched."""
    read = {partition for partition in unread if await consumer.position(partition) >= ends[partition]}
    consumer.pause(*read)
    return unread - read
