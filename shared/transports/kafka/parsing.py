"""Taking records apart one by one, where aiokafka's parser gave up or would take too much memory.

Kafka's broker has looked at the frame of each record, so its length can be trusted or the batch ends there.
Whatever else stands in a record costs that record only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LARGEST_RECORD: Final = 1024 * 1024
"""Bytes: what a broker takes uncompressed. The value of a larger record is not read."""

Header = tuple[str, "bytes | None"]


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """A record that was taken apart here, or what stands for all that is left of a batch."""

    offset: int
    problem: str
    """Why it cannot be handed over; empty if it can."""
    key: bytes | None = None
    value: bytes | None = None
    headers: tuple[Header, ...] = ()
    """As far as they could be read."""
    timestamp: int | None = None
    topic: str = ""
    partition: int = -1


@dataclass(frozen=True, slots=True)
class Frame:
    """What a batch says about its records."""

    base_offset: int
    count: int
    first_timestamp: int
    append_time: int | None
    """When the broker took the batch in, if its topic goes by that."""

    @property
    def last_offset(self) -> int:
        return self.base_offset + self.count - 1


def read_records(records: memoryview, frame: Frame) -> Iterator[tuple[PlainRecord, int]]:
    """Each record with its size in bytes. It is numbered by its place, whatever offset it claims. Never raises."""
    position = 0
    for offset in range(frame.base_offset, frame.base_offset + frame.count):
        try:
            size, begin = _varint(records, position)
            position = begin + size
            if size < 0 or position > len(records):
                raise ValueError(size)
        except (IndexError, ValueError):
            yield (
                PlainRecord(offset, f"the records from offset {offset} to {frame.last_offset} cannot be told apart"),
                0,
            )
            return
        yield _read(records[begin:position], offset, frame), size


def _read(record: memoryview, offset: int, frame: Frame) -> PlainRecord:
    problem = ""
    try:
        since, position = _varint(record, 1)  # behind the attributes, which mean nothing yet
        claimed, position = _varint(record, position)
        key, position = _bytes(record, position)
        value, position = _bytes(record, position)
        timestamp = frame.first_timestamp + since if frame.append_time is None else frame.append_time
        if claimed != offset - frame.base_offset:
            problem = "it bears an offset that is not its own"
        if len(record) > LARGEST_RECORD:
            value, problem = None, f"it has {len(record)} bytes; the most is {LARGEST_RECORD}"
        headers, named_well = _headers(record, position) if len(record) - position <= LARGEST_RECORD else ([], True)
    except (IndexError, ValueError):
        return PlainRecord(offset, "its bytes are not those of a record")
    problem = problem or ("" if named_well else "the name of a header is not UTF-8 text")
    kept = bytes(key) if key is not None and len(key) <= LARGEST_RECORD else None
    return PlainRecord(offset, problem, kept, None if value is None else bytes(value), tuple(headers), timestamp)


def _headers(record: memoryview, position: int) -> tuple[list[Header], bool]:
    """Those whose names are text, and whether all are."""
    headers: list[Header] = []
    count, position = _varint(record, position)
    for _ in range(count):
        name, position = _bytes(record, position)
        value, position = _bytes(record, position)
        try:
            headers.append((str(name or b"", "utf-8"), None if value is None else bytes(value)))
        except UnicodeDecodeError:
            continue
    return headers, len(headers) == max(count, 0)


def _bytes(record: memoryview, position: int) -> tuple[memoryview | None, int]:
    """A field with its length before it; None where the length is negative."""
    length, position = _varint(record, position)
    if length < 0:
        return None, position
    if length > len(record) - position:
        raise ValueError(length)
    return record[position : position + length], position + length


def _varint(data: memoryview, position: int) -> tuple[int, int]:
    """A number as Kafka writes it, and the position behind it. Raises IndexError, ValueError."""
    number = shift = 0
    while True:
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return (number >> 1) ^ -(number & 1), position
        shift += 7
        if shift > 63:
            raise ValueError(number)
