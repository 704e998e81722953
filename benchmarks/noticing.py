"""The time from a notice on Kafka to a readable cycle, compared with a bare echo over as many topics."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from urllib.parse import urlsplit

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from benchmarks import events
from benchmarks.places import Places
from benchmarks.report import Figure
from benchmarks.sizes import Sizes
from contracts.ids import assessment_id
from contracts.notices import TOPIC
from tests.support.topics import create, delete_all

BETWEEN = 0.001
"""Seconds between two questions whether the cycle is there."""
PATIENCE = 120.0
"""Seconds; a Kafka that has just started may take half a minute to coordinate its first group."""
SOURCE = "urn:bench"
ECHOED = ("echo.external", "echo.exchange", "echo.assessments")
"""The number of topics between a notice and its cycle: `ctc.external`, `ctc.exchange`, `ctc.assessments`."""


async def noticing(places: Places) -> list[Figure]:
    """Notices and echoes in turn, one at a time."""
    bootstrap = places.kafka.bootstrap
    await delete_all(bootstrap)
    await create(bootstrap, *events.TOPICS, *ECHOED, partitions=events.PARTITIONS)
    on = places.on
    async with places.postgres.database() as dsn, producer_on(bootstrap) as producer:
        environment = places.environment(dsn)
        with process(environment, "ctc", "up", "--port", "0") as up, process(environment, "benchmarks.echo", *ECHOED):
            lines = dict(line.split() for line in (up(), up()))
            system = await System.connect(producer, lines["address"], lines["token"])
            async with _Echo.connect(producer, bootstrap) as echo:
                times = await _in_turn(system, echo, places.sizes)
    return [
        _figure("notice to cycle, median", 50, times, "at most 10", on),
        _figure("notice to cycle, p99", 99, times, "at most 6", on),
    ]


async def _in_turn(system: System, echo: _Echo, sizes: Sizes) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = [], []
    for number in range(sizes.warming_notices + sizes.notices):
        for one, seconds in zip((system.once(number), echo.once(number)), times, strict=True):
            async with asyncio.timeout(PATIENCE):
                seconds.append(await one)
    return times[0][sizes.warming_notices :], times[1][sizes.warming_notices :]


def _figure(name: str, percent: int, times: tuple[list[float], list[float]], aim: str, on: str) -> Figure:
    value, echo = (quantiles(seconds, n=100, method="inclusive")[percent - 1] for seconds in times)
    return Figure(name, value * 1000, "ms", value / echo, f"echo ({echo * 1000:.3g} ms)", on, aim)


@asynccontextmanager
async def producer_on(bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all")
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


@contextmanager
def process(environment: dict[str, str], *module: str) -> Iterator[Callable[[], str]]:
    """Runs a module until the block ends, and gives what reads its next line."""
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as it:
        assert it.stdout is not None
        try:
            yield it.stdout.readline
        finally:
            it.terminate()
            it.wait(60)


@dataclass(slots=True)
class System:
    """The product as others use it: produce to `ctc.external`, and ask over HTTP."""

    producer: AIOKafkaProducer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    token: str

    @classmethod
    async def connect(cls, producer: AIOKafkaProducer, address: str, token: str) -> System:
        at = urlsplit(address)
        return cls(producer, *await asyncio.open_connection(at.hostname, at.port), token)

    async def once(self, number: int) -> float:
        """Seconds from sending a notice until its cycle is shown."""
        reference = f"LATE/{number}"
        value, headers = _notice(number, reference)
        path = f"/cycles?assessment={assessment_id(SOURCE, reference)}"
        begin = time.perf_counter()
        await self.producer.send(TOPIC, value, key=SOURCE.encode(), headers=headers)
        while not orjson.loads(await self.get(path))["items"]:
            await asyncio.sleep(BETWEEN)
        return time.perf_counter() - begin

    async def get(self, path: str, missing: bytes | None = None) -> bytes:
        """The body of what answers with 200; `missing` where it may answer 404."""
        request = f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self.token}\r\n\r\n"
        self.writer.write(request.encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        body = await self.reader.readexactly(length)
        if missing is not None and head.startswith(b"http/1.1 404"):
            return missing
        assert head.startswith(b"http/1.1 200"), head.decode()
        return body


def _notice(number: int, reference: str) -> tuple[bytes, list[tuple[str, bytes]]]:
    notice = events.assessment(number, ["KEN", "FJI", "JOR", "PAN"])
    data = notice.model_dump(mode="json", exclude_none=True, include={"state", "kind", "report_date", "synthetic"})
    data |= {"reference": reference, "submitted_to_ctc_on": str(datetime.now(UTC).date() - timedelta(days=2))}
    data["recommendations"] = [
        one.model_dump(mode="json", exclude_none=True, exclude={"recommendation_id", "parties"})
        for one in notice.recommendations
    ]
    attributes = {
        "specversion": "1.0", "id": str(uuid.uuid4()), "source": SOURCE, "subject": notice.state,
        "type": "org.un.ctc.notice.assessment.submitted.v1", "time": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    return orjson.dumps(data), [(f"ce_{name}", text.encode()) for name, text in attributes.items()]


@dataclass(slots=True)
class _Echo:
    """The first topic's sender and the last one's reader; a reader that pauses would fetch late."""

    producer: AIOKafkaProducer
    arrivals: asyncio.Queue[bytes]

    @classmethod
    @asynccontextmanager
    async def connect(cls, producer: AIOKafkaProducer, bootstrap: str) -> AsyncIterator[_Echo]:
        arrivals: asyncio.Queue[bytes] = asyncio.Queue()
        consumer = AIOKafkaConsumer(ECHOED[-1], bootstrap_servers=bootstrap, auto_offset_reset="earliest")
        await consumer.start()
        reading = asyncio.create_task(_read(consumer, arrivals))
        try:
            yield cls(producer, arrivals)
        finally:
            reading.cancel()
            await consumer.stop()

    async def once(self, number: int) -> float:
        """Seconds from sending a message until it is read behind the last topic."""
        value, headers = _notice(number, f"ECHO/{number}")
        begin = time.perf_counter()
        await self.producer.send(ECHOED[0], value, key=SOURCE.encode(), headers=headers)
        assert await self.arrivals.get() == value, "one at a time"
        return time.perf_counter() - begin


async def _read(consumer: AIOKafkaConsumer, arrivals: asyncio.Queue[bytes]) -> None:
    async for message in consumer:
        arrivals.put_nowait(message.value)
