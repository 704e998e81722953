"""What every transport promises. Each adapter's test class inherits this suite and brings a harness."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from shared.engine.port import Message, TransportAway
from tests.contract.harness import (
    SOON,
    BrokerHarness,
    Harness,
    Headers,
    Reader,
    event,
    events,
    in_order_by_key,
    lag_is,
    number,
    reading,
    replay_all,
    running,
    times,
    until,
)


class TransportContract:
    """Inherit, and give a fixture `harness`."""

    async def test_a_message_arrives_as_it_was_sent(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader()
        original = event(topic, 7, "KEN")
        await harness.produce([original])
        async with reading(harness, await harness.reader(), [topic], reader):
            await reader.has({7})
        message = reader.handled[0]
        assert (message.topic, message.key, message.data, message.problem) == (topic, "KEN", original.data, "")
        assert original.attributes.items() <= message.attributes.items()

    async def test_messages_of_one_key_arrive_in_order(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader()
        for begin in range(0, 3_000, 500):
            await harness.produce(events(topic, 500, begin=begin))
        async with reading(harness, await harness.reader(), [topic], reader):
            await reader.has(set(range(3_000)))
        assert in_order_by_key(reader.handled)

    async def test_what_was_sent_before_a_consumer_existed_is_read_too(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader()
        await harness.produce(events(topic, 10))
        async with reading(harness, await harness.reader(), [topic], reader):
            await reader.has(set(range(10)))
            await harness.produce(events(topic, 10, begin=10))
            await reader.has(set(range(20)))

    async def test_each_consumer_reads_everything_of_its_topics_and_nothing_else(self, harness: Harness) -> None:
        mine, other, first, second = await harness.topic(), await harness.topic(), Reader(), Reader()
        await harness.produce(events(other, 5, begin=100) + events(mine, 20))
        async with (
            reading(harness, await harness.reader(), [mine], first),
            reading(harness, await harness.reader(), [mine, other], second),
        ):
            await first.has(set(range(20)))
            await second.has(set(range(20)) | set(range(100, 105)))
        assert first.numbers() == set(range(20))

    async def test_a_batch_whose_handler_raised_comes_again_from_its_first_message(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader(fail=times(3))
        await harness.produce(events(topic, 100, keys=1))
        async with reading(harness, await harness.reader(), [topic], reader):
            await reader.has(set(range(100)))
        assert [number(batch[0]) for batch in reader.offered[:4]] == [0, 0, 0, 0]
        assert in_order_by_key(reader.handled)

    async def test_a_failed_batch_is_not_skipped_by_what_succeeds_after_it(self, harness: Harness) -> None:
        topic, name, reader = await harness.topic(), await harness.reader(), Reader(fail=times(1))
        await harness.produce(events(topic, 300))
        async with reading(harness, name, [topic], reader) as consumer:
            await until(lambda: len(reader.offered) > 0)
            await harness.produce(events(topic, 300, begin=300))
            await reader.has(set(range(600)))
            await lag_is(consumer, 0)
        assert in_order_by_key(reader.handled)

    async def test_a_crash_between_handling_and_acknowledging_repeats_the_batch(self, harness: Harness) -> None:
        topic, name, first, second = await harness.topic(), await harness.reader(), Reader(), Reader()
        await harness.produce(events(topic, 50))
        await harness.read_and_crash(name, [topic], first)
        assert first.handled, "nothing was handled before the crash"
        async with reading(harness, name, [topic], second):
            await second.has(set(range(50)))
        assert first.numbers() <= second.numbers()

    async def test_what_is_acknowledged_does_not_come_again_after_a_restart(self, harness: Harness) -> None:
        topic, name, first, second = await harness.topic(), await harness.reader(), Reader(), Reader()
        await harness.produce(events(topic, 50))
        async with reading(harness, name, [topic], first) as consumer:
            await first.has(set(range(50)))
            await lag_is(consumer, 0)
        await harness.produce([event(topic, 50)])
        async with reading(harness, name, [topic], second):
            await second.has({50})
        assert second.numbers() == {50}

    async def test_a_consumer_stopped_in_the_middle_of_a_batch_has_not_handled_it(self, harness: Harness) -> None:
        topic, name, reader, begun = await harness.topic(), await harness.reader(), Reader(), asyncio.Event()

        async def never(_: Sequence[Message]) -> None:
            begun.set()
            await asyncio.Event().wait()

        await harness.produce(events(topic, 20))
        async with reading(harness, name, [topic], never):
            await asyncio.wait_for(begun.wait(), SOON)
        async with reading(harness, name, [topic], reader):
            await reader.has(set(range(20)))

    async def test_lag_counts_what_is_not_acknowledged(self, harness: Harness) -> None:
        topic, name, reader = await harness.topic(), await harness.reader(), Reader(fail=lambda _: True)
        await harness.produce(events(topic, 30))
        async with reading(harness, name, [topic], reader) as consumer:
            await until(lambda: len(reader.offered) > 1)
            assert await consumer.lag() == 30
            reader.fail = lambda _: False
            await reader.has(set(range(30)))
            await lag_is(consumer, 0)

    async def test_the_loop_is_seen_to_move_idle_or_failing(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader(fail=lambda _: True)
        async with reading(harness, await harness.reader(), [topic], reader) as consumer:
            for _ in range(3):
                before = consumer.moved_at
                await until(lambda before=before: consumer.moved_at > before)  # type: ignore[misc]
            await harness.produce(events(topic, 5))
            await until(lambda: len(reader.offered) > 0)
            before = consumer.moved_at
            await until(lambda: consumer.moved_at > before)

    async def test_it_is_ready_when_it_answers(self, harness: Harness) -> None:
        topic, reader = await harness.topic(), Reader()
        async with harness.transport() as transport:
            transport.consumer(await harness.reader(), [topic], reader)
            assert await transport.ready() is None

    # ---- copies ----

    async def test_two_copies_lose_nothing_and_keep_the_order_of_keys(self, harness: Harness) -> None:
        topic, name, reader = await harness.topic(), await harness.reader(), Reader()
        await harness.produce(events(topic, 500))
        async with reading(harness, name, [topic], reader, instance="1"):
            await reader.has(set(range(500)))
            async with reading(harness, name, [topic], reader, instance="2") as second:
                for begin in range(500, 3_000, 100):
                    await harness.produce(events(topic, 100, begin=begin))
                    await asyncio.sleep(0.1)
                await reader.has(set(range(3_000)))
                await lag_is(second, 0)
        async with reading(harness, name, [topic], reader, instance="3"):
            await harness.produce(events(topic, 100, begin=3_000))
            await reader.has(set(range(3_100)))
        assert in_order_by_key(reader.handled)

    # ---- the whole topic ----

    async def test_a_whole_topic_is_replayed_from_its_first_message(self, harness: Harness) -> None:
        topic, name, reader = await harness.topic(), await harness.reader(), Reader()
        await harness.produce(events(topic, 2_000))
        async with reading(harness, name, [topic], reader) as consumer, harness.transport("2") as transport:
            await reader.has(set(range(2_000)))
            await lag_is(consumer, 0)
            messages = await replay_all(transport, topic)
            assert sorted(number(message) for message in messages) == list(range(2_000))
            assert in_order_by_key(messages)
            assert await consumer.lag() == 0

    async def test_a_replay_keeps_to_its_limits(self, harness: Harness) -> None:
        topic = await harness.topic()
        async with harness.transport() as transport:
            assert await replay_all(transport, topic) == []
            await harness.produce(events(topic, 100))
            first = await transport.ends([topic])
            await harness.produce(events(topic, 100, begin=100))
            second = await transport.ends([topic])
            await harness.produce(events(topic, 100, begin=200))
            assert {number(m) for m in await replay_all(transport, topic, until=first)} == set(range(100))
            between = await replay_all(transport, topic, since=first, until=second)
            assert {number(m) for m in between} == set(range(100, 200))
            assert {number(m) for m in await replay_all(transport, topic, since=second)} == set(range(200, 300))
            assert await replay_all(transport, topic, since=second, until=second) == []


class BrokerContract(TransportContract):
    """What a transport promises besides that is a server of its own, to which others write too."""

    @pytest.mark.parametrize(
        ("key", "headers", "data"),
        [
            pytest.param(b"KEN", [("ce_id", None)], b"{}", id="a header without a value"),
            pytest.param(b"KEN", [("ce_subject", b"\xff\xfe")], b"{}", id="a header that is not UTF-8"),
            pytest.param(b"KEN", [], b"{}", id="no headers at all"),
            pytest.param(b"KEN", [], None, id="a tombstone"),
            pytest.param(b"\xff\xfe", [("ce_id", b"id-1")], b"{}", id="a key that is not text"),
            pytest.param(None, [("ce_id", b"id-1")], b"\x00" * 10, id="no key, and data that is not text"),
        ],
    )
    async def test_an_unreadable_message_harms_no_neighbour(
        self, harness: BrokerHarness, key: bytes | None, headers: Headers, data: bytes | None
    ) -> None:
        topic, reader = await harness.topic(), Reader()
        await harness.produce(events(topic, 20))
        await harness.produce_raw(topic, key, headers, data)
        await harness.produce(events(topic, 20, begin=20))
        async with reading(harness, await harness.reader(), [topic], reader):
            await until(lambda: len(reader.handled) == 41)
        good = [message for message in reader.handled if message.data and b"number" in message.data]
        (bad,) = [message for message in reader.handled if message not in good]
        assert sorted(number(message) for message in good) == list(range(40))
        assert not any(message.problem for message in good)
        assert bad.data == data
        assert bool(bad.problem) == any(_is_broken(value) for _, value in headers)

    async def test_away_and_back_loses_nothing_and_ends_nothing(self, harness: BrokerHarness) -> None:
        topic, name, reader = await harness.topic(), await harness.reader(), Reader()
        async with harness.transport() as transport:
            await transport.publish(events(topic, 100))
            async with running(transport.consumer(name, [topic], reader)) as consumer:
                await reader.has(set(range(100)))
                await harness.take_away()
                try:
                    with pytest.raises(TransportAway):
                        await transport.publish(events(topic, 100, begin=100))
                    assert await transport.ready() is not None
                finally:
                    await harness.bring_back()
                await transport.publish(events(topic, 100, begin=100))
                await reader.has(set(range(200)))
                await lag_is(consumer, 0)
            assert await transport.ready() is None
        assert in_order_by_key(reader.handled)


def _is_broken(value: bytes | None) -> bool:
    return value is not None and b"\xff" in value
