"""The Kafka gate's pure parts: which requests pass, and as whom a client logs in."""

from __future__ import annotations

import struct

import pytest
from aiokafka.protocol.admin import SaslAuthenticateRequest_v0, SaslAuthenticateRequest_v1
from aiokafka.protocol.api import RequestHeader_v1, RequestStruct
from aiokafka.protocol.produce import ProduceRequest_v3, ProduceRequest_v8
from hypothesis import given
from hypothesis import strategies as st

from ctc.kafka_gate.log_in import is_welcome, read_login
from ctc.kafka_gate.produce import BEGIN, MOST_RECORDS, TAIL, VERSIONS, walk_produce
from ctc.kafka_gate.requests import (
    HEAD,
    KINDS,
    LARGEST,
    LARGEST_OF_LOG_IN,
    LARGEST_PRODUCE,
    LENGTH,
    Head,
    Refused,
    check_head,
    read_head,
)
from shared.transports.batch_layout import COUNT_AT, LENGTH_AT, MAGIC_AT
from tests.support.kafka_requests import (
    Writing,
    authenticate,
    batch,
    produce,
)

FIRST = b"n,,n=unodc-cases,r=abc"
RECORDS = batch(b"{}", b"{}")
OTHER = (1, 3, 10)
"""Kinds that are no Produce."""


def walk(request: bytes) -> bytes:
    """Walks a Produce as the gate does: without its end, and only its begin."""
    head = read_head(request[: HEAD.size])
    begin = request[: max(HEAD.size, min(len(request) - len(TAIL), HEAD.size + BEGIN))]
    return walk_produce(begin, head.size, head.version)


def frame(request: RequestStruct, kind: int, version: int) -> bytes:
    """As aiokafka writes it."""
    header = struct.pack(">hhih", kind, version, 1, 5) + b"tests"
    assert RequestHeader_v1.SCHEMA.encode((kind, version, 1, "tests")) == header
    whole: bytes = header + request.encode()
    return len(whole).to_bytes(LENGTH) + whole


# ---- kinds and sizes --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OTHER)
def test_a_request_that_is_no_produce_is_small(kind: int) -> None:
    check_head(Head(LARGEST, kind, 0))
    for size in (LARGEST + 1, 8, 0, -1, -(2**31)):
        with pytest.raises(Refused):
            check_head(Head(size, kind, 0))


@pytest.mark.parametrize("kind", [17, 18, 36])
def test_what_is_said_up_to_the_log_in_is_short(kind: int) -> None:
    """Kafka reads it by regular expressions that call themselves for each sign."""
    check_head(Head(LARGEST_OF_LOG_IN, kind, 0))
    with pytest.raises(Refused, match="1024"):
        check_head(Head(LARGEST_OF_LOG_IN + 1, kind, 0))


def test_a_produce_has_as_much_as_kafka_takes() -> None:
    check_head(Head(LARGEST_PRODUCE, 0, 9))
    with pytest.raises(Refused, match="2097152"):
        check_head(Head(LARGEST_PRODUCE + 1, 0, 9))


@pytest.mark.parametrize("kind", [15, 16, 19, 20, 24, 32, 42, 51, 61, 68, 71, 75, 76, -1, 32767])
def test_what_no_client_needs_outside_does_not_pass(kind: int) -> None:
    assert kind not in KINDS
    with pytest.raises(Refused, match="kind"):
        check_head(Head(100, kind, 0))


# ---- Produce ----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("values", [[b""], [b"{}"] * 3, [b"x" * 900_000]])
def test_a_produce_of_one_batch_passes_in_each_version(version: int, values: list[bytes]) -> None:
    assert walk(produce(version, batch(*values))) == (TAIL if version >= 9 else b"")


@pytest.mark.parametrize("of", [ProduceRequest_v3, ProduceRequest_v8])
def test_a_produce_that_aiokafka_writes_passes(of: type[RequestStruct]) -> None:
    written = of(None, -1, 5_000, [("ctc.external.a", [(0, RECORDS)])])
    assert walk(frame(written, 0, of.API_VERSION)) == b""
    for topics in ([("a", [(0, RECORDS)] * 2)], [("a", [(0, RECORDS)])] * 2):
        with pytest.raises(Refused, match="not one"):
            walk(frame(of(None, -1, 5_000, topics), 0, of.API_VERSION))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_produce_names_one_topic_and_one_partition(version: int) -> None:
    for topics, partitions, records in ((2, 1, RECORDS), (1, 2, RECORDS), (500_000, 1, b""), (1, 500_000, b"")):
        with pytest.raises(Refused, match="not one"):
            walk(produce(version, records, topics=topics, partitions=partitions))
    for topics, partitions in ((0, 1), (1, 0)):
        with pytest.raises(Refused):
            walk(produce(version, RECORDS, topics=topics, partitions=partitions))


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_stands_beside_the_batch(version: int) -> None:
    two, short = RECORDS + RECORDS, RECORDS[:60]
    for records in (two, RECORDS + b"x", RECORDS[:-1], short, b""):
        with pytest.raises(Refused):
            walk(produce(version, records))
    request = produce(version, RECORDS) + b"\0" * 100
    with pytest.raises(Refused, match="beside"):
        walk((len(request) - LENGTH).to_bytes(LENGTH) + request[LENGTH:])


