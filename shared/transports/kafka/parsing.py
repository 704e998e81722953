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
MOST_HEADERS: Final = 100
"""The most headers of one record, as many as a head of HTTP has fields. Of a record with more none is read."""

Header = tuple[str, "bytes | None"]


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """A record that was taken apart here, or what stands for all that is left of a batch."""

    offset: int
    problem: str
    """Why it cannot be handed over; empty if it can."""
    size: int
    """Bytes that a publisher sent with it, whether they are kept here or not."""
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


def read_records(records: memoryview, frame: Frame, from_place: int = 0) -> Iterator[PlainRecord]:
    """Each record from this place on. It is numbered by its place, whatever offset it claims. Never raises.

    What stands behind the last one counts as its size: its publisher sent it too.
    """
    end = 0
    for offset in range(frame.base_offset, frame.base_offset + frame.count):
        position = end
        try:
            begin, end = _next_record(records, position)
        except (IndexError, ValueError):
            problem = f"the records from offset {offset} to {frame.last_offset} cannot be told apart"
            yield PlainRecord(offset, problem, len(records) - position)
            return
        if offset < frame.base_offset + from_place:
            continue
        behind = len(records) - end if offset == frame.last_offset else 0
        yield _read(records[begin:end], offset, frame, behind)


def must_be_taken_apart(records: memoryview, count: int) -> bool:
    """Whether one of so many says that it has too many headers, or cannot be read, or something stands behind the last.

    Makes no header.

    It looks at short records too: aiokafka's parser reads all headers, and then compares the length.
    """
    end = 0
    try:
        for _ in range(count):
            begin, end = _next_record(records, end)
            if _count_headers(records[begin:end]) > MOST_HEADERS:
                return True
    except (IndexError, ValueError):
        return True
    return end != len(records)


def _next_record(records: memoryview, position: int) -> tuple[int, int]:
    """Where the record begins whose length stands there, and where it ends. Raises IndexError, ValueError."""
    size, begin = _varint(records, position)
    if size < 0 or begin + size > len(records):
        raise ValueError(size)
    return begin, begin + size


def _count_headers(record: memoryview) -> int:
    """As it says itself. Raises IndexError, ValueError."""
    if record[0] > 0x7F:  # aiokafka's parser takes the attributes for a number of several bytes then
        raise ValueError(record[0])
    _, _, _, _, position = _fields(record)
    return _varint(record, position)[0]


def _fields(record: memoryview) -> tuple[int, int, memoryview | None, memoryview | None, int]:
    """Its time and offset since the first record's, key and value, and where its headers begin."""
    since, position = _varint(record, 1)  # behind the attributes, which mean nothing yet
    claimed, position = _varint(record, position)
    key, position = _bytes(record, position)
    value, position = _bytes(record, position)
    return since, claimed, key, value, position


def _read(record: memoryview, offset: int, frame: Frame, behind: int) -> PlainRecord:
    size, problem = len(record), ""
    try:
        since, claimed, key, value, position = _fields(record)
        timestamp = frame.first_timestamp + since if frame.append_time is None else frame.append_time
        if claimed != offset - frame.base_offset:
            problem = "it bears an offset that is not its own"
        if size > LARGEST_RECORD:
            value, problem = None, f"it has {size} bytes; the most is {LARGEST_RECORD}"
        headers, trouble = _headers(record, position) if size - position <= LARGEST_RECORD else ([], "")
    except (IndexError, ValueError):
        return PlainRecord(offset, "its bytes are not those of a record", size + behind)
    kept = bytes(key) if key is not None and len(key) <= LARGEST_RECORD else None
    content = None if value is None else bytes(value)
    return PlainRecord(offset, problem or trouble, size + behind, kept, content, tuple(headers), timestamp)


def _headers(record: memoryview, position: int) -> tuple[list[Header], str]:
    """Those whose names are text, and what is wrong with the others."""
    headers: list[Header] = []
    count, position = _varint(record, position)
    if count > MOST_HEADERS:
        return headers, f"it has {count} headers; the most is {MOST_HEADERS}"
    for _ in range(count):
        name, position = _bytes(record, position)
        value, position = _bytes(record, position)
        try:
            headers.append((str(name or b"", "utf-8"), None if value is None else bytes(value)))
        except UnicodeDecodeError:
            continue
    return headers, "" if len(headers) == max(count, 0) else "the name of a header is not UTF-8 text"


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
