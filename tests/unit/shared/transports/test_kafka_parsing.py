"""Whatever stands in a batch: no error, each offset once and in order, and reading goes on behind it."""

from __future__ import annotations

import gc
import gzip
import random
import struct
import tracemalloc
import weakref
from collections.abc import Callable
from itertools import islice
from math import inf

import cramjam
import pytest
from aiokafka import TopicPartition

from shared.engine.port import Message
from shared.transports.kafka.batches import HEADER_COST, MOST_RECORDS, ROOM, Batches, Room
from shared.transports.kafka.careful import CarefulRecords
from shared.transports.kafka.decoding import message_of, size_of
from shared.transports.kafka.parsing import MOST_HEADERS, Frame, read_records
from tests.support.crafted import GZIP, HEAD, LZ4, SNAPPY, ZSTD, batch, pack_batch, seal, understate

HEADERS = [("ce_id", b"id-1"), ("content-type", b"application/json")]
COUNT = 6
PACKS: dict[int, Callable[[bytes], bytes]] = {
    GZIP: lambda data: gzip.compress(data, 1),
    SNAPPY: lambda data: bytes(cramjam.snappy.compress_raw(data)),
    LZ4: lambda data: bytes(cramjam.lz4.compress(data)),
    ZSTD: lambda data: bytes(cramjam.zstd.compress(data)),
}


def read(fetched: bytes) -> tuple[list[Message], int]:
    """Its messages, and the offset at which the next fetch begins."""
    records = CarefulRecords(TopicPartition("t", 0), Batches(fetched), [], 0, None, None, True, 1)
    return [message_of(record) for record in records], records.next_fetch_offset


