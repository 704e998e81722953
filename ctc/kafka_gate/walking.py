"""Walks through the bytes of a request, as far as the gate must know them. It makes nothing of what they name. Pure.

A Produce is walked from its begin to its records. It has one topic, one partition and one batch, since a publisher's
topic has no more. Nothing else stands in it. Of other kinds it is counted what they name.
"""

from __future__ import annotations

import re
from typing import Final

from ctc.kafka_gate.requests import LENGTH, Refused
from ctc.kafka_gate.walk import NO_TAGS, Walk, check_version, enter
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
LOGIN_FLEXIBLE_FROM: Final = 2
"""The version of SaslAuthenticate from which lengths have as many bytes as they need."""
TAIL: Final = 3 * NO_TAGS
"""Behind the records of a flexible Produce: no tagged fields of the partition, of the topic and of the request."""
BEGIN: Final = 1024
"""Bytes in which a Produce comes to its records."""
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


def read_login(request: bytes, version: int) -> tuple[str, bytes]:
    """As whom a client begins to log in, by its first SaslAuthenticate, and what Kafka gets of that.

    For a user of ours Kafka gets a name that nobody has. So it answers as to any unknown name, and as late.
    Raises Refused where it does not say it.
    """
    walk = enter(request, version >= LOGIN_FLEXIBLE_FROM)
    message = walk.take(walk.length(4))
    named = FIRST_MESSAGE.match(message)
    if named is None:
        raise Refused("no log-in by SCRAM")
    begin, end = (walk.at - len(message) + at for at in named.span(1))
    passed = request[:begin] + named[1].replace(OURS, NOBODYS) + request[end:]
    return named[1].decode("ascii", "replace"), passed


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
    check_version(version, VERSIONS)
    flexible = version >= FLEXIBLE_FROM
    walk = enter(begin, flexible)
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
