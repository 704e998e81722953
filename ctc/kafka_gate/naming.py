"""How much a request names, and how long it waits. What costs Kafka much does not pass. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from contracts.audiences import RELEASED_PREFIX
from ctc.kafka_gate.requests import (
    FETCH,
    FIND_COORDINATOR,
    JOIN_GROUP,
    KINDS,
    LIST_OFFSETS,
    METADATA,
    OFFSET_COMMIT,
    OFFSET_FETCH,
    OFFSET_FOR_LEADER_EPOCH,
    Refused,
)
from ctc.kafka_gate.walk import Walk, check_version, enter

BY_TOPIC_ID_FROM: Final = 10
"""The version of OffsetCommit and OffsetFetch from which a topic is named by its id."""
SEVERAL_COORDINATORS_FROM: Final = 4
"""The version of FindCoordinator from which it asks about several groups."""
SEVERAL_GROUPS_FROM: Final = 8
"""The version of OffsetFetch from which it asks about several groups."""
NAMING: Final[Mapping[int, tuple[range, int]]] = {
    LIST_OFFSETS: (range(1, 12), 6),
    METADATA: (range(14), 9),
    FIND_COORDINATOR: (range(7), 3),
    OFFSET_COMMIT: (range(2, 11), 8),
    OFFSET_FETCH: (range(1, 11), 6),
    JOIN_GROUP: (range(10), 6),
    OFFSET_FOR_LEADER_EPOCH: (range(2, 5), 4),
}
"""Kinds that name things which cost Kafka much: the versions that it knows, and the first flexible one.

Of a JoinGroup, an OffsetForLeaderEpoch and an answer to a Metadata it puts the names into a set. That takes time by the
third power of how many are equal: 5,000 keep a thread that reads for minutes, and 880 unknown ids one for a second. An
OffsetCommit becomes six times as long. Where Kafka writes those of several groups as one batch, services' among them,
none of a batch that is too long is kept. An OffsetFetch that named a group a thousand times had an answer of 11 MB,
which Kafka keeps in memory until it is read. A ListOffsets that looks up a time unpacks a batch whole: one record of
800 MB ended Kafka."""
MOST_NAMED: Final = 100
"""Partitions that are read, committed or asked for, ways to share topics that a member of a group names, and topics
whose epochs one asks for. Clients name a few."""
ENDS: Final = frozenset({-1, -2})
"""How a ListOffsets asks for the end and the begin of a partition, and not for a time."""
OF_OURS: Final = RELEASED_PREFIX.encode()
"""How the names of topics begin that we alone write to. What stands there may be looked up by time."""
MOST_GROUPS: Final = 3
"""Groups of which one asks how far they have read: a publisher has three."""
FETCH_VERSIONS: Final = range(4, 19)
"""Of Fetch, as Kafka 4 knows them."""
FETCH_SESSIONS_FROM: Final = 7
"""The version of Fetch from which it may go on from an earlier one."""
FETCH_BY_TOPIC_ID_FROM: Final = 13
"""The version of Fetch from which a topic is named by its id."""
FETCH_FIELDS: Final = ((5, 8), (9, 4), (12, 4))
"""From which version a partition says more than its number, where it begins and how much it wants, and in how many
bytes."""
FETCH_FLEXIBLE_FROM: Final = 12
"""The version of Fetch from which lengths have as many bytes as they need."""
WAIT_FIRST_FROM: Final = 15
"""The version of Fetch from which it begins with how long it waits. Before, that follows which copy asks."""
LONGEST_WAIT: Final = 60_000
"""Milliseconds that Kafka may keep a Fetch. Clients say half a second, and some thirty."""


def check_fetch(request: bytes, version: int) -> int:
    """How many partitions a Fetch reads. Raises Refused where they are many, or where it waits too long.

    Kafka counts its connection until then, whoever has gone.
    """
    check_version(version, FETCH_VERSIONS)
    walk = enter(request, version >= FETCH_FLEXIBLE_FROM)
    if version < WAIT_FIRST_FROM:
        walk.take(4)
    if walk.number(4) > LONGEST_WAIT:
        raise Refused(f"a {KINDS[FETCH]} waits more than {LONGEST_WAIT} ms")
    walk.take(9)  # how much it wants at least and at most, and whether transactions count that have not ended
    if version >= FETCH_SESSIONS_FROM:
        walk.take(8)  # which Fetch it goes on from: Kafka remembers none
    topics, partitions = walk.length(4), 0
    _check_number(topics, FETCH)
    for _ in range(topics):
        of_topic = _pass_topic(walk, version, FETCH_BY_TOPIC_ID_FROM)
        partitions += of_topic
        _check_number(partitions, FETCH)
        for _ in range(of_topic):
            walk.take(16 + sum(size for since, size in FETCH_FIELDS if version >= since))
            walk.pass_tags()
        walk.pass_tags()
    return partitions


def check_named(request: bytes, kind: int, version: int) -> None:
    """Raises Refused where a request of a kind in NAMING names too much, or has a version that is not known."""
    versions, flexible_from = NAMING[kind]
    check_version(version, versions)
    walk = enter(request, version >= flexible_from)
    if kind in WALKS:
        WALKS[kind](walk, version)
        return
    if kind == JOIN_GROUP:
        _pass_group(walk, version)
    elif kind == OFFSET_FOR_LEADER_EPOCH and version >= 3:
        walk.take(4)  # which copy asks
    _check_number(walk.length(4), kind)


def _walk_coordinators(walk: Walk, version: int) -> None:
    """Of which groups one asks for the coordinators: one group, from 4 on several."""
    if version >= SEVERAL_COORDINATORS_FROM:
        walk.take(1)  # of groups, or of something else
        _check_number(walk.length(4), FIND_COORDINATOR)


def _walk_positions(walk: Walk, version: int) -> None:
    """Where partitions begin or end, or what they had at a time."""
    walk.take(5 if version >= 2 else 4)  # which copy asks, from 2 on whether transactions count that have not ended
    topics, partitions = walk.length(4), 0
    _check_number(topics, LIST_OFFSETS)
    for _ in range(topics):
        topic = walk.pass_text(walk.length(2))
        of_topic = walk.length(4)
        partitions += of_topic
        _check_number(partitions, LIST_OFFSETS)
        for _ in range(of_topic):
            walk.take(8 if version >= 4 else 4)  # its number, from 4 on an epoch
            if walk.number(8) not in ENDS and not topic.startswith(OF_OURS):
                raise Refused("a ListOffsets looks up more than the ends of a topic to which others write")
            walk.pass_tags()
        walk.pass_tags()


def _walk_commit(walk: Walk, version: int) -> None:
    _pass_committer(walk, version)
    topics, partitions = walk.length(4), 0
    _check_number(topics, OFFSET_COMMIT)
    for _ in range(topics):
        of_topic = _pass_topic(walk, version)
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


def _walk_question(walk: Walk, version: int) -> None:
    """How far groups have read. Without topics, all of a group's are asked for."""
    if version < SEVERAL_GROUPS_FROM:
        _pass_asked(walk, version, 0)
        return
    groups, partitions = walk.length(4), 0
    if groups > MOST_GROUPS:
        raise Refused(f"an OffsetFetch asks about more than {MOST_GROUPS} groups")
    for _ in range(groups):
        partitions = _pass_asked(walk, version, partitions)


