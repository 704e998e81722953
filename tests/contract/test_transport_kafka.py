"""The contract on a real Kafka, and what only Kafka must keep."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiokafka import AIOKafkaProducer
from faststream.kafka import KafkaRouter

from shared.engine.port import TransportAway
from tests.contract.harness import (
    Reader,
    event,
    events,
    in_order_by_key,
    lag_is,
    number,
    publish_all,
    reading,
    replay_all,
    running,
    times,
    until,
)
from tests.contract.kafka_harness import (
    HeldReader,
    KafkaHarness,
    NeverRewinding,
    SlowReader,
    killed_with_a_batch_in_hand,
    produce_nameless,
    unsafe,
)
from tests.contract.transport import BrokerContract
from tests.support.kafka import Broker
from tests.support.logged import catch_logs
from tests.support.topics import create, delete, unique


@pytest.fixture
def harness(kafka: Broker) -> KafkaHarness:
    return KafkaHarness(kafka)


class TestKafka(BrokerContract):
    """All of the contract, and what only a broker can do to us."""

    async def test_copies_share_the_partitions_and_hand_them_over_between_batches(self, harness: KafkaHarness) -> None:
        topic, name = await harness.topic(), await harness.reader()
        slow, quick = SlowReader(seconds=4), Reader()
        await harness.produce(events(topic, 600))
        async with reading(harness, name, [topic], slow, "1"):
            await until(lambda: len(slow.offered) > 0)  # a batch is in hand when the other copy comes
            async with reading(harness, name, [topic], quick, "2"):
                await until(lambda: slow.numbers() | quick.numbers() >= set(range(600)))
                await harness.produce(events(topic, 600, begin=600))
                await until(lambda: slow.numbers() | quick.numbers() >= set(range(1_200)))
        assert slow.numbers()
        assert quick.numbers()
        assert not slow.numbers() & quick.numbers(), "came twice, though nothing failed"

    async def test_an_acknowledgement_refused_after_a_rebalance_is_passed_over(self, harness: KafkaHarness) -> None:
        topic, name = await harness.topic(), await harness.reader()
        held, quick = HeldReader(), Reader()
        await harness.produce(events(topic, 50))
        with catch_logs() as log:
            async with reading(harness, name, [topic], held, "1"):
                await until(lambda: len(held.offered) > 0)
                # A copy of the same name takes over at once: to the broker the first one is dead.
                async with reading(harness, name, [topic], quick, "1") as consumer:
                    await quick.has(set(range(50)))
                    await lag_is(consumer, 0)
                    held.go_on.set()
                    await until(
                        lambda: any(line["event"] == "acknowledged too late, after a rebalance" for line in log.lines)
                    )
        assert held.handled
        assert not any(line["event"].startswith("batch failed") for line in log.lines)

    async def test_a_killed_copy_that_comes_back_resumes_at_once(self, harness: KafkaHarness) -> None:
        harness.session_timeout = 20_000  # so long it would take until the broker misses the killed one
        topic, name, reader = await harness.topic(), await harness.reader(), Reader()
        await harness.produce(events(topic, 50))
        await killed_with_a_batch_in_hand(harness, name, topic, instance="1")
        begun = time.monotonic()
        async with reading(harness, name, [topic], reader, instance="1"):
            await reader.has(set(range(50)))
        assert time.monotonic() - begun < 10

    async def test_without_the_rewind_a_failed_batch_would_be_skipped(self, harness: KafkaHarness) -> None:
        topic, reader = await harness.topic(), Reader(fail=times(1))
        await harness.produce(events(topic, 50))
        async with harness.transport() as transport:
            consumer = transport.consumer(await harness.reader(), [topic], reader)
            consumer.__class__ = NeverRewinding
            async with running(consumer):
                await until(lambda: len(reader.offered) > 0)
                lost = {number(message) for message in reader.offered[0]}
                await harness.produce(events(topic, 600, begin=50))
                await reader.has(set(range(50, 650)))
                await lag_is(consumer, 0)
        assert lost
        assert not lost & reader.numbers()

    async def test_a_header_whose_name_is_not_text_costs_its_own_message_only(self, harness: KafkaHarness) -> None:
        topic, reader = await harness.topic(), Reader()
        for begin in range(0, 3_000, 1_000):
            await harness.produce(events(topic, 1_000, begin=begin))
            for partition in (3, 3, 7):
                await produce_nameless(harness.kafka.bootstrap, topic, partition)
        async with reading(harness, await harness.reader(), [topic], reader) as consumer:
            await until(lambda: len(reader.handled) == 3_009)
            await lag_is(consumer, 0)
        readable = [message for message in reader.handled if not message.problem]
        assert {number(message) for message in readable} == set(range(3_000))
        assert in_order_by_key(readable)

    @pytest.mark.parametrize("compression", ["gzip", "snappy", "lz4", "zstd"])
    async def test_a_publisher_may_compress_as_it_likes(self, harness: KafkaHarness, compression: str) -> None:
        topic, reader = await harness.topic(), Reader()
        async with AIOKafkaProducer(
            bootstrap_servers=harness.kafka.bootstrap, compression_type=compression
        ) as producer:
            await producer.send_and_wait(topic, b"{}" * 1_000, headers=[("ce_id", b"id-1")])
        async with reading(harness, await harness.reader(), [topic], reader):
            await reader.has({1})

    # ---- transactions ----

    async def test_what_a_publisher_aborted_takes_no_effect_and_leaves_no_lag(self, harness: KafkaHarness) -> None:
        topic, reader = await harness.topic(), Reader()
        await harness.produce(events(topic, 20))
        async with harness.transaction(topic, range(100, 140)) as producer:
            await producer.abort_transaction()
        async with reading(harness, await harness.reader(), [topic], reader) as consumer:
            await reader.has(set(range(20)))
            await lag_is(consumer, 0)
            async with harness.transaction(topic, range(200, 240)) as producer:
                await producer.abort_transaction()  # and nothing behind it
            await lag_is(consumer, 0)
            async with harness.transaction(topic, range(20, 40)) as producer:
                await producer.commit_transaction()
            await reader.has(set(range(40)))
            await lag_is(consumer, 0)
        assert reader.numbers() == set(range(40))

    async def test_what_is_in_a_transaction_comes_when_it_is_committed(self, harness: KafkaHarness) -> None:
        topic, name, reader, again = await harness.topic(), await harness.reader(), Reader(), Reader()
        async with reading(harness, name, [topic], reader) as consumer:
            async with harness.transaction(topic, range(20)) as producer:
                await asyncio.sleep(1.5)  # for as long as an idle turn takes
                assert reader.numbers() == set()
                await lag_is(consumer, 0)  # what may still be aborted is not behind
                await producer.commit_transaction()
            await reader.has(set(range(20)))
            await lag_is(consumer, 0)
        await harness.produce(events(topic, 5, begin=20))
        async with reading(harness, name, [topic], again) as consumer:
            await again.has(set(range(20, 25)))
            await lag_is(consumer, 0)
        assert again.numbers() == set(range(20, 25)), "nothing was lost, and nothing comes again"

    async def test_a_failed_batch_is_not_acknowledged_by_a_transaction_s_end(self, harness: KafkaHarness) -> None:
        topic, reader = await harness.topic(), Reader(fail=times(2))
        async with harness.transaction(topic, range(20)) as producer:
            await producer.commit_transaction()
        async with reading(harness, await harness.reader(), [topic], reader) as consumer:
            await reader.has(set(range(20)))
            await lag_is(consumer, 0)
        assert in_order_by_key(reader.handled)

    async def test_a_replay_ends_behind_transactions_and_has_nothing_of_an_aborted_one(
        self, harness: KafkaHarness
    ) -> None:
        topic = await harness.topic()
        async with harness.transport() as transport:
            async with harness.transaction(topic, range(20)) as producer:
                await producer.commit_transaction()
            async with harness.transaction(topic, range(100, 140)) as producer:
                await producer.abort_transaction()
            middle = await transport.ends([topic])
            assert {number(m) for m in await replay_all(transport, topic)} == set(range(20))
            async with harness.transaction(topic, range(200, 240)) as producer:
                await producer.abort_transaction()
            assert await replay_all(transport, topic, since=middle) == []
            async with harness.transaction(topic, range(300, 340)) as producer:
                assert {number(m) for m in await replay_all(transport, topic)} == set(range(20))
                await producer.abort_transaction()

    async def test_a_missing_topic_is_named_and_never_created(self, harness: KafkaHarness) -> None:
        topic, reader = unique("late"), Reader()
        async with harness.transport() as transport:
            consumer = transport.consumer(await harness.reader(), [topic], reader)
            async with running(consumer):
                await asyncio.sleep(0.5)
                assert await transport.ready() == f"missing on Kafka: {topic}; `ctc topics create` creates them"
                await create(harness.kafka.bootstrap, topic)
                await harness.produce(events(topic, 3))
                await reader.has({0, 1, 2})
                assert await transport.ready() is None

    @pytest.mark.slow
    async def test_a_kafka_that_is_away_for_longer_than_its_group_waits_ends_no_consumer(
        self, harness: KafkaHarness
    ) -> None:
        harness.session_timeout, harness.group_patience = 1_000, 2.0
        topic, reader = await harness.topic(), HeldReader()
        async with harness.transport() as transport:
            await transport.publish(events(topic, 100))
            consumer = transport.consumer(await harness.reader(), [topic], reader)
            with catch_logs() as log:
                async with running(consumer):
                    await until(lambda: len(reader.offered) > 0)
                    await harness.take_away()
                    reader.go_on.set()  # what it acknowledges now, nobody answers
                    await until(lambda: any(line["event"] == "leaving was not orderly" for line in log.lines))
                    await harness.bring_back()
                    await transport.publish(events(topic, 100, begin=100))
                    await reader.has(set(range(200)))
                    await lag_is(consumer, 0)

    async def test_a_topic_that_is_deleted_is_named_and_made_again_it_is_read_again(
        self, harness: KafkaHarness
    ) -> None:
        topic, reader = await harness.topic(), Reader()
        async with harness.transport() as transport:
            await transport.publish(events(topic, 20))
            consumer = transport.consumer(await harness.reader(), [topic], reader)
            async with running(consumer):
                await reader.has(set(range(20)))
                await delete(harness.kafka.bootstrap, topic)
                assert topic in (await transport.ready() or "")
                await asyncio.sleep(3)  # until its client has forgotten the partitions
                await create(harness.kafka.bootstrap, topic, partitions=12)
                assert await transport.ready() is None
                await publish_all(transport, events(topic, 20, begin=20))
                await reader.has(set(range(40)))
                await lag_is(consumer, 0)

    async def test_a_missing_topic_of_those_that_are_only_sent_to_is_named_too(self, harness: KafkaHarness) -> None:
        topic = await harness.topic()
        async with harness.transport() as transport:
            await transport.publish(events(topic, 1))
            await delete(harness.kafka.bootstrap, topic)
            assert topic in (await transport.ready() or "")

    async def test_a_missing_topic_is_logged_once_a_minute(self, harness: KafkaHarness) -> None:
        topic = unique("never")
        with catch_logs("warning") as log:
            async with harness.transport() as transport:
                transport._producer.patience = 4
                async with running(transport.consumer(await harness.reader(), [topic], Reader())):
                    with pytest.raises(TransportAway):
                        await transport.publish(events(topic, 1))
        lines = [(line.get("logger"), line["event"]) for line in log.lines if topic in str(line)]
        assert (None, "reading begins anew") in lines
        assert len(lines) == len(set(lines)), "the same was said again"
        assert len(lines) <= 4

    async def test_an_idle_consumer_is_given_a_message_without_delay(self, harness: KafkaHarness) -> None:
        topic, reader, waits = await harness.topic(), Reader(), []
        async with harness.transport("2") as transport, reading(harness, await harness.reader(), [topic], reader):
            for each in range(30):
                await asyncio.sleep(0.1)
                begun = time.monotonic()
                await transport.publish([event(topic, each)])
                await reader.has({each})
                waits.append(time.monotonic() - begun)
        # A loop that sleeps between polls, as FastStream's does for 0.2 s, is far above this.
        assert sorted(waits)[15] < 0.08

    # ---- acknowledgement policy ----

    async def test_every_subscriber_acknowledges_by_hand_and_reads_batches(self, harness: KafkaHarness) -> None:
        async with harness.transport() as transport:
            for name in ("one", "two"):
                transport.consumer(name, ["a", "b"], Reader())
            assert not unsafe(transport)

    async def test_a_subscriber_that_lacks_the_policy_is_found(self, harness: KafkaHarness) -> None:
        async with harness.transport() as transport:
            transport.consumer("one", ["a"], Reader())
            router = KafkaRouter()
            router.subscriber("b", batch=True, group_id="two", auto_offset_reset="earliest")
            transport.broker.include_router(router)
            assert unsafe(transport) == {"two"}
