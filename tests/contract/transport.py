"""What every transport promises. Each adapter's test class inherits this suite and brings a harness."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import pytest

from shared.transport import Consumer, Handler, Message, Outgoing, Transport, TransportAway

Headers = Sequence[tuple[str, bytes | None]]

SOON = 30.0
"""Seconds that anything may take on a slow machine; what takes longer has failed."""


class Harness(Protocol):
    """What the suite needs of an adapter beside the port."""

    outsiders: bool
    """Whether others can write to it, so that messages may be malformed."""

    async def topic(self) -> str:
        """The name of an empty topic of the test's own."""

    async def reader(self) -> str:
        """A consumer's name that was never used."""

    def transport(self, instance: str = "1") -> AbstractAsyncContextManager[Transport]:
        """A started transport, as one copy of a process has it; stopped at the end."""

    async def produce(self, events: Sequence[Outgoing]) -> None:
        """Stores events as the system itself does, in this order."""

    async def produce_raw(self, topic: str, key: bytes | None, headers: Headers, data: bytes | None) -> None:
        """Stores what an outsider may send. Asked for only where there are outsiders."""

    async def read_and_crash(self, name: str, topics: Sequence[str], handler: Handler) -> None:
        """Hands over one batch and dies between the handler's return and the acknowledgement."""

    async def take_away(self) -> None:
        """Makes the transport unreachable. Skips the test where nobody can."""

    async def bring_back(self) -> None:
        """Makes it reachable again, with everything that was stored."""


# ---- tools -----------------------------------------------------------------------------------


def event(topic: str, number: int, key: str = "KEN") -> Outgoing:
    """An event that can be told from its neighbours."""
    attributes = {
        "specversion": "1.0",
        "id": f"id-{number}",
        "source": "/services/test",
        "type": "org.un.ctc.test.v1",
        "subject": key,
        "time": "2024-01-01T00:00:00Z",
    }
    return Outgoing(number, topic, key, attributes, b'{"number":%d}' % number)


def events(topic: str, count: int, keys: int = 20, begin: int = 0) -> list[Outgoing]:
    """Events whose keys take turns, so that they fall on several partitions."""
    return [event(topic, number, f"K{number % keys}") for number in range(begin, begin + count)]


def number(message: Message) -> int:
    """Which of the events a message is."""
    return int(message.attributes["id"].removeprefix("id-"))


def in_order_by_key(messages: Sequence[Message]) -> bool:
    """Whether the first copies of each key's events are in the order in which they were sent."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for message in messages:
        if number(message) not in by_key[message.key]:
            by_key[message.key].append(number(message))
    return all(numbers == sorted(numbers) for numbers in by_key.values())


@dataclass
class Reader:
    """A handler that keeps what it handled, and fails when told to."""

    fail: Callable[[Sequence[Message]], bool] = lambda _: False
    handled: list[Message] = field(default_factory=list)
    offered: list[Sequence[Message]] = field(default_factory=list)
    """Every batch, whether it was then handled or not."""

    async def __call__(self, messages: Sequence[Message]) -> None:
        self.offered.append(messages)
        if self.fail(messages):
            raise RuntimeError("told to fail")
        self.handled += messages

    def numbers(self) -> set[int]:
        return {number(message) for message in self.handled if "id" in message.attributes}

    async def has(self, numbers: set[int]) -> None:
        """Returns when all these are handled."""
        await until(
            lambda: numbers <= self.numbers(), lambda: f"never handled: {sorted(numbers - self.numbers())[:20]}"
        )


def times(count: int) -> Callable[[object], bool]:
    """True so many times, then false."""
    left = iter(range(count))
    return lambda _: next(left, None) is not None


async def until(condition: Callable[[], bool], otherwise: Callable[[], str] = lambda: "it never came true") -> None:
    try:
        async with asyncio.timeout(SOON):
            while not condition():  # noqa: ASYNC110 - anything may make it true
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(otherwise())


@asynccontextmanager
async def running(consumer: Consumer) -> AsyncIterator[Consumer]:
    """The consumer reads until the end of the block; it must not have ended by itself."""
    task = asyncio.create_task(consumer.run())
    try:
        yield consumer
        assert not task.done(), "run() ended by itself"
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def reading(
    harness: Harness, name: str, topics: Sequence[str], handler: Handler, instance: str = "1"
) -> AsyncIterator[Consumer]:
    """A copy of a process that reads until the end of the block."""
    async with harness.transport(instance) as transport, running(transport.consumer(name, topics, handler)) as consumer:
        yield consumer


async def lag_is(consumer: Consumer, expected: int) -> None:
    async with asyncio.timeout(SOON):
        while await consumer.lag() != expected:  # noqa: ASYNC110 - the answer comes from far away
            await asyncio.sleep(0.01)


async def replayed(transport: Transport, topic: str, **limits: Mapping[tuple[str, int], int]) -> list[Message]:
    return [message async for batch in transport.replay([topic], **limits) for message in batch]


# ---- the promises ------------------------------------------------------------------------------


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
            messages = await replayed(transport, topic)
            assert sorted(number(message) for message in messages) == list(range(2_000))
            assert in_order_by_key(messages)
            assert await consumer.lag() == 0

    async def test_a_replay_keeps_to_its_limits(self, harness: Harness) -> None:
        topic = await harness.topic()
        async with harness.transport() as transport:
            assert await replayed(transport, topic) == []
            await harness.produce(events(topic, 100))
            first = await transport.ends([topic])
            await harness.produce(events(topic, 100, begin=100))
            second = await transport.ends([topic])
            await harness.produce(events(topic, 100, begin=200))
            assert {number(m) for m in await replayed(transport, topic, until=first)} == set(range(100))
            between = await replayed(transport, topic, since=first, until=second)
            assert {number(m) for m in between} == set(range(100, 200))
            assert {number(m) for m in await replayed(transport, topic, since=second)} == set(range(200, 300))
            assert await replayed(transport, topic, since=second, until=second) == []

    # ---- what outsiders send ----

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
        self, harness: Harness, key: bytes | None, headers: Headers, data: bytes | None
    ) -> None:
        if not harness.outsiders:
            pytest.skip("only the system itself writes to this transport")
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

    # ---- away and back ----

    async def test_away_and_back_loses_nothing_and_ends_nothing(self, harness: Harness) -> None:
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
    return value is None or b"\xff" in value