def _pass_asked(walk: Walk, version: int, partitions: int) -> int:
    """Passes a group, and returns how many partitions were named with this one's."""
    walk.pass_text(walk.length(2))
    if version > SEVERAL_GROUPS_FROM:
        walk.take(max(walk.length(2), 0))  # the id of a member that asks
        walk.take(4)
    topics = walk.length(4)
    _check_number(topics, OFFSET_FETCH)
    for _ in range(topics):
        of_topic = _pass_topic(walk, version)
        partitions += of_topic
        _check_number(partitions, OFFSET_FETCH)
        walk.take(4 * of_topic)
        walk.pass_tags()
    if version >= SEVERAL_GROUPS_FROM:
        walk.pass_tags()
    return partitions


def _pass_topic(walk: Walk, version: int, by_id_from: int = BY_TOPIC_ID_FROM) -> int:
    """Passes a topic's name or id, and returns how many of its partitions follow."""
    if version >= by_id_from:
        walk.take(16)
    else:
        walk.pass_text(walk.length(2))
    return walk.length(4)


def _check_number(named: int, kind: int) -> None:
    if named > MOST_NAMED:
        raise Refused(f"a {KINDS[kind]} names more than {MOST_NAMED}")


def _pass_group(walk: Walk, version: int) -> None:
    """Passes which group a member joins, and as whom."""
    walk.pass_text(walk.length(2))
    walk.take(8 if version else 4)  # how long it may be silent, and from 1 on how long a change may take
    for _ in range(3 if version >= 5 else 2):  # its id, from 5 on its name, and what kind of group it is
        walk.take(max(walk.length(2), 0))


WALKS: Final[Mapping[int, Callable[[Walk, int], None]]] = {
    FIND_COORDINATOR: _walk_coordinators,
    LIST_OFFSETS: _walk_positions,
    OFFSET_COMMIT: _walk_commit,
    OFFSET_FETCH: _walk_question,
}
"""Kinds that name things within things, or in some versions alone."""
