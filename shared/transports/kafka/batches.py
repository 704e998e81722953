"""Batches of records as Kafka stores them, read with a bound on the memory that they may take.

aiokafka's own parser is fast, and is used where it cannot do harm: on records that are within their bounds and
are well made. All else is taken apart here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from typing import Final

from aiokafka.errors import CorruptRecordException, KafkaError
from aiokafka.record.default_records import DefaultRecord, DefaultRecordBatch

from shared.transports.batch_layout import (
    ATTRIBUTES_AT,
    BEHIND_LENGTH,
    CODEC,
    COUNT_AT,
    LENGTH,
    LENGTH_AT,
    MAGIC,
    MAGIC_AT,
    RECORDS_AT,
)
from shared.transports.kafka.parsing import LARGEST_RECORD, Frame, PlainRecord, must_be_taken_apart, read_records
from shared.transports.kafka.unpacking import LARGEST_UNPACKED, CannotUnpack, unpack

MOST_RECORDS: Final = 100_000
"""Of a batch that is read. A notice with its headers has 150 bytes at least, so these fill the largest one."""
LARGEST_PLAIN: Final = LARGEST_RECORD
"""Bytes of records that aiokafka's parser reads: ours bounds each of more by itself."""
HEADER_COST: Final = 64
"""Bytes of memory that a header takes beside what stands in it."""
LARGEST_UNPACKING: Final = 16 * 1024 * 1024
"""Bytes to which batches are unpacked that one poll begins: no further one is begun then."""
MOST_GROWTH: Final = 1.25
"""What compression may make of bytes that it cannot compress: Snappy needs the most."""
MOST_PADDING: Final = 1_000
"""Bytes of a compressed batch beside that. With more, somebody fills the topic with what no quota counts."""


@dataclass(slots=True)
class Room:
    """Bytes that one poll may still take. A batch that exceeds it is finished by the next polls."""

    left: float
    left_to_begin: float = LARGEST_UNPACKING
    """Bytes of batches that it may still begin, whatever part of them it hands over."""

    def take(self, size: int) -> None:
        self.left -= size

    def begin(self, size: int) -> None:
        self.left_to_begin -= size


ROOM: Final[ContextVar[Room | None]] = ContextVar("room", default=None)
"""The room of this task's present poll."""


def room_of_poll() -> Room:
    """What the poll that this task makes may still take: without limit, where nobody set one."""
    return ROOM.get() or Room(inf)


class Batches:
    """What a broker sent of one partition: aiokafka's MemoryRecords, with batches of ours."""

    def __init__(self, fetched: bytes) -> None:
        self._fetched = memoryview(fetched)
        self._end = self._end_from(0)
        self._begin = 0
        self._batch: Batch | None = None

    def _end_from(self, begin: int) -> int | None:
        """Where the batch ends that begins there; None if it is not there as a whole."""
        if len(self._fetched) - begin < RECORDS_AT:
            return None
        end: int = begin + BEHIND_LENGTH + LENGTH.unpack_from(self._fetched, begin + LENGTH_AT)[0]
        if end < begin + RECORDS_AT:
            raise CorruptRecordException(f"a batch of {end - begin} bytes")
        return end if end <= len(self._fetched) else None

    def size_in_bytes(self) -> int:
        return len(self._fetched)

    def has_next(self) -> bool:
        return self._end is not None

    def next_batch(self) -> Batch:
        assert self._end is not None
        self._batch = batch = Batch(self._fetched[self._begin : self._end])
        self._begin, self._end = self._end, self._end_from(self._end)
        return batch

    @property
    def memory(self) -> int:
        """Bytes of memory that the batch takes which is being read."""
        return self._batch.memory if self._batch else 0


