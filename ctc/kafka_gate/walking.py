"""Walks through the bytes of a request, as far as the gate must know them. It makes nothing of what they name. Pure.

A Produce is walked from its begin to its records. It has one topic, one partition and one batch, since a publisher's
topic has no more. Nothing else stands in it. Of other kinds it is counted what they name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ctc.kafka_gate.requests import (
    FETCH,
    HEAD,
    JOIN_GROUP,
    KINDS,
    LENGTH,
    OFFSET_COMMIT,
    OFFSET_FOR_LEADER_EPOCH,
    Refused,
)
from shared.transports.batch_layout import (
    BEHIND_LENGTH,
    COUNT_AT,
    LENGTH_AT,
    MAGIC,
    MAGIC_AT,
    MOST_RECORDS,
    RECORDS_AT,
)

VERSIONS: Final = range(3, 14)
"""Of Produce, as Kafka 4 knows them."""
FLEXIBLE_FROM: Final = 9
"""The version of Produce from which lengths have as many bytes as they need, and tagged fields may follow."""
TOPIC_ID_FROM: Final = 13
"""The version of Produce from which a topic is named by its id."""
COMMIT_BY_TOPIC_ID_FROM: Final = 10
"""The same of OffsetCommit."""
LOGIN_FLEXIBLE_FROM: Final = 2
"""The version of SaslAuthenticate from which lengths have as many bytes as they need."""
NAMING: Final[Mapping[int, tuple[range, int]]] = {
    OFFSET_COMMIT: (range(2, 11), 8),
    JOIN_GROUP: (range(10), 6),
    OFFSET_FOR_LEADER_EPOCH: (range(2, 5), 4),
}
"""Kinds that name things which cost Kafka much: the versions that it knows, and the first flexible one.

Of a JoinGroup and an OffsetForLeaderEpoch it puts the names into a set. That takes time by the third power of how many
are equal: 5,000 keep a thread that reads for minutes. An OffsetCommit becomes six times as long. Where Kafka writes
those of several groups as one batch, services' among them, none of a batch that is too long is kept."""
MOST_NAMED: Final = 100
"""Partitions that are committed, ways to share topics that a member of a group names, and topics whose epochs one asks
for. Clients name a few."""
FETCH_VERSIONS: Final = range(4, 19)
"""Of Fetch, as Kafka 4 knows them."""
FETCH_FLEXIBLE_FROM: Final = 12
WAIT_FIRST_FROM: Final = 15
"""The version of Fetch from which it begins with how long it waits. Before, that follows which copy asks."""
LONGEST_WAIT: Final = 60_000
"""Milliseconds that Kafka may keep a Fetch. Clients say half a second, and some thirty."""
NO_TAGS: Final = b"\0"
"""How it is said that no tagged fields follow."""
TAIL: Final = 3 * NO_TAGS
"""Behind the records of a flexible Produce: no tagged fields of the partition, of the topic and of the request."""
LONGEST_NAME: Final = 249
"""Bytes of a topic's name, as in Kafka, and of other short texts."""
BEGIN: Final = 1024
"""Bytes in which a Produce comes to its records."""
LONGEST_VARINT: Final = 5
"""Bytes."""
FIRST_MESSAGE: Final = re.compile(rb"n,(?:a=[^,]*)?,(?:m=[^,]*,)?n=([^,]{1,255}),r=")
"""How a client begins SCRAM (RFC 5802): its channel, its name, and a random word."""
LAST_MESSAGE: Final = b"v="
"""How Kafka ends it: it proves that it knows the password too."""
OURS: Final = b"."
"""A sign of the names of our own users, which come inside alone. No publisher's name has it."""
NOBODYS: Final = b"/"
"""A sign that no user's name has."""
NUMBER: Final = 4
"""Bytes of an answer's number, which its request had too."""


class Walk:
    """A position in a request that only moves on."""

    def __init__(self, data: bytes, flexible: bool, at: int) -> None:
        """`flexible`: lengths are written in the newer way, and tagged fields may follow."""
        self._data = data
        self._flexible = flexible
        self.at = at

    def take(self, size: int) -> bytes:
        """The next bytes. Raises Refused where so many are not there."""
        begin, self.at = self.at, self.at + size
        if not begin <= self.at <= len(self._data):
            raise Refused("not as long as it says")
        return self._data[begin : self.at]

    def number(self, size: int) -> int:
        """The next number with so many bytes."""
        return int.from_bytes(self.take(size), signed=True)

    def length(self, size: int) -> int:
        """The next length, of a list, a text or bytes; -1 if there is none. `size`: its bytes in the older way."""
        return self._varint() - 1 if self._flexible else self.number(size)

    def pass_text(self, length: int) -> None:
        """Passes a text that is so long, or -1 for none."""
        if length > LONGEST_NAME:
            raise Refused(f"a name is longer than {LONGEST_NAME} bytes")
        self.take(max(length, 0))

    def pass_tags(self) -> None:
        """Passes the place of tagged fields. Raises Refused where there are any."""
        if self._flexible and self.take(1) != NO_TAGS:
            raise Refused("tagged fields")

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 7 * LONGEST_VARINT, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise Refused("a length is too long")


def _enter(request: bytes, flexible: bool) -> Walk:
    """A walk behind the head and what the client calls itself, which is written in the older way everywhere."""
    walk = Walk(request, flexible, HEAD.size)
    walk.pass_text(walk.number(2))
    walk.pass_tags()
    return walk


