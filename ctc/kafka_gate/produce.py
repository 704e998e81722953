"""Walks through a Produce from its begin to its records, and makes nothing of what it names. Pure.

It has one topic, one partition and one batch, since a publisher's topic has no more. Nothing else stands in it.
"""

from __future__ import annotations

from typing import Final

from ctc.kafka_gate.requests import LENGTH, Refused
from ctc.kafka_gate.walk import NO_TAGS, Walk, check_version, enter
from shared.transports.batch_layout import (
    ATTRIBUTES_AT,
    BEHIND_LENGTH,
    CODEC,
    COUNT_AT,
    LENGTH_AT,
    MAGIC,
    MAGIC_AT,
    RECORDS_AT,
)

VERSIONS: Final = range(3, 14)
"""Of Produce, as Kafka 4 knows them."""
FLEXIBLE_FROM: Final = 9
"""The version of Produce from which lengths have as many bytes as they need, and tagged fields may follow."""
TOPIC_ID_FROM: Final = 13
"""The version of Produce from which a topic is named by its id."""
TAIL: Final = 3 * NO_TAGS
"""Behind the records of a flexible Produce: no tagged fields of the partition, of the topic and of the request."""
CODECS: Final = {1: "gzip", 2: "snappy", 3: "lz4", 4: "zstd"}
"""Names of those that Kafka knows."""
MOST_RECORDS: Final = 8_000
"""Of a batch. A notice with its headers has 150 bytes at least, so these fill the largest batch."""
BEGIN: Final = 1024
"""Bytes in which a Produce comes to its records."""


def walk_produce(begin: bytes, size: int, version: int) -> bytes:
    """How a Produce must end, by its first BEGIN bytes or all of them but its end.

    `size`: its bytes, its length not counted. Raises Refused where it is not as the gate lets it through.
    """
    check_version(version, VERSIONS)
    flexible = version >= FLEXIBLE_FROM
    walk = enter(begin, flexible)
    if walk.length(2) != -1:
        raise Refused("a transaction")
    if walk.number(2) == 0:  # how many copies must have it
        raise Refused("acks=0: Kafka would not answer, and nobody would know when it has ended its work")
    walk.take(4)  # how long that may take
    _expect_one(walk, "topic")
    if version >= TOPIC_ID_FROM:
        walk.take(16)
    else:
        walk.pass_text(walk.length(2))
    _expect_one(walk, "partition")
    walk.take(4)
    records, tail = walk.length(4), TAIL if flexible else b""
    if walk.at + records + len(tail) != LENGTH + size:
        raise Refused("something beside the records of one partition")
    head = walk.take(RECORDS_AT)
    _check_batch(head, records)
    return tail


def _expect_one(walk: Walk, of: str) -> None:
    if walk.length(4) != 1:
        raise Refused(f"not one {of}")


def _check_batch(head: bytes, size: int) -> None:
    """Nothing compressed passes. Kafka unpacks it, and each codec has made its memory end or its threads wait.

    Exchange looks at each record of a batch, however little is in it.
    """
    length = int.from_bytes(head[LENGTH_AT:BEHIND_LENGTH], signed=True)
    if head[MAGIC_AT] != MAGIC or length + BEHIND_LENGTH != size:
        raise Refused("not one batch in the format that Kafka has had since 0.11")
    if codec := head[ATTRIBUTES_AT] & CODEC:
        raise Refused(f"a batch compressed by {CODECS.get(codec, codec)}: set compression.type to none")
    count = int.from_bytes(head[COUNT_AT:RECORDS_AT], signed=True)
    if not 0 < count <= MOST_RECORDS:
        raise Refused(f"not between 1 and {MOST_RECORDS} records")
