"""Topics on which one publisher alone writes: found while reading, read in turn, and read later when it is told so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest

from shared.engine.port import Consumer, Handler, Message, Meter, Place
from shared.transports.kafka.careful import MOST_FROM_OUTSIDE
from tests.contract.harness import Reader, event, events, number, running, until
from tests.contract.kafka_harness import KafkaHarness
from tests.support.crafted import batch, produce_batch
from tests.support.kafka import Broker
from tests.support.topics import create, unique


@pytest.fixture
def harness(kafka: Broker) -> KafkaHarness:
    return KafkaHarness(kafka)


@asynccontextmanager
async def reading_own(
    harness: KafkaHarness, usual: str, own: str, handler: Handler, meter: Meter | None = None
) -> AsyncIterator[Consumer]:
    """A consumer of the usual topic, and of all whose names begin with the other one and a dot."""
    name = await harness.reader()
    async with (
        harness.transport() as transport,
        running(transport.consumer(name, [usual], handler, f"{own}.", meter)) as consumer,
    ):
        yield consumer


async def test_a_topic_that_is_created_meanwhile_is_read(harness: KafkaHarness) -> None:
    usual, own, reader = await harness.topic(), unique("own"), Reader()
    await create(harness.kafka.bootstrap, f"{own}-other")  # begins otherwise than with a dot: nobody's own
    async with reading_own(harness, usual, own, reader) as consumer:
        await harness.produce([event(usual, 1)])
        await reader.has({1})
        await create(harness.kafka.bootstrap, f"{own}.unodc")
        await harness.produce([event(f"{own}-other", 3), event(f"{own}.unodc", 2), event(usual, 4)])
        await reader.has({1, 2, 4})
        assert reader.numbers() == {1, 2, 4}
        assert await consumer.lag() == 0


async def test_a_flood_on_one_topic_does_not_fill_the_polls_alone(harness: KafkaHarness) -> None:
    usual, own, reader = await harness.topic(), unique("own"), Reader()
    flood, other, count = f"{own}.flood", f"{own}.other", 20 * MOST_FROM_OUTSIDE
    await create(harness.kafka.bootstrap, flood, other)
    await harness.produce([*events(flood, count), event(other, count), *events(usual, 12, begin=count + 1)])
    async with reading_own(harness, usual, own, reader):
        await reader.has(set(range(count + 13)))
    assert max(map(len, reader.offered)) <= MOST_FROM_OUTSIDE
    behind = [place for place, batch in enumerate(reader.offered) if {one.topic for one in batch} & {other, usual}]
    assert max(behind) <= len(reader.offered) // 2, (behind, len(reader.offered))


async def test_what_comes_while_a_flood_is_read_waits_for_few_batches(harness: KafkaHarness) -> None:
    usual, own = await harness.topic(), unique("own")
    flood, other, count = f"{own}.flood", f"{own}.other", 20 * MOST_FROM_OUTSIDE
    await create(harness.kafka.bootstrap, flood, other)
    await harness.produce(events(flood, count))
    sent_at: list[int] = []
    reader = Reader()

    async def slowly(messages: Sequence[Message]) -> None:
        await reader(messages)
        if len(reader.offered) == 3:
            await harness.produce([event(other, count)])
            sent_at.append(len(reader.offered))
        await asyncio.sleep(0.1)

    async with reading_own(harness, usual, own, slowly):
        await reader.has({count})
        read_at = next(i for i, batch in enumerate(reader.offered) if count in map(number, batch))
        assert read_at - sent_at[0] <= 8, "it waited behind the flood"


async def test_a_publisher_that_has_sent_too_much_is_read_later_and_nothing_of_it_is_lost(
    harness: KafkaHarness,
) -> None:
    usual, own, reader = await harness.topic(), unique("own"), Reader()
    flood, other = f"{own}.flood", f"{own}.other"
    await create(harness.kafka.bootstrap, flood, other)
    counted: list[Mapping[str, tuple[int, int]]] = []

    async def meter(counts: Mapping[str, tuple[int, int]]) -> Mapping[str, float]:
        counted.append(counts)
        return {flood: 3.0} if flood in counts else {}

    async with reading_own(harness, usual, own, reader, meter):
        await harness.produce(events(flood, 2))
        await reader.has({0, 1})
        await until(lambda: bool(counted))
        paused_at = time.monotonic()
        await harness.produce([event(flood, 2), event(other, 3), event(usual, 4)])
        await reader.has({3, 4})
        assert 2 not in reader.numbers()
        await reader.has({2})
        assert time.monotonic() - paused_at > 2
        await until(lambda: sum(counts.get(flood, (0, 0))[0] for counts in counted) == 3)
    assert all(usual not in counts for counts in counted)


async def test_what_came_before_is_not_counted_again(harness: KafkaHarness) -> None:
    usual, own, reader = await harness.topic(), unique("own"), Reader()
    again, mixed = f"{own}.again", f"{own}.mixed"
    await create(harness.kafka.bootstrap, again, mixed)
    counted: list[Mapping[str, tuple[int, int]]] = []

    async def meter(counts: Mapping[str, tuple[int, int]]) -> Mapping[str, float]:
        counted.append(counts)
        return {}

    async def handle(messages: Sequence[Message]) -> set[Place]:
        await reader(messages)
        return {one.place for one in messages if one.topic == again or number(one) == 2}

    await harness.produce([*events(again, 2), *events(mixed, 2, begin=2), *events(usual, 1, begin=4)])
    async with reading_own(harness, usual, own, handle, meter):
        await reader.has(set(range(5)))
        await until(lambda: bool(counted))
    assert [{topic: number for topic, (number, _) in counts.items()} for counts in counted] == [{mixed: 1}]


async def test_key_and_headers_count_also_of_a_record_whose_headers_are_too_many(harness: KafkaHarness) -> None:
    usual, own, reader = await harness.topic(), unique("own"), Reader()
    whole, stuffed = f"{own}.whole", f"{own}.stuffed"
    await create(harness.kafka.bootstrap, whole, stuffed)
    counted: dict[str, tuple[int, int]] = {}

    async def meter(counts: Mapping[str, tuple[int, int]]) -> Mapping[str, float]:
        counted.update(counts)
        return {}

    await produce_batch(harness.kafka.bootstrap, whole, 0, batch([([("ce_x", bytes(5_000))], b"{}")]))
    await produce_batch(harness.kafka.bootstrap, stuffed, 0, batch([([("", None)] * 300_000, b"{}")]))
    async with reading_own(harness, usual, own, reader, meter):
        await until(lambda: len(counted) == 2)
    assert counted[whole] == (1, len("KEN") + len("ce_x") + 5_000 + len("{}"))
    assert counted[stuffed][0] == 1
    assert 600_000 < counted[stuffed][1] < 600_100