def read_login(request: bytes, version: int) -> tuple[str, bytes]:
    """As whom a client begins to log in, by its first SaslAuthenticate, and what Kafka gets of that.

    For a user of ours Kafka gets a name that nobody has. So it answers as to any unknown name, and as late.
    Raises Refused where it does not say it.
    """
    walk = _enter(request, version >= LOGIN_FLEXIBLE_FROM)
    message = walk.take(walk.length(4))
    named = FIRST_MESSAGE.match(message)
    if named is None:
        raise Refused("no log-in by SCRAM")
    begin, end = (walk.at - len(message) + at for at in named.span(1))
    passed = request[:begin] + named[1].replace(OURS, NOBODYS) + request[end:]
    return named[1].decode("ascii", "replace"), passed


def check_wait(request: bytes, version: int) -> None:
    """Raises Refused for a Fetch that waits too long: Kafka counts its connection until then, whoever has gone."""
    _check_version(version, FETCH_VERSIONS)
    walk = _enter(request, version >= FETCH_FLEXIBLE_FROM)
    if version < WAIT_FIRST_FROM:
        walk.take(4)
    if walk.number(4) > LONGEST_WAIT:
        raise Refused(f"a {KINDS[FETCH]} waits more than {LONGEST_WAIT} ms")


def check_named(request: bytes, kind: int, version: int) -> None:
    """Raises Refused where a request of a kind in NAMING names too much, or has a version that is not known."""
    versions, flexible_from = NAMING[kind]
    _check_version(version, versions)
    walk = _enter(request, version >= flexible_from)
    if kind == OFFSET_COMMIT:
        _walk_commit(walk, version)
        return
    if kind == JOIN_GROUP:
        _pass_group(walk, version)
    elif version >= 3:
        walk.take(4)  # which copy asks
    _check_number(walk.length(4), kind)


def _walk_commit(walk: Walk, version: int) -> None:
    _pass_committer(walk, version)
    topics, partitions = walk.length(4), 0
    _check_number(topics, OFFSET_COMMIT)
    for _ in range(topics):
        if version >= COMMIT_BY_TOPIC_ID_FROM:
            walk.take(16)
        else:
            walk.pass_text(walk.length(2))
        of_topic = walk.length(4)
        partitions += of_topic
        _check_number(partitions, OFFSET_COMMIT)
        _pass_offsets(walk, version, of_topic)
        walk.pass_tags()


def _pass_committer(walk: Walk, version: int) -> None:
    """Passes for which group is committed, and by whom."""
    walk.pass_text(walk.length(2))
    walk.take(4)  # the group's generation
    for _ in range(2 if version >= 7 else 1):  # the member's id, from 7 on its name
        walk.take(max(walk.length(2), 0))
    if version <= 4:
        walk.take(8)  # for how long it is kept


def _pass_offsets(walk: Walk, version: int, partitions: int) -> None:
    """Passes so many partitions, each with its offset, from 6 on an epoch, and what the client notes beside it."""
    for _ in range(partitions):
        walk.take(4 + 8 + (4 if version >= 6 else 0))
        walk.pass_text(walk.length(2))
        walk.pass_tags()


def _check_number(named: int, kind: int) -> None:
    if named > MOST_NAMED:
        raise Refused(f"a {KINDS[kind]} names more than {MOST_NAMED}")


def _pass_group(walk: Walk, version: int) -> None:
    """Passes which group a member joins, and as whom."""
    walk.pass_text(walk.length(2))
    walk.take(8 if version else 4)  # how long it may be silent, and from 1 on how long a change may take
    for _ in range(3 if version >= 5 else 2):  # its id, from 5 on its name, and what kind of group it is
        walk.take(max(walk.length(2), 0))


def _check_version(version: int, known: range) -> None:
    if version not in known:
        raise Refused(f"not between the versions {known.start} and {known.stop - 1}")


def is_welcome(answer: bytes, version: int) -> bool:
    """Whether Kafka's answer to a SaslAuthenticate says that the log-in has succeeded. Raises Refused if it is none."""
    walk = Walk(answer, version >= LOGIN_FLEXIBLE_FROM, LENGTH + NUMBER)
    walk.pass_tags()
    if walk.number(2):  # an error
        return False
    walk.pass_text(walk.length(2))
    return walk.take(walk.length(4)).startswith(LAST_MESSAGE)


def walk_produce(begin: bytes, size: int, version: int) -> tuple[bytes, bool]:
    """How a Produce must end, by its first BEGIN bytes or all of them but its end, and whether Kafka answers it.

    `size`: its bytes, its length not counted. Raises Refused where it is not as the gate lets it through.
    """
    _check_version(version, VERSIONS)
    flexible = version >= FLEXIBLE_FROM
    walk = _enter(begin, flexible)
    if walk.length(2) != -1:
        raise Refused("a transaction")
    is_answered = walk.number(2) != 0  # how many copies must have it
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
    _check_batch(walk.take(RECORDS_AT), records)
    return tail, is_answered


def _expect_one(walk: Walk, of: str) -> None:
    if walk.length(4) != 1:
        raise Refused(f"not one {of}")


def _check_batch(head: bytes, size: int) -> None:
    """Kafka keeps an object for each record of a compressed batch until it has checked all."""
    length = int.from_bytes(head[LENGTH_AT:BEHIND_LENGTH], signed=True)
    if head[MAGIC_AT] != MAGIC or length + BEHIND_LENGTH != size:
        raise Refused("not one batch in the format that Kafka has had since 0.11")
    count = int.from_bytes(head[COUNT_AT:RECORDS_AT], signed=True)
    if not 0 < count <= MOST_RECORDS:
        raise Refused(f"not between 1 and {MOST_RECORDS} records")
