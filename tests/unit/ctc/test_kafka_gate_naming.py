"""The Kafka gate's pure parts: how much a request names, how long it waits, and what Kafka still owes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctc.kafka_gate.naming import (
    FETCH_VERSIONS,
    LONGEST_WAIT,
    MOST_GROUPS,
    MOST_NAMED,
    NAMING,
    check_fetch,
    check_named,
)
from ctc.kafka_gate.owed import MOST_OWED, OwedAnswers
from ctc.kafka_gate.requests import LENGTH, Refused
from tests.support.kafka_requests import (
    ask_epochs,
    ask_metadata,
    ask_offsets,
    ask_partitions,
    commit,
    find_coordinators,
    join_group,
    list_offsets,
)

NAMES: Mapping[int, Callable[[int, int], bytes]] = {
    2: list_offsets, 3: ask_metadata, 8: commit, 9: ask_offsets, 11: join_group, 10: find_coordinators, 23: ask_epochs,
}  # fmt: skip
"""How a request is written that names so much, by its kind."""


@pytest.mark.parametrize("version", [one for one in NAMING[9][0] if one > 1])
def test_whoever_asks_for_all_of_a_group_names_its_own_groups_alone(version: int) -> None:
    """A group that was named a thousand times had an answer of 11 MB, which Kafka keeps until it is read."""
    if version >= 8:
        check_named(ask_offsets(version, -1, groups=MOST_GROUPS), 9, version)
        with pytest.raises(Refused, match="more than 3 groups"):
            check_named(ask_offsets(version, -1, groups=MOST_GROUPS + 1), 9, version)
        with pytest.raises(Refused, match=f"more than {MOST_NAMED}"):
            check_named(ask_offsets(version, MOST_NAMED // 2 + 1, groups=2), 9, version)
    else:
        check_named(ask_offsets(version, -1), 9, version)


@pytest.mark.parametrize(
    ("kind", "version"),
    [(kind, one) for kind, (known, _) in NAMING.items() for one in known if (kind, one // 4) != (10, 0)],
)
def test_what_costs_kafka_much_is_named_a_few_times(kind: int, version: int) -> None:
    check_named(NAMES[kind](version, MOST_NAMED), kind, version)
    with pytest.raises(Refused, match=f"more than {MOST_NAMED}"):
        check_named(NAMES[kind](version, MOST_NAMED + 1), kind, version)


@pytest.mark.parametrize("kind", NAMING)
def test_what_names_anything_has_a_version_that_kafka_4_knows(kind: int) -> None:
    known, _ = NAMING[kind]
    for version in (-1, known.stop, *range(known.start)):
        with pytest.raises(Refused, match="not between the versions"):
            check_named(NAMES[kind](known.start, 1), kind, version)


@pytest.mark.parametrize("version", [2, 8, 10])
def test_a_commit_names_few_partitions_in_all_and_notes_little(version: int) -> None:
    """Kafka may write it as one batch with what services commit."""
    check_named(commit(version, 10, topics=10, note=b"x" * 100), 8, version)
    for much in (commit(version, 11, topics=10), commit(version, 0, topics=101)):
        with pytest.raises(Refused, match=f"more than {MOST_NAMED}"):
            check_named(much, 8, version)
    with pytest.raises(Refused, match="longer than 249"):
        check_named(commit(version, 1, note=b"x" * 250), 8, version)


@pytest.mark.parametrize("version", NAMING[2][0])
def test_a_time_is_looked_up_only_in_what_we_write(version: int) -> None:
    """Kafka unpacks a batch for it, and a publisher's may unpack to more than its memory."""
    for time in (-1, -2):
        check_named(list_offsets(version, 3, time=time), 2, version)
    for time in (1_700_000_000_000, 0, -3, -4):
        check_named(list_offsets(version, 3, b"ctc.released.un", time), 2, version)
        with pytest.raises(Refused, match="looks up more than the ends"):
            check_named(list_offsets(version, 3, time=time), 2, version)


@given(st.lists(st.binary(max_size=40), max_size=20), st.data())
def test_answers_are_counted_whatever_the_pieces_in_which_they_come(answers: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(len(b"1234" + one).to_bytes(LENGTH) + b"1234" + one for one in answers)
    owed = OwedAnswers()
    for _ in range(len(answers) + 1):
        owed.add()
    while whole:
        size = data.draw(st.integers(1, len(whole)))
        owed.hear(whole[:size])
        whole = whole[size:]
    assert owed.number == 1


@pytest.mark.parametrize("version", FETCH_VERSIONS)
def test_a_fetch_waits_a_minute_at_most_and_reads_few_partitions(version: int) -> None:
    """Kafka counts its connection until then, whoever has gone. It answers each partition by itself."""
    assert check_fetch(ask_partitions(version, MOST_NAMED, wait=LONGEST_WAIT), version) == MOST_NAMED
    for wait in (LONGEST_WAIT + 1, 2**31 - 1):
        with pytest.raises(Refused, match="waits more"):
            check_fetch(ask_partitions(version, 1, wait=wait), version)
    for much in ((MOST_NAMED + 1, 1), (MOST_NAMED // 2 + 1, 2), (0, MOST_NAMED + 1)):
        with pytest.raises(Refused, match=f"more than {MOST_NAMED}"):
            check_fetch(ask_partitions(version, *much), version)


async def test_of_a_connection_few_requests_are_unanswered() -> None:
    """Kafka counts a connection that was left until it has answered all of them."""
    owed = OwedAnswers()
    owed.welcome()
    for _ in range(MOST_OWED):
        await asyncio.wait_for(owed.wait_for_room(), 1)
        owed.add()
    waiting = asyncio.create_task(owed.wait_for_room())
    await asyncio.sleep(0)
    assert not waiting.done()
    owed.hear(bytes([0, 0, 0, 2, 1, 2]))
    await asyncio.wait_for(waiting, 1)
    assert owed.number == MOST_OWED - 1
