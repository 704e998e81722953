"""Requests to Kafka, written byte by byte as no client writes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from aiokafka.record.default_records import DefaultRecordBatchBuilder


def varint(number: int) -> bytes:
    """An unsigned one."""
    written = b""
    while number > 127:
        written += bytes([number & 127 | 128])
        number >>= 7
    return written + bytes([number])


@dataclass(frozen=True)
class Writing:
    """How lengths are written in a version of a request."""

    flexible: bool

    def length(self, number: int, size: int) -> bytes:
        return varint(number + 1) if self.flexible else number.to_bytes(size, signed=True)

    def text(self, text: bytes) -> bytes:
        return self.length(len(text), 2) + text

    def data(self, data: bytes) -> bytes:
        return self.length(len(data), 4) + data

    def list(self, *parts: bytes) -> bytes:
        return self.length(len(parts), 4) + b"".join(parts)

    @property
    def tags(self) -> bytes:
        return b"\0" if self.flexible else b""


def request(
    kind: int, version: int, body: bytes, flexible: bool, client_id: bytes = b"tests", number: int = 1
) -> bytes:
    """With its length before it."""
    head = struct.pack(">hhi", kind, version, number) + struct.pack(">h", len(client_id)) + client_id
    whole = head + Writing(flexible).tags + body
    return len(whole).to_bytes(4) + whole


def batch(*values: bytes, codec: int = 0) -> bytes:
    builder = DefaultRecordBatchBuilder(2, codec, False, -1, -1, -1, 1_000_000)
    for offset, value in enumerate(values):
        builder.append(offset, 1_700_000_000_000, None, value, [])
    return bytes(builder.build())


MANY = 1_900_000
TOPIC_ID = bytes(range(16))


def produce(
    version: int, records: bytes, topic: bytes = b"ctc.external.a", *, topics: int = 1, partitions: int = 1,
    topic_id: bytes = TOPIC_ID, transaction: bytes | None = None, acks: int = -1, client_id: bytes = b"tests",
) -> bytes:  # fmt: skip
    """A Produce in each version that Kafka 4 knows."""
    write = Writing(version >= 9)
    partition = (0).to_bytes(4) + write.data(records) + write.tags
    name = topic_id if version >= 13 else write.text(topic)
    of_topic = name + write.list(*[partition] * partitions) + write.tags
    within = write.length(-1, 2) if transaction is None else write.text(transaction)
    body = within + struct.pack(">hi", acks, 5_000) + write.list(*[of_topic] * topics) + write.tags
    return request(0, version, body, write.flexible, client_id)


def authenticate(version: int, message: bytes, client_id: bytes = b"tests") -> bytes:
    write = Writing(version >= 2)
    return request(36, version, write.data(message) + write.tags, write.flexible, client_id)


def name_empty(kind: int, version: int, before: bytes, behind: bytes, each: bytes = b"\1") -> bytes:
    """A request that names nothing, nearly two million times."""
    return request(kind, version, before + varint(MANY // len(each) + 1) + each * (MANY // len(each)) + behind, True)


def join_group(version: int, ways: int, name: bytes = b"a.reader", session: int = 6_000) -> bytes:
    """A JoinGroup that names so many ways to share topics, each without a name. `session`: milliseconds."""
    write = Writing(version >= 6)
    instance = write.length(-1, 2) if version >= 5 else b""
    times = session.to_bytes(4) * (2 if version else 1)
    within = write.text(name) + times + write.text(b"") + instance + write.text(b"consumer")
    way = write.text(b"") + write.data(b"") + write.tags
    reason = write.length(-1, 2) if version >= 8 else b""
    return request(11, version, within + write.list(*[way] * ways) + reason + write.tags, write.flexible)


def commit(version: int, partitions: int, topics: int = 1, note: bytes = b"", group: bytes = b"a.reader") -> bytes:
    """An OffsetCommit of so many partitions, which are all the same one, in each of so many topics."""
    write = Writing(version >= 8)
    epoch = struct.pack(">i", -1) if version >= 6 else b""
    partition = struct.pack(">iq", 0, 1) + epoch + write.text(note) + write.tags
    name = TOPIC_ID if version >= 10 else write.text(b"ctc.released.un")
    of_topic = name + write.list(*[partition] * partitions) + write.tags
    instance = write.length(-1, 2) if version >= 7 else b""
    kept_for = struct.pack(">q", -1) if version <= 4 else b""
    within = write.text(group) + struct.pack(">i", -1) + write.text(b"") + instance + kept_for
    return request(8, version, within + write.list(*[of_topic] * topics) + write.tags, write.flexible)


def ask_offsets(version: int, partitions: int, groups: int = 1, group: bytes = b"a.reader") -> bytes:
    """An OffsetFetch of so many partitions, which are all the same one, in each of so many groups. -1: of all."""
    write = Writing(version >= 6)
    name = TOPIC_ID if version >= 10 else write.text(b"ctc.released.un")
    asked = name + write.list(*[bytes(4)] * partitions) + write.tags
    member = write.length(-1, 2) + struct.pack(">i", -1) if version >= 9 else b""
    topics = write.length(-1, 4) if partitions < 0 else write.list(asked)
    of_group = write.text(group) + member + topics
    body = write.list(*[of_group + write.tags] * groups) if version >= 8 else of_group
    is_stable = b"\0" if version >= 7 else b""
    return request(9, version, body + is_stable + write.tags, write.flexible)


def list_offsets(version: int, partitions: int, topic: bytes = b"ctc.external.unodc-cases", time: int = -1) -> bytes:
    """A ListOffsets of so many partitions of a topic, which are all the same one. -1: its end; -2: its begin."""
    write = Writing(version >= 6)
    epoch = struct.pack(">i", -1) if version >= 4 else b""
    asked = bytes(4) + epoch + struct.pack(">q", time) + write.tags
    topics = write.list(write.text(topic) + write.list(*[asked] * partitions) + write.tags)
    isolation = b"\0" if version >= 2 else b""
    patience = struct.pack(">i", 1_000) if version >= 10 else b""
    return request(2, version, struct.pack(">i", -1) + isolation + topics + patience + write.tags, write.flexible)


def ask_metadata(version: int, topics: int) -> bytes:
    """A Metadata of so many topics without names."""
    write = Writing(version >= 9)
    topic = (bytes(16) if version >= 10 else b"") + write.text(b"") + write.tags
    rights = b"\0" * (0 if version < 4 else 1 if version < 8 else 2 if version >= 11 else 3)
    return request(3, version, write.list(*[topic] * topics) + rights + write.tags, write.flexible)


def find_coordinators(version: int, groups: int) -> bytes:
    """A FindCoordinator of so many groups without names, which are one before version 4."""
    write = Writing(version >= 3)
    asked = b"\0" + write.list(*[write.text(b"")] * groups) if version >= 4 else write.text(b"") + b"\0" * (version > 0)
    return request(10, version, asked + write.tags, write.flexible)


def ask_epochs(version: int, topics: int) -> bytes:
    """An OffsetForLeaderEpoch of so many topics without names and partitions."""
    write = Writing(version >= 4)
    topic = write.text(b"") + write.list() + write.tags
    copy = struct.pack(">i", -1) if version >= 3 else b""
    return request(23, version, copy + write.list(*[topic] * topics) + write.tags, write.flexible)


def ask_partitions(
    version: int, partitions: int, topics: int = 1, topic: bytes = b"ctc.released.un", *,
    least: int = 1, most: int = 1_000, wait: int = 500,
) -> bytes:  # fmt: skip
    """A Fetch of so many partitions, which are all the same one, in each of so many topics, which are all the same."""
    write = Writing(version >= 12)
    copy = b"" if version >= 15 else struct.pack(">i", -1)
    session = struct.pack(">ii", 0, -1) if version >= 7 else b""
    epoch = struct.pack(">i", -1) if version >= 9 else b""
    last = struct.pack(">i", -1) if version >= 12 else b""
    begin = struct.pack(">q", -1) if version >= 5 else b""
    asked = bytes(4) + epoch + bytes(8) + last + begin + struct.pack(">i", most) + write.tags
    name = TOPIC_ID if version >= 13 else write.text(topic)
    named = name + write.list(*[asked] * partitions) + write.tags
    end = (write.list() if version >= 7 else b"") + (write.text(b"") if version >= 11 else b"") + write.tags
    sizes = struct.pack(">iiib", wait, least, most, 0)
    return request(1, version, copy + sizes + session + write.list(*[named] * topics) + end, write.flexible)


def fetch(most: int, topic: bytes = b"ctc.released.un", *, least: int = 1, wait: int = 500) -> bytes:
    """A Fetch that reads a topic's first partition from its begin, with so many bytes of an answer at most.

    Kafka waits so many milliseconds until there are so many bytes at least.
    """
    return ask_partitions(12, 1, topic=topic, least=least, most=most, wait=wait)
