"""Publishers' own topics, read so fast as their quotas allow. What is not read now stays in Kafka."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import IllegalStateError

from shared.engine.port import Meter, Place
from shared.transports.kafka.decoding import Record, size_of


@dataclass(slots=True)
class Pauses:
    """Which partitions are not read for now, and until when. A rebalance may end a pause early."""

    own_topics: str
    meter: Meter | None
    _until: dict[TopicPartition, float] = field(default_factory=dict)

    def resume(self, consumer: AIOKafkaConsumer) -> None:
        """Reads on where the time has come."""
        now = time.monotonic()
        for partition in [each for each, until in self._until.items() if until <= now]:
            del self._until[partition]
            with suppress(IllegalStateError):  # another copy has it now
                consumer.resume(partition)

    async def count(
        self, consumer: AIOKafkaConsumer, records: Mapping[TopicPartition, Sequence[Record]], before: Set[Place]
    ) -> None:
        """Counts what was read, and pauses the topics whose publishers have sent more than their quotas.

        What was handled `before` was counted then. A group that begins anew reads weeks again.
        """
        counts: dict[str, tuple[int, int]] = {}
        for partition, part in records.items():
            if self.own_topics and partition.topic.startswith(self.own_topics):
                fresh = [one for one in part if (*partition, one.offset) not in before]
                if fresh:
                    events, size = counts.get(partition.topic, (0, 0))
                    size += sum(map(size_of, fresh))
                    counts[partition.topic] = events + len(fresh), size
        if not counts or self.meter is None:
            return
        pauses = await self.meter(counts)
        for partition in records:
            if (seconds := pauses.get(partition.topic, 0)) > 0:
                self._until[partition] = time.monotonic() + seconds
                with suppress(IllegalStateError):
                    consumer.pause(partition)

    def clear(self) -> None:
        """A new client reads everything."""
        self._until.clear()