class Batch:
    """aiokafka's record batch, with a limit on the memory that its records take."""

    __slots__ = (
        "_count", "_head", "_view", "base_offset", "is_control_batch", "is_transactional", "memory", "next_offset",
        "producer_id", "validate_crc",
    )  # fmt: skip

    def __init__(self, view: memoryview) -> None:
        if view[MAGIC_AT] != MAGIC:
            raise CorruptRecordException(f"a batch in the format {view[MAGIC_AT]}")
        self._view = view
        self._head = head = DefaultRecordBatch(view)
        self.base_offset: int = head.base_offset
        self.next_offset: int = head.next_offset
        self.producer_id: int = head.producer_id
        self.is_control_batch: bool = head.is_control_batch
        self.is_transactional: bool = head.is_transactional
        self.validate_crc = head.validate_crc
        self.memory = 0
        """Bytes of memory that it takes beside what was fetched, once it is unpacked."""
        self._count: int = min(LENGTH.unpack_from(view, COUNT_AT)[0], self.next_offset - self.base_offset)

    def __next__(self) -> DefaultRecord:
        """The first record of a control batch, which only a broker writes."""
        return next(self._head)

    def __iter__(self) -> Iterator[DefaultRecord | PlainRecord]:
        """Its records. Never raises: what cannot be read is told by a record with a problem."""
        if self._count > MOST_RECORDS:
            return self._refuse(f"{self._which} came in a batch of more than {MOST_RECORDS} records")
        try:
            plain = self._unpack()
        except CannotUnpack as codec:
            how = f"cannot be decompressed as {codec}, or to more than {LARGEST_UNPACKED} bytes"
            return self._refuse(f"{self._which} came in a batch that {how}")
        if len(self._view) > MOST_GROWTH * len(plain) + MOST_PADDING:
            return self._refuse(f"{self._which} came in a batch that is much larger compressed than not")
        self.memory = 0 if plain is self._view else len(plain)
        room_of_poll().begin(self.memory)
        if len(plain) > LARGEST_PLAIN or must_be_taken_apart(plain[RECORDS_AT:], self._count):
            return self._take_apart(plain)
        return self._parse(plain)

    @property
    def _which(self) -> str:
        return f"what has the offsets {self.base_offset} to {self.next_offset - 1}"

    def _refuse(self, problem: str) -> Iterator[PlainRecord]:
        room_of_poll().take(LARGEST_UNPACKED)  # it took this much time, if not memory: others shall have their turn
        return iter([PlainRecord(self.base_offset, problem, len(self._view))])

    def _unpack(self) -> memoryview:
        """The batch as if it had not been compressed."""
        codec = self._view[ATTRIBUTES_AT] & CODEC
        if not codec:
            return self._view
        plain = unpack(codec, self._view[RECORDS_AT:], self._view[:RECORDS_AT])
        plain[ATTRIBUTES_AT] &= ~CODEC
        return plain

    def _parse(self, plain: memoryview) -> Iterator[DefaultRecord | PlainRecord]:
        """One at a time by aiokafka's parser; and from the first one that is not as it should be the rest by ours.

        Made all at once, a megabyte of records with a hundred empty headers each took 33 MB, and a whole poll.
        """
        parser = self._head if plain is self._view else DefaultRecordBatch(plain)
        size, place = len(plain) // max(1, self._count), 0
        while (record := _next_of(parser)) is not None and record.offset == self.base_offset + place:
            room_of_poll().take(size + HEADER_COST * len(record.headers))
            yield record
            place += 1
        if place < self._count:
            yield from self._take_apart(plain, place)

    def _take_apart(self, plain: memoryview, from_place: int = 0) -> Iterator[DefaultRecord | PlainRecord]:
        head = self._head
        append_time = head.max_timestamp if head.timestamp_type else None
        frame = Frame(self.base_offset, self._count, head.first_timestamp, append_time)
        for record in read_records(plain[RECORDS_AT:], frame, from_place):
            room_of_poll().take(record.size + HEADER_COST * len(record.headers))
            yield record


def _next_of(parser: DefaultRecordBatch) -> DefaultRecord | None:
    """None where no more comes, or none that is well made."""
    try:
        return next(parser, None)
    except (KafkaError, ValueError, IndexError):
        return None
