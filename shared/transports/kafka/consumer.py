"""Reading from Kafka: a batch is acknowledged after its handler returned, and else read again.

It is FastStream's batch subscriber with another loop, since FastStream's own cannot keep what the port
promises: see `docs/decisions/0054-a-subscriber-with-a-loop-of-our-own.md`.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, UnknownError
from faststream._internal.endpoint.subscriber.call_item import CallsCollection
from faststream.kafka.subscriber.config import KafkaSubscriberConfig
from faststream.kafka.subscriber.specification import KafkaSubscriberSpecification
from faststream.kafka.subscriber.usecase import BatchSubscriber, LogicSubscriber

from shared.engine.port import TransportAway
from shared.operations.logs import Complaints
from shared.operations.recurring import Recurring
from shared.transports.kafka.batch_size import BatchSize
from shared.transports.kafka.careful import MOST_FROM_OUTSIDE, MOST_MESSAGES, poll
from shared.transports.kafka.cluster import Cluster, describe_error, end, missing_topics
from shared.transports.kafka.decoding import Record
from shared.transports.kafka.pausing import Pauses

log = structlog.get_logger()

Records = Mapping[TopicPartition, Sequence[Record]]
Offsets = Mapping[TopicPartition, int]

IDLE = 1_000
"""Milliseconds until a poll without messages returns, so that the loop is seen to move."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds between tries of a batch that failed: doubled each time, with jitter."""
UNTIL_ASKED_AGAIN = 5.0
"""Seconds, at most, until a Kafka that is away or lacks a topic is asked again: work goes on that soon."""
PATIENCE = 60.0
"""Seconds in which the group must let us join, or take an acknowledgement. After that we begin again. It is twice the
time that other copies have to end their batches."""