@pytest.mark.parametrize("seed", range(8))
def test_no_change_of_any_byte_raises_or_moves_an_offset(seed: int) -> None:
    chance, whole = random.Random(seed), batch([(HEADERS, b'{"a":1}')] * COUNT)
    for _ in range(400):
        changed = bytearray(whole)
        for _ in range(chance.choice((0, 1, 2, 8))):
            changed[chance.randrange(HEAD, len(changed))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
        codec = chance.choice((0, *PACKS))
        stored = bytearray(pack_batch(changed, codec, PACKS[codec]) if codec else changed)
        for _ in range(chance.choice((0, 0, 1, 3))):
            stored[chance.randrange(HEAD, len(stored))] = chance.randrange(256)
        messages, end = read(seal(stored[: chance.choice((len(stored), chance.randrange(HEAD, len(stored))))]))
        offsets = [message.offset for message in messages]
        assert (sorted(set(offsets)), end) == (offsets, COUNT)
        assert set(offsets) <= set(range(COUNT))


@pytest.mark.parametrize("first", [-(2**63), 2**63])
def test_a_time_beyond_all_numbers_harms_nobody(first: int) -> None:
    records = memoryview(batch([(HEADERS, b"{}")]))[HEAD:]
    (record,) = read_records(records, Frame(0, 1, first, None))
    assert (message_of(record).attributes["id"], message_of(record).problem) == ("id-1", "")


def test_a_batch_that_says_it_has_more_records_than_offsets_claims_no_other_s() -> None:
    whole = bytearray(batch([(HEADERS, b"{}")] * COUNT))
    for count in (-1, COUNT + 1, MOST_RECORDS + 1, 2**31 - 1):
        struct.pack_into(">i", whole, HEAD - 4, count)
        messages, end = read(seal(whole))
        assert all(message.offset < COUNT for message in messages)
        assert end == COUNT


def test_a_batch_that_is_let_go_of_leaves_the_memory_at_once() -> None:
    stored = pack_batch(batch([((), b"{}")] * 100), GZIP, PACKS[GZIP])
    records = CarefulRecords(TopicPartition("t", 0), Batches(stored), [], 0, None, None, True, 1)
    next(iter(records))
    gone = weakref.ref(records)
    gc.disable()
    try:
        del records
        assert gone() is None
    finally:
        gc.enable()


def test_a_poll_begins_no_further_batch_once_those_that_it_began_are_large() -> None:
    stored = pack_batch(batch([((), bytes(500_000))] * 3), GZIP, PACKS[GZIP])
    room = Room(inf, left_to_begin=1_000_000)
    token = ROOM.set(room)
    try:
        records = CarefulRecords(TopicPartition("t", 0), Batches(stored), [], 0, None, None, True, 1)
        next(iter(records))
    finally:
        ROOM.reset(token)
    assert room.left_to_begin <= 0
    assert records.memory > 1_500_000


def records_of(stored: bytes) -> CarefulRecords:
    return CarefulRecords(TopicPartition("t", 0), Batches(stored), [], 0, None, None, True, 1)


@pytest.mark.parametrize("headers", [MOST_HEADERS + 1, 300_000])
@pytest.mark.parametrize("codec", [0, LZ4])
def test_of_a_record_with_too_many_headers_none_is_made(headers: int, codec: int) -> None:
    whole = batch([(HEADERS, b"1"), ([("", None)] * headers, b"2"), (HEADERS, b"3")])
    stored = pack_batch(whole, codec, PACKS[codec]) if codec else whole
    tracemalloc.start()
    messages, end = read(stored)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000 + 2 * len(whole), "headers were made"
    assert [message.data for message in messages] == [b"1", b"2", b"3"]
    problem = f"it has {headers} headers; the most is {MOST_HEADERS}"
    assert [message.problem for message in messages] == ["", problem, ""]
    assert end == 3


@pytest.mark.parametrize("attributes", [b"\0", b"\x80\0", b"\xff\xff\xff\x7f"])
@pytest.mark.parametrize("said", [7, 20, 2_000])
def test_nor_of_one_that_says_it_is_shorter_than_it_is(said: int, attributes: bytes) -> None:
    """Kafka takes it where it is compressed, and does not compare."""
    stored = pack_batch(understate(said, 300_000, attributes), LZ4, PACKS[LZ4])
    tracemalloc.start()
    messages, end = read(stored)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000 + 2 * 600_000, "headers were made"
    assert (len(messages), end) == (1, 1)


@pytest.mark.parametrize("value", [b"", bytes(2_000)])
def test_a_record_may_have_so_many_headers(value: bytes) -> None:
    (message,), _ = read(batch([([*HEADERS, *[("", None)] * (MOST_HEADERS - len(HEADERS))], value)]))
    assert (message.problem, message.data, message.attributes["id"]) == ("", value, "id-1")


def test_of_many_records_with_many_headers_only_those_are_made_that_are_handed_over() -> None:
    """Else one such batch would fill a poll, and each further one would be read anew in each."""
    whole = batch([([("", None)] * MOST_HEADERS, b"")] * 4_000)
    room = Room(1_000_000, left_to_begin=0)
    token = ROOM.set(room)
    tracemalloc.start()
    try:
        records = records_of(whole)
        few = list(islice(records, 3))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        ROOM.reset(token)
    assert [len(one.headers) for one in few] == [MOST_HEADERS] * 3
    assert most < 200_000
    assert records.memory == 0
    assert 3 * HEADER_COST * MOST_HEADERS < 1_000_000 - room.left < 4 * (HEADER_COST + 3) * MOST_HEADERS


def test_a_batch_without_records_hands_over_none() -> None:
    whole = bytearray(batch([(HEADERS, b"{}")])[:HEAD])
    struct.pack_into(">i", whole, 8, HEAD - 12)
    struct.pack_into(">i", whole, HEAD - 4, 0)
    assert read(seal(whole)) == ([], 1)


@pytest.mark.parametrize("bad", range(COUNT))
def test_where_aiokafka_s_parser_gives_up_ours_goes_on(bad: int) -> None:
    """None is lost, and none comes twice."""
    records = [([*HEADERS, ("ce_NAME" if place == bad else "ce_name", b"x")], b"%d" % place) for place in range(COUNT)]
    whole = seal(batch(records).replace(b"ce_NAME", b"ce_\xff\xfe\xff\xfe"))
    room = Room(10_000)
    token = ROOM.set(room)
    try:
        messages, end = read(whole)
    finally:
        ROOM.reset(token)
    assert [message.offset for message in messages] == list(range(COUNT))
    assert [message.data for message in messages if not message.problem] == [
        b"%d" % place for place in range(COUNT) if place != bad
    ]
    assert end == COUNT
    assert 10_000 - room.left < len(whole) + COUNT * 3 * HEADER_COST + 1, "none counts twice"


def test_the_size_of_a_record_is_that_of_key_headers_and_value() -> None:
    (plain,) = records_of(batch([([("ce_id", b"x" * 1_000), ("\u00e9", None)], b"y" * 500)]))
    assert size_of(plain) == len("KEN") + len("ce_id") + 1_000 + 2 + 500


def test_the_size_of_a_record_counts_what_was_not_read() -> None:
    (stuffed,) = records_of(batch([([("", None)] * 300_000, b"")]))
    assert 600_000 < size_of(stuffed) < 600_100
    whole = batch([(HEADERS, bytes(5_000))])
    cut = seal(whole[: HEAD + 1] + b"\x80" * 70 + whole[HEAD + 71 :])
    (spoilt,) = records_of(cut)
    assert size_of(spoilt) > 5_000
    bomb = pack_batch(batch([((), bytes(20_000_000))]), GZIP, PACKS[GZIP])
    (refused,) = records_of(bomb)
    assert size_of(refused) == len(bomb)


XERIAL = b"\x82SNAPPY\0" + struct.pack(">ii", 1, 1)


def pack_pieces(data: bytes, *, empty: int = 0, size: int = 32_768) -> bytes:
    """As Kafka's clients write Snappy, in pieces; before these come so many that hold nothing."""
    pieces = [b"\0"] * empty
    pieces += [bytes(cramjam.snappy.compress_raw(data[at : at + size])) for at in range(0, len(data), size)]
    return XERIAL + b"".join(struct.pack(">i", len(piece)) + piece for piece in pieces)


@pytest.mark.parametrize("size", [32_768, 1_024])
def test_snappy_is_read_in_the_pieces_of_kafka_s_clients(size: int) -> None:
    whole = batch([(HEADERS, bytes(random.Random(1).randbytes(900_000)))])
    (message,), _ = read(pack_batch(whole, SNAPPY, lambda data: pack_pieces(data, size=size)))
    assert (message.problem, len(message.data or b"")) == ("", 900_000)


@pytest.mark.parametrize("empty", [2_000, 200_000])
def test_pieces_without_end_are_refused_and_count_for_the_quota(empty: int) -> None:
    stored = pack_batch(batch([((), b"{}")]), SNAPPY, lambda data: pack_pieces(data, empty=empty))
    (refused,) = records_of(stored)
    assert message_of(refused).problem
    assert size_of(refused) == len(stored)


SKIPPED = b"\x50\x2a\x4d\x18" + (100_000).to_bytes(4, "little") + bytes(100_000)
"""A frame of zstd that every reader passes over."""


def test_a_batch_that_is_much_larger_compressed_than_not_is_refused_and_counts_for_the_quota() -> None:
    stored = pack_batch(batch([((), b"{}")]), ZSTD, lambda data: SKIPPED + PACKS[ZSTD](data))
    (refused,) = records_of(stored)
    assert "is much larger compressed than not" in message_of(refused).problem
    assert size_of(refused) == len(stored)


@pytest.mark.parametrize("codec", [0, ZSTD])
def test_what_stands_behind_the_last_record_counts_for_the_quota(codec: int) -> None:
    whole = seal(batch([((), b"{}")] * 2) + bytes(50_000))
    first, last = records_of(pack_batch(whole, codec, PACKS[codec]) if codec else whole)
    assert size_of(first) < 50
    assert size_of(last) > 50_000
