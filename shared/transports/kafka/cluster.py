"""Questions to a Kafka cluster: which topics there are, how far they reach, how far a group has read.

On connections of its own: on a consumer's, an answer stands in line behind a fetch that waits for data.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.engine.port import TransportAway
from shared.transports.kafka.security import OPEN, Security

COMMITTED: Final = "read_committed"
"""What every reader reads: nothing of a transaction that was aborted, or is not yet committed."""
METADATA_AGE = 5_000
"""Milliseconds until a client asks again which topics and partitions there are. A topic that was deleted and made again
is unknown to it for that long. aiokafka's own value is five minutes."""
LEAVING = 10.0
"""Seconds that a client has to end in an orderly way: less than a process has when it is stopped."""


@dataclass(slots=True)
class Clients:
    """What the questions are asked through."""

    admin: AIOKafkaAdminClient
    reader: AIOKafkaConsumer

    async def close(self) -> None:
        await end(self.reader)
        await self.admin.close()


@dataclass(slots=True)
class Cluster:
    """Connected when first asked, and again after it did not answer. Every question raises TransportAway."""

    bootstrap: str
    client_id: str
    patience: float
    """Seconds in which a question must be answered."""
    security: Security = OPEN
    _clients: Clients | None = None
    _connecting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _partitions: dict[str, list[TopicPartition]] = field(default_factory=dict)
    """The partitions of the topics that are known to exist. Their number never changes, or keys would move."""

    async def missing(self, topics: Iterable[str]) -> list[str]:
        """Those of the topics that are not there."""
        # All names are asked for: a question by name would make a careless cluster create the topic.
        async with self.connect() as clients:
            return sorted(set(topics).difference(await clients.admin.list_topics()))

    async def topics_beginning_with(self, prefix: str) -> list[str]:
        """The topics whose names begin so; none for an empty beginning."""
        if not prefix:
            return []
        async with self.connect() as clients:
            return sorted(name for name in await clients.admin.list_topics() if name.startswith(prefix))

    async def partitions(self, topics: Sequence[str]) -> list[TopicPartition]:
        """All partitions of the topics, which must be there."""
        unseen = [topic for topic in topics if topic not in self._partitions]
        if unseen and (absent := await self.missing(unseen)):
            raise TransportAway(missing_topics(absent))
        if unseen:
            async with self.connect() as clients:
                described = await clients.admin.describe_topics(unseen)
            for each in described:
                name = each["topic"]
                self._partitions[name] = [TopicPartition(name, part["partition"]) for part in each["partitions"]]
        return [partition for topic in topics for partition in self._partitions[topic]]

    async def ends(self, topics: Sequence[str]) -> dict[TopicPartition, int]:
        """Where each partition ends: before the first transaction that is not yet committed, where there is one."""
        partitions = await self.partitions(topics)
        async with self.connect() as clients:
            ends: dict[TopicPartition, int] = await clients.reader.end_offsets(partitions)
            return ends

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """How many messages the group has not acknowledged. One that never did begins with the oldest."""
        partitions = await self.partitions(topics)
        async with self.connect() as clients:
            # In this order, so that what arrives in between is counted, not overlooked.
            acknowledged = await clients.admin.list_consumer_group_offsets(group)
            ends = await clients.reader.end_offsets(partitions)
            read = {partition: committed.offset for partition, committed in acknowledged.items()}
            unread = [each for each in partitions if ends[each] > read.get(each, 0)]
            begins = await clients.reader.beginning_offsets(unread) if unread else {}
        return sum(max(0, ends[each] - max(begins[each], read.get(each, 0))) for each in unread)

    async def stop(self) -> None:
        """Closes the connections."""
        clients, self._clients = self._clients, None
        if clients is not None:
            await clients.close()

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Clients]:
        """The clients, for a question that must be answered in time."""
        try:
            async with asyncio.timeout(self.patience):
                yield await self._connect()
        except (KafkaError, OSError) as error:
            await self.stop()
            raise TransportAway(f"Kafka at {self.bootstrap} does not answer: {describe_error(error)}") from error

    async def _connect(self) -> Clients:
        async with self._connecting:
            if self._clients is None:
                where = {
                    "bootstrap_servers": self.bootstrap,
                    "client_id": self.client_id,
                    "metadata_max_age_ms": METADATA_AGE,
                    **self.security.for_aiokafka(),
                }
                clients = Clients(AIOKafkaAdminClient(**where), AIOKafkaConsumer(**where, isolation_level=COMMITTED))
                try:
                    await clients.admin.start()
                    await clients.reader.start()
                except BaseException:
                    await clients.close()
                    raise
                self._clients = clients
            return self._clients


async def end(consumer: AIOKafkaConsumer) -> str:
    """Ends the client and closes its connections; returns what hindered it, or nothing.

    aiokafka cancels its own fetches at the end, and lets that cancellation out. To whoever awaits `stop`
    it looks like a cancellation of its own, and the connections stay open.
    """
    trouble = await _trouble_of(asyncio.wait_for(consumer.stop(), LEAVING))
    if trouble is None:
        return ""
    await _trouble_of(consumer._client.close())  # noqa: SLF001 - it has no other way to close them
    return describe_error(trouble)


async def _trouble_of(doing: Coroutine[Any, Any, None]) -> BaseException | None:
    """What it raised, a cancellation included that is not the caller's; None if nothing."""
    outcomes = await asyncio.gather(doing, return_exceptions=True)
    return outcomes[0]


def missing_topics(topics: Iterable[str]) -> str:
    """What to say of topics that are not there."""
    return f"missing on Kafka: {', '.join(sorted(topics))}; `ctc topics create` creates them"


def describe_error(error: BaseException) -> str:
    """The error's message, or its type if it has none."""
    return str(error) or type(error).__name__
