"""Another publisher's receipt, while nobody else sends and while one floods: over HTTP and over Kafka."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles
from typing import Final

import httpx
import orjson
from aiokafka import AIOKafkaProducer

from benchmarks import events, flooder
from benchmarks.flooder import visit
from benchmarks.noticing import process, producer_on
from benchmarks.places import Places
from benchmarks.report import Figure
from contracts.notices import TOPIC
from tests.support.topics import create, delete_all, names

SOURCE: Final = "urn:bench:other"
BETWEEN: Final = 0.005
"""Seconds between two questions for a receipt."""
PAUSE: Final = 0.05
"""Seconds between two notices."""
LEAD: Final = 2.0
"""Seconds of the flood before the first notice counts."""
PATIENCE: Final = 600.0
EVENT: Final = {"Content-Type": "application/cloudevents+json"}


async def fairness(places: Places) -> list[Figure]:
    """Measures both ways in, each on a new database."""
    return [figure for way in ("http", "kafka") for figure in await _measure(places, way)]


async def _measure(places: Places, way: str) -> list[Figure]:
    bootstrap, sizes = places.kafka.bootstrap, places.sizes
    await delete_all(bootstrap)
    await create(bootstrap, *events.TOPICS, partitions=events.PARTITIONS)
    async with places.postgres.database() as dsn, producer_on(bootstrap) as producer:
        environment = places.environment(dsn)
        with process(environment, "ctc", "up", "--port", "0") as line:
            lines = dict(line().split() for _ in range(2))
            async with httpx.AsyncClient(base_url=lines["address"], timeout=60) as client:
                keys = [await _register(client, lines["token"], *of) for of in PUBLISHERS]
                while not {f"{TOPIC}.flooder", f"{TOPIC}.other"} <= await names(bootstrap):
                    await asyncio.sleep(0.1)
                other = Other(client, producer, keys[1], way)
                quiet = [await other.once() for _ in range(sizes.warming_notices + sizes.fair_notices)]
                target = (bootstrap, f"{TOPIC}.flooder") if way == "kafka" else (lines["address"], keys[0])
                with process(environment, "benchmarks.flooder", way, *target, str(sizes.fair_flood)):
                    await asyncio.sleep(LEAD if sizes.fair_flood > 1_000 else 0)
                    async with asyncio.timeout(PATIENCE):
                        beside = [await other.once() for _ in range(sizes.fair_notices)]
    return list(_figures(way, quiet[sizes.warming_notices :], beside, sizes.fair_flood, places.on))


PUBLISHERS: Final = (("Flooder", "UNODC", flooder.SOURCE), ("Other", "ICAO", SOURCE))


async def _register(client: httpx.AsyncClient, token: str, name: str, body: str, source: str) -> str:
    """Registers a publisher that may send as much as it wants, and returns a key."""
    desk = {"Authorization": f"Bearer {token}"}
    registration = {
        "name": name, "body": body, "sources": [source], "notice_types": ["notice.visit.planned"], "reads": "un",
        "quota": {"events_per_minute": 1_000_000, "bytes_per_day": 1_000_000_000_000},
    }  # fmt: skip
    (await client.post("/publishers", json=registration, headers=desk)).raise_for_status()
    made = await client.post(f"/publishers/{name.lower()}/keys", json={}, headers=desk)
    key: str = made.raise_for_status().json()["key"]
    return key


@dataclass(slots=True)
class Other:
    """A publisher that sends now and then, and asks for the receipt."""

    client: httpx.AsyncClient
    producer: AIOKafkaProducer
    key: str
    way: str
    _numbers: Iterator[int] = field(default_factory=count)

    async def once(self) -> float:
        """Seconds from sending a notice until its receipt says that it was accepted."""
        await asyncio.sleep(PAUSE)
        attributes, data = visit(next(self._numbers), SOURCE, "ICAO", "FJI")
        begin = time.perf_counter()
        await (self._send_by_http if self.way == "http" else self._send_by_kafka)(attributes, data)
        while await self._status(attributes["id"]) != "accepted":
            await asyncio.sleep(BETWEEN)
        return time.perf_counter() - begin

    async def _send_by_http(self, attributes: dict[str, str], data: dict[str, object]) -> None:
        content = orjson.dumps({**attributes, "data": data})
        (await self.client.post("/events", content=content, headers=EVENT | self._bearer)).raise_for_status()

    async def _send_by_kafka(self, attributes: dict[str, str], data: dict[str, object]) -> None:
        headers = [(f"ce_{name}", text.encode()) for name, text in attributes.items()]
        await self.producer.send_and_wait(f"{TOPIC}.other", orjson.dumps(data), key=SOURCE.encode(), headers=headers)

    async def _status(self, id_: str) -> str:
        response = await self.client.get("/receipts", params={"source": SOURCE, "id": id_}, headers=self._bearer)
        status: str = response.json().get("status", "") if response.status_code == 200 else ""
        return status

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def _figures(way: str, quiet: list[float], beside: list[float], flood: int, on: str) -> Iterator[Figure]:
    for name, percent, aim in (("median", 50, ""), ("p99", 99, "at most 1,000 ms more")):
        value, usual = (quantiles(seconds, n=100, method="inclusive")[percent - 1] for seconds in (beside, quiet))
        what = f"receipt beside a flood of {flood:,} by {way}, {name}"
        yield Figure(what, value * 1000, "ms", value / usual, f"quiet ({usual * 1000:.3g} ms)", on, aim)
