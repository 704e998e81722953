"""Uses Kafka with care: no stored record stops its partition or fills the memory, no lost connection stops a client.

aiokafka parses each batch as it comes. A batch that cannot be decompressed, or has a header whose name is no text,
raises at every try. A batch that decompresses to gigabytes ends the process. aiokafka has no place for another parser.
So three classes of its fetcher are replaced here, for all consumers of this process. It still decides about
transactions, positions and checksums.

A connection that was lost a moment ago ends aiokafka's tasks when they write to it, and its client waits for ever:
uvloop raises an error there that aiokafka does not expect. So the class of its connections is replaced too.

For both reasons `pyproject.toml` keeps aiokafka below the next version.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Final, TypeVar
from weakref import proxy

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition, conn
from aiokafka.consumer import fetcher
from aiokafka.errors import KafkaConnectionError, KafkaError

from shared.transports.kafka.batches import ROOM, Batches, Room, room_of_poll
from shared.transports.kafka.decoding import Record
from shared.transports.kafka.parsing import PlainRecord

Value = TypeVar("Value")

LARGEST_POLL: Final = 8 * 1024 * 1024
"""Bytes that are handed over at once: 2,000 messages of 4 kB each."""
MOST_MESSAGES: Final = 2_000
"""Messages handed over at once: more is no faster, only larger in memory."""


LARGE: Final = 2 * 1024 * 1024
"""Bytes of memory of a batch that counts as large."""
MOST_LARGE: Final = 2
"""Large batches that stay in memory between two polls. The others are fetched again when they have their turn."""
MOST_FROM_OUTSIDE: Final = 300
"""The same for who reads what other systems send: whoever comes next waits for one batch."""


async def poll(
    consumer: AIOKafkaConsumer, wait: int, most: int = MOST_MESSAGES
) -> Mapping[TopicPartition, Sequence[Record]]:
    """What came within so many milliseconds, by partition: a batch's worth of messages, and of bytes.

    Each partition has an equal share of the messages, and those that were read stand back behind the others. So a
    flood on one of them never fills the polls alone. What some leave of their shares goes to those that have more.
    """
    fetched = consumer._fetcher._records  # noqa: SLF001 - it has no other way to say what waits
    records = dict[TopicPartition, list[Record]]()
    with _set(ROOM, Room(LARGEST_POLL)):
        left = most - await _take_shares(consumer, fetched, wait, most, records)
        while 0 < left < most and _is_free_of_errors(fetched):
            if not (taken := await _take_shares(consumer, fetched, 0, left, records)):
                break
            left -= taken
    for partition in records:
        if partition in fetched:
            fetched.move_to_end(partition)
    _let_go(consumer, fetched)
    return records


def _is_free_of_errors(fetched: Mapping[TopicPartition, object]) -> bool:
    """Whether more can be taken. An error would be raised over what was taken before; the next poll raises it."""
    return bool(fetched) and all(isinstance(one, CarefulResult) for one in fetched.values())


async def _take_shares(
    consumer: AIOKafkaConsumer,
    fetched: Sized,
    wait: int,
    most: int,
    records: dict[TopicPartition, list[Record]],
) -> int:
    """Adds an equal share of each partition that has something; returns how many messages that were."""
    with _set(SHARE, -(-most // max(1, len(fetched)))):
        more: Mapping[TopicPartition, Sequence[Record]] = await consumer.getmany(timeout_ms=wait, max_records=most)
    for partition, part in more.items():
        records.setdefault(partition, []).extend(part)
    return sum(map(len, more.values()))


def _let_go(consumer: AIOKafkaConsumer, fetched: Mapping[TopicPartition, object]) -> None:
    """Lets go of large batches that are read in part, but for the first few. What was handed over stays so."""
    begun = ((partition, one) for partition, one in fetched.items() if isinstance(one, CarefulResult))
    large = [(partition, one.next_offset) for partition, one in begun if one.memory > LARGE]
    for partition, offset in large[MOST_LARGE:]:
        consumer.seek(partition, offset)


@contextmanager
def _set(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


SHARE: Final[ContextVar[int | None]] = ContextVar("share", default=None)
"""Messages that this task's present poll takes of one partition."""


_unpack_records = fetcher.PartitionRecords._unpack_records  # noqa: SLF001 - it is kept alive by nothing but its reader


class CarefulRecords(fetcher.PartitionRecords):  # type: ignore[misc]
    """A partition's records, and what stands for those that cannot be handed over."""

    def __iter__(self) -> Iterator[Record]:
        records: Iterator[Record] = self._records_iterator
        return records

    def _unpack_records(self) -> Iterator[Record]:
        """aiokafka's, but it does not keep this alive: a batch that is let go of leaves memory at once."""
        records: Iterator[Record] = _unpack_records(proxy(self))
        return records

    @property
    def memory(self) -> int:
        """Bytes of memory that the batch takes which is being read."""
        memory: int = self._records.memory
        return memory

    def _consumer_record(self, tp: TopicPartition, record: Any) -> Record:
        if isinstance(record, PlainRecord):
            return replace(record, topic=tp.topic, partition=tp.partition)
        key, value = record.key, record.value
        return ConsumerRecord(
            tp.topic,
            tp.partition,
            record.offset,
            record.timestamp,
            record.timestamp_type,
            key,
            value,
            None,
            -1 if key is None else len(key),
            -1 if value is None else len(value),
            tuple(record.headers),
        )


class CarefulResult(fetcher.FetchResult):  # type: ignore[misc]
    """What was fetched of a partition, handed over as far as the poll has room."""

    _partition_records: CarefulRecords | None
    """None once all is handed over."""

    @property
    def memory(self) -> int:
        """Bytes of memory that it takes beside what was fetched."""
        return self._partition_records.memory if self._partition_records else 0

    @property
    def next_offset(self) -> int:
        """What was not handed over begins there."""
        assert self._partition_records is not None
        offset: int = self._partition_records.next_fetch_offset
        return offset

    def getall(self, max_records: int | None = None) -> list[Record]:
        room = room_of_poll()
        # What need not be unpacked waits then as well: it keeps its place for the next poll.
        if room.left <= 0 or (room.left_to_begin <= 0 and not self.memory):
            return []
        if not self.check_assignment(self._topic_partition) or not self.has_more():
            return []
        share = SHARE.get()
        most = max_records if share is None else min(share, max_records or share)
        records: list[Record] = []
        for record in self._partition_records or ():
            records.append(record)
            if len(records) == most or room.left <= 0:
                self._update_position()
                break
        else:
            self._update_position()
            self._partition_records = None
        return records


class CarefulConnection(conn.AIOKafkaConnection):  # type: ignore[misc]
    """A connection that says so in aiokafka's own words when it is lost, whatever the loop says."""

    def send(self, request: Any, expect_response: bool = True) -> Awaitable[Any]:
        try:
            answer: Awaitable[Any] = super().send(request, expect_response)
        except (KafkaError, NotImplementedError):  # aiokafka's own are RuntimeErrors too, also of what this Kafka lacks
            raise
        except RuntimeError as error:
            self.close(reason=conn.CloseReason.CONNECTION_BROKEN, exc=error)
            raise KafkaConnectionError(f"Connection at {self.host}:{self.port} is lost") from error
        return answer


fetcher.MemoryRecords, fetcher.PartitionRecords, fetcher.FetchResult = Batches, CarefulRecords, CarefulResult
conn.AIOKafkaConnection = CarefulConnection
