"""Batches of records that no common client would send, byte by byte, and a way to store them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from aiokafka import TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError, NotLeaderForPartitionError, for_code
from aiokafka.protocol.produce import ProduceRequest
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from aiokafka.record.util import calc_crc32c

Headers = Sequence[tuple[str, "bytes | None"]]
Crafted = tuple[Headers, "bytes | None"]
"""Headers and value of a record."""

GZIP, SNAPPY, LZ4, ZSTD = 1, 2, 3, 4
HEAD = 61
"""Bytes of a batch before its records."""


def batch(records: Sequence[Crafted]) -> bytes:
    """A batch as it should be, not compressed."""
    builder = DefaultRecordBatchBuilder(2, 0, 0, -1, -1, -1, 2**31 - 1)
    for number, (headers, value) in enumerate(records):
        builder.append(number, None, b"KEN", value, list(headers))
    return bytes(builder.build())


def pack_batch(plain: bytes | bytearray, codec: int, pack: Callable[[bytes], bytes]) -> bytes:
    """The batch, compressed by a function of the test's own."""
    head = bytearray(plain[:HEAD])
    head[22] |= codec
    return seal(head + pack(bytes(plain[HEAD:])))


def seal(changed: bytes | bytearray) -> bytes:
    """The batch with its length and checksum as they must be after a change."""
    whole = bytearray(changed)
    struct.pack_into(">i", whole, 8, len(whole) - 12)
    struct.pack_into(">I", whole, 17, calc_crc32c(bytes(whole[21:])))
    return bytes(whole)


def nameless(headers: Headers = (), value: bytes = b"{}") -> bytes:
    """A record with a header whose name is not UTF-8."""
    return seal(batch([([*headers, ("ce_NAME", b"x")], value)]).replace(b"ce_NAME", b"ce_\xff\xfe\xff\xfe"))


def misnumber_last(records: Sequence[Crafted], number: int) -> bytes:
    """A batch whose last record claims another offset than its own: so many behind the first."""
    plain = batch(records)
    right, wrong = write_varint(len(records) - 1), write_varint(number)
    assert len(right) == len(wrong)
    at = _last_record(plain, len(records)) + 1
    _, at = _varint(plain, at)  # the time since the first
    assert plain[at : at + len(right)] == right
    return seal(plain[:at] + wrong + plain[at + len(right) :])


def understate(size: int, headers: int, attributes: bytes = b"\0") -> bytes:
    """A batch of one record that says it has so many bytes; behind them its headers go on."""
    fields = attributes + write_varint(0) * 2 + b"\1\0" + write_varint(headers)  # no time passed, no key, no value
    return seal(batch([((), b"")])[:HEAD] + write_varint(size) + fields + bytes(2 * headers))


def write_varint(number: int) -> bytes:
    """As Kafka writes it."""
    left, written = (number << 1) ^ (number >> 63), bytearray()
    while left > 0x7F:
        written.append(left & 0x7F | 0x80)
        left >>= 7
    return bytes([*written, left])


def _last_record(plain: bytes, count: int) -> int:
    at = HEAD
    for left in range(count - 1, -1, -1):
        size, at = _varint(plain, at)
        if left:
            at += size
    return at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return (number >> 1) ^ -(number & 1), at


async def produce_batch(bootstrap: str, topic: str, partition: int, whole: bytes) -> int:
    """Stores the batch as it is and returns its first offset. Raises what the broker answers when it refuses it."""
    client = AIOKafkaClient(bootstrap_servers=bootstrap)
    await client.bootstrap()
    try:
        while True:
            code, offset = await _answer(client, topic, partition, whole)
            if code != NotLeaderForPartitionError.errno:  # which a new topic has for a moment
                break
            await client.force_metadata_update()
    finally:
        await client.close()
    error: type[KafkaError] = for_code(code)
    if code != 0:
        raise error
    return offset


async def _answer(client: AIOKafkaClient, topic: str, partition: int, whole: bytes) -> tuple[int, int]:
    await client._wait_on_metadata(topic)
    leader = client.cluster.leader_for_partition(TopicPartition(topic, partition))
    topics = [(topic, [(partition, whole)])]
    request = ProduceRequest(transactional_id=None, required_acks=-1, timeout=20_000, topics=topics)
    _, code, offset, *_ = (await client.send(leader, request)).topics[0][1][0]
    return code, offset
