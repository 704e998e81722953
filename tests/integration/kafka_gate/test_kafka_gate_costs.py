"""Requests that cost Kafka much do not pass the gate, before a real Kafka."""

from __future__ import annotations

import pytest

from ctc.kafka_gate.naming import MOST_NAMED
from ctc.kafka_gate.produce import CODECS
from ctc.kafka_gate.requests import HEAD, read_head
from shared.transports.kafka.security import Security
from tests.support.kafka_gate import PUBLISHER, RunningGate, raw_connection
from tests.support.kafka_requests import (
    ask_epochs,
    ask_metadata,
    ask_offsets,
    ask_partitions,
    batch,
    commit,
    find_coordinators,
    join_group,
    list_offsets,
    name_empty,
    produce,
)
from tests.support.walled_house import House

MINE = f"ctc.external.{PUBLISHER}"
LARGE = b"x" * 900_000
SECRET = b"a-word-of-a-report"

COSTLY = {
    "DescribeGroups": (name_empty(15, 5, b"", b"\0\0"), "kind"),
    "Metadata, ids": (ask_metadata(12, 880), f"more than {MOST_NAMED}"),
    "Produce, unanswered": (produce(9, batch(b"{}"), acks=0), "acks=0"),
    **{f"Produce, {name}": (produce(9, batch(b"{}", codec=codec)), f"by {name}") for codec, name in CODECS.items()},
    "FindCoordinator, groups": (find_coordinators(4, 300), f"more than {MOST_NAMED}"),
    "FindCoordinator": (name_empty(10, 4, b"\0", b"\0"), "and 16384 bytes"),
    "Metadata": (name_empty(3, 12, b"", b"\0\0\0", bytes(16) + b"\2a\0"), "and 16384 bytes"),
    "OffsetFetch": (name_empty(9, 7, b"\2g", b"\0\0", b"\1\1\0"), "and 16384 bytes"),
    "Fetch": (ask_partitions(12, 400), f"more than {MOST_NAMED}"),
    "ListOffsets": (list_offsets(7, 1, time=1_700_000_000_000), "more than the ends"),
    "OffsetFetch, groups": (ask_offsets(8, -1, groups=9), "more than 3 groups"),
    "OffsetCommit": (commit(8, 700), f"more than {MOST_NAMED}"),
    "JoinGroup": (join_group(7, 5_000), f"more than {MOST_NAMED}"),
    "OffsetForLeaderEpoch": (ask_epochs(4, 5_000), f"more than {MOST_NAMED}"),
    "Produce, topics": (produce(9, b"", b"", topics=200_000), "topic"),
    "Produce, partitions": (produce(9, b"", partitions=200_000), "partition"),
    "Produce, records": (produce(9, batch(b"")[:57] + (2**31 - 1).to_bytes(4) + batch(b"")[61:]), "records"),
}


@pytest.mark.parametrize("what", COSTLY)
async def test_what_costs_kafka_much_ends_the_connection(
    house: House, ours: Security, gate: RunningGate, what: str
) -> None:
    costly, because = COSTLY[what]
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
        connection.writer.write(costly)
        assert await connection.is_ended()
    line = gate.log()[-1]
    found = [line[name] for name in ("event", "user", "kind", "bytes")]
    assert found == ["request refused", PUBLISHER, read_head(costly[: HEAD.size]).name, len(costly) - 4]
    assert because in line["because"]
    await house.send(ours, MINE)


async def test_the_end_of_a_produce_is_checked_before_kafka_has_all_of_it(house: House, ours: Security) -> None:
    begin = produce(9, batch(LARGE), MINE.encode())
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
        connection.writer.write(begin[:-1] + b"\1")
        assert await connection.is_ended()


async def test_a_line_of_the_log_comes_once_a_minute_and_has_no_content(
    house: House, ours: Security, gate: RunningGate
) -> None:
    before = len(gate.log())
    for _ in range(5):
        async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
            connection.writer.write(produce(9, batch(SECRET), SECRET, client_id=SECRET, transaction=SECRET))
            assert await connection.is_ended()
    assert len(gate.log()) == before + 1
    assert SECRET.decode() not in gate.log_file.read_text()
    assert ours.password not in gate.log_file.read_text()
