"""What one publisher may store on Kafka to stop all others, and that it does not: each costs its own answer only."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import suppress
from typing import NoReturn

import pytest
from aiokafka.errors import CorruptRecordException, KafkaError

from shared.operations import recurring
from shared.transports.kafka.consumer import KafkaConsumer
from tests.contract.harness import Reader, event, number, reading, replay_all, running, until
from tests.contract.kafka_harness import KafkaHarness
from tests.contract.poison import (
    MEGABYTE,
    PARTITION,
    Measuring,
    Pack,
    between_honest_ones,
    bound_memory,
    lz4,
    of_version_9,
    problems,
    record,
    snappy,
    zstd,
)
from tests.support.crafted import (
    GZIP,
    LZ4,
    SNAPPY,
    ZSTD,
    batch,
    misnumber_last,
    nameless,
    pack_batch,
    produce_batch,
    seal,
)
from tests.support.kafka import Broker


@pytest.fixture
def harness(kafka: Broker) -> KafkaHarness:
    return KafkaHarness(kafka)


SPOILT: dict[str, tuple[int, Pack]] = {
    "gzip with a byte behind it": (GZIP, lambda data: gzip.compress(data) + b"x"),
    "gzip with text behind it": (GZIP, lambda data: gzip.compress(data) + b"garbage!!!!!!"),
    "gzip with the beginning of another": (GZIP, lambda data: gzip.compress(data) + b"\x1f\x8b"),
    "lz4 with text behind it": (LZ4, lambda data: lz4(data) + b"garbage!"),
    "lz4 with zeros behind it": (LZ4, lambda data: lz4(data) + bytes(16)),
    "zstd with text behind it": (ZSTD, lambda data: zstd(data) + b"garbage"),
    "snappy in a stream of version 9": (SNAPPY, lambda data: of_version_9(snappy(data))),
    "snappy in two streams": (SNAPPY, lambda data: snappy(data[:50]) + snappy(data[50:])),
    "snappy with zeros behind it": (SNAPPY, lambda data: snappy(data) + bytes(4)),
}
CUT: dict[str, tuple[int, Pack]] = {
    "gzip": (GZIP, lambda data: gzip.compress(data)[:-8]),
    "lz4": (LZ4, lambda data: lz4(data)[:-4]),
    "zstd": (ZSTD, lambda data: zstd(data)[:-4]),
    "snappy": (SNAPPY, lambda data: snappy(data)[:-4]),
}
BOMBS: dict[str, tuple[int, Pack]] = {
    "gzip": (GZIP, lambda data: gzip.compress(data, 1)),
    "lz4": (LZ4, lz4),
    "zstd": (ZSTD, zstd),
}


@pytest.mark.parametrize("how", SPOILT)
async def test_a_batch_that_does_not_decompress_costs_one_message(harness: KafkaHarness, how: str) -> None:
    topic, reader, offset = await harness.topic(), Reader(), None
    spoilt = pack_batch(batch([record(each, b"a" * 100) for each in (11, 12, 13)]), *SPOILT[how])
    async with between_honest_ones(harness, topic, reader):
        with suppress(KafkaError):  # then it does no harm
            offset = await produce_batch(harness.kafka.bootstrap, topic, PARTITION, spoilt)
    if {11, 12, 13} & reader.numbers() or offset is None:
        assert {11, 12, 13} <= reader.numbers() or offset is None
        assert not problems(reader)
    else:
        (message,) = problems(reader)
        assert (message.partition, message.offset) == (PARTITION, offset)
        assert f"offsets {offset} to {offset + 2} came in a batch that cannot be decompressed as" in message.problem
    async with harness.transport() as transport:
        assert {one.problem for one in await replay_all(transport, topic)} == {one.problem for one in reader.handled}


@pytest.mark.parametrize("how", CUT)
async def test_a_batch_that_is_cut_off_is_refused_by_kafka_or_costs_one_message(
    harness: KafkaHarness, how: str
) -> None:
    topic, reader = await harness.topic(), Reader()
    async with between_honest_ones(harness, topic, reader):
        with suppress(KafkaError):
            await produce_batch(
                harness.kafka.bootstrap, topic, PARTITION, pack_batch(batch([record(11, b"a" * 999)]), *CUT[how])
            )
    assert len(problems(reader)) <= 1


async def test_kafka_itself_refuses_a_wrong_checksum_and_an_old_format(harness: KafkaHarness) -> None:
    topic, whole = await harness.topic(), batch([record(1)])
    for refused in (whole[:-1] + b"?", whole[:16] + b"\x01" + whole[17:]):
        with pytest.raises(KafkaError):
            await produce_batch(harness.kafka.bootstrap, topic, PARTITION, refused)


# ---- bombs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", BOMBS)
async def test_a_bomb_in_one_record_takes_no_memory_and_costs_one_message(harness: KafkaHarness, how: str) -> None:
    await _withstands(harness, pack_batch(batch([record(11, bytes(150 * MEGABYTE))]), *BOMBS[how]))


@pytest.mark.parametrize("how", BOMBS)
async def test_a_bomb_in_many_records_takes_no_memory_and_costs_one_message(harness: KafkaHarness, how: str) -> None:
    await _withstands(harness, pack_batch(batch([record(11, b" " * 490_000)] * 300), *BOMBS[how]))


async def _withstands(harness: KafkaHarness, bomb: bytes) -> None:
    topic, reader = await harness.topic(), Reader()
    assert len(bomb) < MEGABYTE
    async with bound_memory(), between_honest_ones(harness, topic, reader):
        for _ in range(5):
            await produce_batch(harness.kafka.bootstrap, topic, PARTITION, bomb)
    assert len(problems(reader)) == 5
    assert all("or to more than 16777216 bytes" in message.problem for message in problems(reader))


async def test_many_large_messages_in_small_batches_take_no_memory(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Measuring()
    large = pack_batch(batch([record(each, b" " * 490_000) for each in range(30)]), ZSTD, zstd)
    async with between_honest_ones(harness, topic, reader):
        for partition in range(12):
            for _ in range(2):
                await produce_batch(harness.kafka.bootstrap, topic, partition, large)
    assert reader.most_bytes < 10 * MEGABYTE
    assert reader.count == 12 * 2 * 30 + 2


async def test_a_message_larger_than_any_event_is_named_and_not_taken_in(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    large = pack_batch(batch([record(10), record(11, bytes(5 * MEGABYTE)), record(12)]), ZSTD, zstd)
    async with between_honest_ones(harness, topic, reader):
        await produce_batch(harness.kafka.bootstrap, topic, PARTITION, large)
    assert reader.numbers() == {1, 2, 10, 11, 12}
    (message,) = problems(reader)
    assert (number(message), message.data) == (11, None)
    assert "the most is 1048576" in message.problem


async def test_hundreds_of_thousands_of_headers_take_no_memory(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    stuffed = batch([([("", b"")] * 300_000, b"{}")])
    async with bound_memory(), between_honest_ones(harness, topic, reader):
        for _ in range(4):
            await produce_batch(harness.kafka.bootstrap, topic, PARTITION, stuffed)
    assert len(reader.handled) == 6
    assert {one.problem for one in problems(reader)} == {"it has 300000 headers; the most is 100"}
    assert len(problems(reader)) == 4


async def test_records_of_headers_alone_that_are_small_when_packed_take_no_memory(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    stuffed = pack_batch(batch([([("", None)] * 520_000, b"{}")] * 15), LZ4, lz4)
    assert len(stuffed) < MEGABYTE // 10
    async with bound_memory(), between_honest_ones(harness, topic, reader):
        for _ in range(3):
            await produce_batch(harness.kafka.bootstrap, topic, PARTITION, stuffed)
    assert len(problems(reader)) == 45
    assert all("520000 headers; the most is 100" in message.problem for message in problems(reader))


async def test_a_million_records_in_a_batch_are_refused_as_one(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    swarm = pack_batch(batch([([], None)] * 1_000_000), ZSTD, zstd)
    async with between_honest_ones(harness, topic, reader):
        await produce_batch(harness.kafka.bootstrap, topic, PARTITION, swarm)
    (message,) = problems(reader)
    assert "more than 100000 records" in message.problem


# ---- records ---------------------------------------------------------------------------------


async def test_a_header_name_that_is_no_text_and_a_trickle_behind_it_delay_nobody(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    async with reading(harness, await harness.reader(), [topic], reader):
        await harness.produce([event(topic, 0)])
        await reader.has({0})
        trickle = asyncio.create_task(_trickle(harness, topic))
        try:
            for each in range(1, 6):
                async with asyncio.timeout(3):
                    await produce_batch(harness.kafka.bootstrap, topic, PARTITION, batch([record(each)]))
                    await until(lambda each=each: each in reader.numbers())  # type: ignore[misc]
                await asyncio.sleep(0.5)
        finally:
            trickle.cancel()
            await asyncio.wait([trickle])
    assert problems(reader)


async def _trickle(harness: KafkaHarness, topic: str) -> None:
    await produce_batch(harness.kafka.bootstrap, topic, PARTITION, nameless())
    while True:
        await produce_batch(harness.kafka.bootstrap, topic, PARTITION, batch([([], b"{}")]))
        await asyncio.sleep(0.05)


async def test_a_header_name_that_is_no_text_leaves_the_others_to_be_read(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    async with between_honest_ones(harness, topic, reader):
        await produce_batch(harness.kafka.bootstrap, topic, PARTITION, nameless(record(11)[0]))
    (message,) = problems(reader)
    assert (number(message), message.data) == (11, b"{}")
    assert message.problem == "the name of a header is not UTF-8 text"


@pytest.mark.parametrize("claimed", [63, -5, 0])
async def test_a_record_that_claims_an_offset_moves_nobody_s_position(harness: KafkaHarness, claimed: int) -> None:
    topic, reader = await harness.topic(), Reader()
    async with between_honest_ones(harness, topic, reader):
        with suppress(KafkaError):
            await produce_batch(
                harness.kafka.bootstrap, topic, PARTITION, misnumber_last([record(11), record(12)], claimed)
            )
    places = [(message.offset, number(message)) for message in reader.handled]
    assert places in ([(0, 1), (1, 11), (2, 12), (3, 2)], [(0, 1), (1, 2)])


async def test_bytes_behind_the_last_record_harm_nobody(harness: KafkaHarness) -> None:
    topic, reader = await harness.topic(), Reader()
    async with between_honest_ones(harness, topic, reader):
        for whole in (seal(batch([record(11)]) + b"more"), pack_batch(batch([record(12)]) + b"more", ZSTD, zstd)):
            with suppress(KafkaError):
                await produce_batch(harness.kafka.bootstrap, topic, PARTITION, whole)
    assert reader.numbers() <= {1, 2, 11, 12}


async def test_an_error_that_comes_at_every_try_is_seen(harness: KafkaHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring, "LASTING", 1.0)
    async with harness.transport() as transport:
        consumer = transport.consumer(await harness.reader(), [await harness.topic()], Reader())
        consumer.__class__ = Damaged
        async with running(consumer):
            assert not consumer.is_failing
            await until(lambda: consumer.is_failing)


class Damaged(KafkaConsumer):
    """What Kafka's damaged file would make of it."""

    __slots__ = ()

    async def _poll(self, *_: object) -> NoReturn:
        raise CorruptRecordException("Invalid CRC")