@pytest.mark.parametrize("version", [*range(3), VERSIONS.stop, 100, -1])
def test_a_version_that_kafka_4_does_not_know_does_not_pass(version: int) -> None:
    with pytest.raises(Refused, match="versions 3 and 13"):
        walk(produce(version, RECORDS))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_produce_has_no_transaction_and_short_names(version: int) -> None:
    with pytest.raises(Refused, match="transaction"):
        walk(produce(version, RECORDS, transaction=b"t"))
    with pytest.raises(Refused, match="longer"):
        walk(produce(version, RECORDS, client_id=b"x" * 250))
    if version < 13:
        with pytest.raises(Refused, match="longer"):
            walk(produce(version, RECORDS, topic=b"x" * 250))


def change(records: bytes, at: int, value: bytes) -> bytes:
    return records[:at] + value + records[at + len(value) :]


@pytest.mark.parametrize("count", [0, -1, MOST_RECORDS + 1, 2**31 - 1])
def test_a_batch_says_of_how_many_records_it_is_and_they_are_not_too_many(count: int) -> None:
    """A batch of nothing but empty records shrinks to a thousandth, and Kafka makes an object for each."""
    with pytest.raises(Refused, match="records"):
        walk(produce(9, change(RECORDS, COUNT_AT, count.to_bytes(4, signed=True))))


def test_a_batch_is_in_the_newest_format_and_as_long_as_it_says() -> None:
    for changed in (change(RECORDS, MAGIC_AT, b"\1"), change(RECORDS, LENGTH_AT, (len(RECORDS) - 13).to_bytes(4))):
        with pytest.raises(Refused, match="format"):
            walk(produce(9, changed))


@given(st.sampled_from(VERSIONS), st.data())
def test_whatever_is_sent_as_a_produce_is_refused_or_is_one_batch(version: int, data: st.DataObject) -> None:
    """Bytes are changed where the walk goes, and what passes is still found at the same place."""
    request = bytearray(produce(version, RECORDS))
    for _ in range(data.draw(st.integers(1, 3))):
        request[data.draw(st.integers(HEAD.size, len(request) - 1))] = data.draw(st.integers(0, 255))
    try:
        tail = walk(bytes(request))
    except Refused:
        return
    found = bytes(request)[len(request) - len(RECORDS) - len(tail) :][: len(RECORDS)]
    assert found[MAGIC_AT] == 2
    assert int.from_bytes(found[LENGTH_AT : LENGTH_AT + 4]) == len(RECORDS) - 12


@pytest.mark.parametrize("version", VERSIONS)
def test_a_produce_wants_an_answer(version: int) -> None:
    """Without one nobody knows when Kafka has ended its work, and whoever left is counted no more."""
    for acks in (-1, 1):
        walk(produce(version, RECORDS, acks=acks))
    with pytest.raises(Refused, match="acks=0"):
        walk(produce(version, RECORDS, acks=0))


@given(st.binary(max_size=300), st.integers(-5, 20), st.integers(0, 2**31 - 1))
def test_invented_bytes_are_refused(invented: bytes, version: int, size: int) -> None:
    with pytest.raises(Refused):
        walk_produce(b"\0" * HEAD.size + invented, size, version)


# ---- the log-in -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_client_says_as_whom_it_logs_in(version: int) -> None:
    for asked in (
        authenticate(version, FIRST),
        authenticate(version, b"n,a=x,n=unodc-cases,r=abc"),
        authenticate(version, FIRST, client_id=b"n,,n=ctc.other,r=a"),
    ):
        assert read_login(asked, version) == ("unodc-cases", asked)
    for none in (b"", b"\0user\0password", b"c=biws,r=abc,p=abc", b"n,,r=abc", b"x" * 1_000):
        with pytest.raises(Refused, match="SCRAM"):
            read_login(authenticate(version, none), version)
    with pytest.raises(Refused):
        read_login(authenticate(version, FIRST)[:-3], version)


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_user_of_ours_is_asked_for_by_a_name_that_nobody_has(version: int) -> None:
    ours, nobody = b"n,a=a.b,n=ctc.a.b,r=c.d", b"n,a=a.b,n=ctc/a/b,r=c.d"
    asked, passed = (authenticate(version, one, client_id=ours) for one in (ours, nobody))
    assert read_login(asked, version) == ("ctc.a.b", passed)


@pytest.mark.parametrize("of", [SaslAuthenticateRequest_v0, SaslAuthenticateRequest_v1])
def test_so_does_aiokafka(of: type[RequestStruct]) -> None:
    assert read_login(frame(of(FIRST), 36, of.API_VERSION), of.API_VERSION)[0] == "unodc-cases"


@pytest.mark.parametrize("version", [0, 1, 2])
def test_kafka_says_whether_the_log_in_has_succeeded(version: int) -> None:
    write = Writing(version >= 2)

    def answer(error: int, message: bytes) -> bytes:
        said = write.text(b"no") if error else write.length(-1, 2)
        whole = (7).to_bytes(4) + write.tags + error.to_bytes(2) + said + write.data(message) + b"\0" * 8 + write.tags
        return len(whole).to_bytes(LENGTH) + whole

    assert is_welcome(answer(0, b"v=abc"), version)
    assert not is_welcome(answer(0, b"r=abc,s=abc,i=8192"), version)
    assert not is_welcome(answer(58, b""), version)
