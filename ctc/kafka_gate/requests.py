"""What the gate lets through: kinds of requests, and how large each may be. Pure."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PRODUCE: Final = 0
FETCH: Final = 1
LIST_OFFSETS: Final = 2
METADATA: Final = 3
OFFSET_COMMIT: Final = 8
OFFSET_FETCH: Final = 9
FIND_COORDINATOR: Final = 10
JOIN_GROUP: Final = 11
SASL_HANDSHAKE: Final = 17
API_VERSIONS: Final = 18
OFFSET_FOR_LEADER_EPOCH: Final = 23
SASL_AUTHENTICATE: Final = 36
KINDS: Final[Mapping[int, str]] = {
    PRODUCE: "Produce",
    FETCH: "Fetch",
    LIST_OFFSETS: "ListOffsets",
    METADATA: "Metadata",
    OFFSET_COMMIT: "OffsetCommit",
    OFFSET_FETCH: "OffsetFetch",
    FIND_COORDINATOR: "FindCoordinator",
    JOIN_GROUP: "JoinGroup",
    12: "Heartbeat",
    13: "LeaveGroup",
    14: "SyncGroup",
    SASL_HANDSHAKE: "SaslHandshake",
    API_VERSIONS: "ApiVersions",
    22: "InitProducerId",
    OFFSET_FOR_LEADER_EPOCH: "OffsetForLeaderEpoch",
    SASL_AUTHENTICATE: "SaslAuthenticate",
}
"""What clients ask that write to a topic, or read in a group. Others ask about groups, users and topics of all."""
LARGEST: Final = 16_384
"""Bytes of a request that is no Produce and no log-in. What it names takes 200 times as much of Kafka's memory, so
it takes no more than a batch does. A group's leader sends the most: 24 members with their topics take half of it."""
LARGEST_PRODUCE: Final = 2_097_152
"""Bytes of a Produce: Kafka's own bound, `KAFKA_SOCKET_REQUEST_MAX_BYTES`."""
LARGEST_OF_LOG_IN: Final = 1_024
"""Bytes of what is said up to the log-in: some times as much as clients need. Kafka reads it by regular expressions
that call themselves for each sign. With 8,000 of a stranger its thread lost what it had just read of others."""
_LARGEST_OF: Final[Mapping[int, int]] = {
    PRODUCE: LARGEST_PRODUCE,
    **dict.fromkeys((SASL_HANDSHAKE, API_VERSIONS, SASL_AUTHENTICATE), LARGEST_OF_LOG_IN),
}
LENGTH: Final = 4
"""Bytes before each request, which say how long it is."""
HEAD: Final = struct.Struct(">ihhi")
"""The length, the kind, the version of its format, and the number that its answer has too."""


class Refused(Exception):
    """A request that does not pass. The message says why, and repeats nothing of it but numbers."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a request begins."""

    size: int
    """Bytes, its length not counted."""
    kind: int
    version: int

    @property
    def name(self) -> str:
        """Kafka's name of the kind; a number where the gate does not know it."""
        return KINDS.get(self.kind, str(self.kind))


def read_head(begin: bytes) -> Head:
    """The head that is in these HEAD.size bytes."""
    size, kind, version, _ = HEAD.unpack(begin)
    return Head(size, kind, version)


def check_head(head: Head) -> None:
    """Raises Refused for a kind that nobody needs outside, and for a size that is not allowed."""
    if head.kind not in KINDS:
        raise Refused("not a kind of request that passes")
    most = _LARGEST_OF.get(head.kind, LARGEST)
    if not HEAD.size - LENGTH < head.size <= most:
        raise Refused(f"a {head.name} has between {HEAD.size - LENGTH + 1} and {most} bytes")
