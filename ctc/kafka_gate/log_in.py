"""As whom a client logs in, and whether Kafka says that it has succeeded. Pure."""

from __future__ import annotations

import re
from typing import Final

from ctc.kafka_gate.requests import LENGTH, Refused
from ctc.kafka_gate.walk import Walk, enter

LOGIN_FLEXIBLE_FROM: Final = 2
"""The version of SaslAuthenticate from which lengths have as many bytes as they need."""
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