class KafkaConsumer(BatchSubscriber):
    """One service's reading of its topics."""

    def __init__(
        self,
        config: KafkaSubscriberConfig,
        specification: KafkaSubscriberSpecification,
        calls: CallsCollection[tuple[Any, ...]],
        cluster: Cluster,
        turn: asyncio.Lock,
        longest_pause: float,
        patience: float,
        pauses: Pauses,
    ) -> None:
        """The first three are FastStream's."""
        self._size = BatchSize(MOST_FROM_OUTSIDE if pauses.own_topics else MOST_MESSAGES)
        super().__init__(config, specification, calls, batch_timeout_ms=IDLE, max_records=self._size.largest)
        self.moved_at = time.monotonic()
        self._cluster = cluster
        self._turn = turn
        """Held while a batch is in hand, so that its partitions go to another copy only between batches."""
        self._longest_pause = longest_pause
        self._patience = patience
        self._pauses = pauses
        self._acknowledged: dict[TopicPartition, int] = {}
        """How far this client has acknowledged each partition."""
        self._complaints = Complaints()
        self._failures = 0
        self._unread = Recurring(gap=3 * UNTIL_ASKED_AGAIN)
        """Errors of reading and acknowledging. What other partitions brought meanwhile does not end them."""
        self._unhandled = Recurring(gap=2 * LONGEST_PAUSE)
        """Errors of batches. The next batch that is handled ends them."""

    async def start(self) -> None:
        """Prepares the handler. The client is opened by the loop, and not here: Kafka may be away just now."""
        await super(LogicSubscriber, self).start()
        self._post_start()

    async def run(self) -> None:
        """Reads and hands on until cancelled. After a failure it begins again at the last acknowledged message."""
        async with self:
            while self.running:
                try:
                    await self._run_consume_loop(await self._join())
                except Exception as error:  # nothing may end the loop
                    if not isinstance(error, TransportAway):  # which readiness is told by the transport
                        self._unread.note(describe_error(error))
                    if self._complaints.is_news(describe_error(error)):
                        log.warning("reading begins anew", consumer=self.group_id, error=describe_error(error))
                    await self._pause(min(self._longest_pause, UNTIL_ASKED_AGAIN))
                finally:
                    await self._leave()

    @property
    def is_failing(self) -> bool:
        """Whether the same error has kept it from messages for a minute."""
        return self._unread.is_lasting or self._unhandled.is_lasting

    async def lag(self) -> int:
        """How many messages lie between what is acknowledged and the topics' ends, in all copies together."""
        own = await self._cluster.topics_beginning_with(self._pauses.own_topics)
        return await self._cluster.lag(str(self.group_id), [*self.topic_names, *own])

    async def _join(self) -> AIOKafkaConsumer:
        self.moved_at = time.monotonic()
        self._acknowledged.clear()
        if absent := await self._cluster.missing(self.topic_names):
            raise TransportAway(missing_topics(absent))
        self.consumer = self.builder(group_id=self.group_id, client_id=self.client_id, **self._connection_args)
        self._pauses.clear()
        self._subscribe(self.consumer)
        async with asyncio.timeout(self._patience):
            await self.consumer.start()
        return self.consumer

    def _subscribe(self, consumer: AIOKafkaConsumer) -> None:
        """By a pattern where publishers have topics of their own: a new one is seen within METADATA_AGE."""
        if self._pauses.own_topics:
            names = "|".join(map(re.escape, self.topic_names))
            pattern = f"^(?:{names}|{re.escape(self._pauses.own_topics)}[^.]+)$"
            consumer.subscribe(pattern=pattern, listener=self._listener)
        else:
            consumer.subscribe(self.topic_names, listener=self._listener)

    async def _leave(self) -> None:
        """Ends the client, which is thrown away in any case. No error here may end the loop."""
        consumer, self.consumer = self.consumer, None
        if consumer is not None and (trouble := await end(consumer)):
            log.warning("leaving was not orderly", consumer=self.group_id, error=trouble)

    async def _run_consume_loop(self, consumer: AIOKafkaConsumer) -> None:
        """In place of FastStream's: it reads with this client until something goes wrong."""
        while self.running:
            await self._next_batch(consumer)

    async def _next_batch(self, consumer: AIOKafkaConsumer) -> None:
        records = await self._poll(consumer)
        if records:
            await self._hand_over(consumer, records)
        else:
            self._failures = 0
            await self._acknowledge_markers(consumer)

    async def _poll(self, consumer: AIOKafkaConsumer) -> Records:
        self.moved_at = time.monotonic()
        self._pauses.resume(consumer)
        async with asyncio.timeout(self._patience):  # during a rebalance a poll lasts until its end
            return await poll(consumer, IDLE, self._size.most)

    async def _hand_over(self, consumer: AIOKafkaConsumer, records: Records) -> None:
        """A batch that is not handled comes again, after a pause."""
        begins = {partition: part[0].offset for partition, part in records.items()}
        ends = {partition: part[-1].offset + 1 for partition, part in records.items()}
        batch = tuple(chain.from_iterable(records.values()))
        async with self._turn:
            try:
                handled = await self._handle(batch)
            except Exception as error:  # whatever it is, the batch must come again
                log.warning("batch failed, reading it again", consumer=self.group_id, error=type(error).__name__)
                self._unhandled.note(type(error).__name__)
                self._rewind(consumer, begins)
            else:
                await self._acknowledge(consumer, ends)
                await self._pauses.count(consumer, records, handled.body or frozenset())
                self._failures = 0
                self._unhandled.clear()
                return
        await self._pause(self._longest_pause)

    async def _handle(self, batch: tuple[Record, ...]) -> Any:
        """Notes how long it took. One that fails may have been too large as well."""
        begun = time.monotonic()
        try:
            return await self.process_message(batch)
        finally:
            self._size.note(len(batch), time.monotonic() - begun)

    def _rewind(self, consumer: AIOKafkaConsumer, begins: Offsets) -> None:
        """Without this the next poll goes on behind the failed batch, and the next commit skips it for good."""
        for partition in consumer.assignment() & begins.keys():
            consumer.seek(partition, begins[partition])

    async def _acknowledge_markers(self, consumer: AIOKafkaConsumer) -> None:
        """Acknowledges what holds no message, once all messages are handled: or lag would never be 0.

        A transaction ends with a marker, and what was aborted is never handed over; both have offsets.
        """
        with suppress(IllegalStateError):  # a rebalance took a partition meanwhile
            async with self._turn, asyncio.timeout(self._patience):
                known = self._acknowledged
                ends = {
                    partition: await consumer.position(partition)
                    for partition in consumer.assignment()
                    if (consumer.highwater(partition) or 0) > known.get(partition, 0)
                }
                await self._acknowledge(consumer, {each: end for each, end in ends.items() if end > known.get(each, 0)})

    async def _acknowledge(self, consumer: AIOKafkaConsumer, ends: Offsets) -> None:
        """Commits for this batch's partitions, as far as they are still ours."""
        ours = {partition: ends[partition] for partition in consumer.assignment() & ends.keys()}
        try:
            async with asyncio.timeout(self._patience):
                if ours:
                    await consumer.commit(ours)
                    self._acknowledged |= ours
        except (CommitFailedError, IllegalStateError) as refused:
            # Another copy has them now and sees these messages again; the inbox covers that.
            log.info("acknowledged too late, after a rebalance", consumer=self.group_id, error=describe_error(refused))
        except UnknownError as error:
            # Kafka could not write it. The next one says as much and more, and nobody waits for another client.
            self._unread.note(describe_error(error))
            if self._complaints.is_news(f"not acknowledged: {describe_error(error)}"):
                log.warning("not acknowledged", consumer=self.group_id, error=describe_error(error))

    async def _pause(self, longest: float) -> None:
        longest = min(longest, SHORTEST_PAUSE * 2 ** min(self._failures, 20))
        self._failures += 1
        await asyncio.sleep(longest * random.uniform(0.5, 1.0))


class BetweenBatches(ConsumerRebalanceListener):  # type: ignore[misc]
    """Lets the batch in hand be finished before its partitions go to another copy."""

    def __init__(self, turn: asyncio.Lock) -> None:
        self._turn = turn

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        async with self._turn:
            log.info("partitions given back", partitions=len(revoked))

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        log.info("partitions assigned", partitions=len(assigned))
