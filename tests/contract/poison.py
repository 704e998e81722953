"""Batches that poison a partition, honest events on both sides of them, and the memory that reading them takes."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import cramjam
from aiokafka.codec import snappy_encode

from contracts.kafka_binding import headers_of
from shared.engine.port import Message
from tests.contract.harness import Reader, event, lag_is, reading
from tests.contract.kafka_harness import KafkaHarness
from tests.support.crafted import Crafted, batch, produce_batch

PARTITION = 3
MEGABYTE = 1_000_000
MOST_GROWTH = 100 * MEGABYTE
"""Of memory while a bomb is read. Less than any of the bombs below, and than what a small container has free."""

Pack = Callable[[bytes], bytes]


def record(number: int, value: bytes = b"{}") -> Crafted:
    return headers_of(event("any", number).attributes), value


def zstd(data: bytes) -> bytes:
    return bytes(cramjam.zstd.compress(data))


def lz4(data: bytes) -> bytes:
    compressor = cramjam.lz4.Compressor(level=1, content_checksum=False, block_linked=False)
    compressor.compress(data)
    return bytes(compressor.finish())


def snappy(data: bytes) -> bytes:
    return bytes(snappy_encode(data))


def of_version_9(stream: bytes) -> bytes:
    return stream[:8] + struct.pack(">ii", 9, 9) + stream[16:]


@asynccontextmanager
async def between_honest_ones(harness: KafkaHarness, topic: str, reader: Reader) -> AsyncIterator[None]:
    """What is stored in the block lies between two honest events, which must both be handled soon."""
    await produce_batch(harness.kafka.bootstrap, topic, PARTITION, batch([record(1)]))
    yield
    await produce_batch(harness.kafka.bootstrap, topic, PARTITION, batch([record(2)]))
    async with reading(harness, await harness.reader(), [topic], reader) as consumer:
        await reader.has({1, 2})
        await lag_is(consumer, 0)


def problems(reader: Reader) -> list[Message]:
    return [message for message in reader.handled if message.problem]


class Measuring(Reader):
    """Counts what it is given, and keeps only the honest ones."""

    most_bytes = 0
    count = 0

    async def __call__(self, messages: object) -> None:
        assert isinstance(messages, list | tuple)
        self.most_bytes = max(self.most_bytes, sum(len(message.data or b"") for message in messages))
        self.count += len(messages)
        self.handled += [message for message in messages if len(message.data or b"") < 1_000]


@asynccontextmanager
async def bound_memory() -> AsyncIterator[None]:
    """Fails if this process takes much more memory in the block than before."""
    before, most = _resident(), 0

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, _resident())
            await asyncio.sleep(0.005)

    watching = asyncio.create_task(watch())
    yield
    watching.cancel()
    assert most - before < MOST_GROWTH, f"{(most - before) / MEGABYTE:.0f} MB more"


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
