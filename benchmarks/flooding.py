"""A flood of one publisher, 24,000 visits of one body to one State: how fast it is answered, how long others wait."""

from __future__ import annotations

import asyncio
import time
import uuid
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from typing import Final
from urllib.parse import urlencode

import orjson
from aiokafka import AIOKafkaProducer

from benchmarks import events
from benchmarks.noticing import System, process, producer_on
from benchmarks.places import Places
from benchmarks.report import Figure
from benchmarks.sizes import Sizes
from contracts.notices import TOPIC
from tests.support.topics import create, delete_all

FLOODER: Final = "urn:bench:flood"
PAUSE: Final = 0.1
"""Seconds between two notices of the other source. The usual rate is far lower."""
PATIENCE: Final = 600.0
"""Seconds for the whole flood. It took 16 minutes when each notice read all visits of its State."""


async def flooding(places: Places) -> list[Figure]:
    """Measures notices of another source alone, and then beside the flood until that is answered."""
    bootstrap, sizes = places.kafka.bootstrap, places.sizes
    await delete_all(bootstrap)
    await create(bootstrap, *events.TOPICS, partitions=events.PARTITIONS)
    on = places.on
    async with places.postgres.database() as dsn, producer_on(bootstrap) as producer:
        with process(places.environment(dsn), "ctc", "up", "--port", "0") as line:
            lines = dict(line().split() for _ in range(2))
            system = await System.connect(producer, lines["address"], lines["token"])
            alone = [await system.once(number) for number in range(sizes.warming_notices + sizes.beside_flood)]
            beside, seconds = await _beside_flood(system, producer, sizes)
    before = alone[sizes.warming_notices :]
    name = f"flood of {sizes.flood:,} visits to one State"
    return [
        Figure(name, sizes.flood / seconds, "notices/s", None, None, on, "200"),
        _figure("notice to cycle beside it, median", 50, beside, before, on),
        _figure("notice to cycle beside it, p99", 99, beside, before, on),
    ]


async def _beside_flood(system: System, producer: AIOKafkaProducer, sizes: Sizes) -> tuple[list[float], float]:
    """Seconds of each notice of the other source, and until the last of the flood is answered."""
    begin = time.perf_counter()
    sending = asyncio.create_task(_send_flood(producer, sizes.flood))
    beside: list[float] = []
    last = f"/receipts?{urlencode({'source': FLOODER, 'id': f'v{sizes.flood - 1}'})}"
    async with asyncio.timeout(PATIENCE):
        while len(beside) < sizes.beside_flood or not await _is_answered(system, last):
            beside.append(await system.once(1_000_000 + len(beside)))
            await asyncio.sleep(PAUSE)
    await sending
    return beside, time.perf_counter() - begin


async def _send_flood(producer: AIOKafkaProducer, count: int) -> None:
    for number in range(count):
        value, headers = _visit(number)
        await producer.send(TOPIC, value, key=FLOODER.encode(), headers=headers)
    await producer.flush()


async def _is_answered(system: System, receipt: str) -> bool:
    """Whether it is accepted. Before it is taken in, there is no receipt."""
    receipt_ = await system.get(receipt, missing=b"{}")
    return bool(orjson.loads(receipt_).get("status") == "accepted")


def _visit(number: int) -> tuple[bytes, list[tuple[str, bytes]]]:
    begins = datetime.now(UTC).date() + timedelta(days=30 + number % 300)
    data = {"reference": f"V{number}", "body": "UNODC", "state": "KEN", "start": str(begins), "synthetic": True}
    attributes = {
        "specversion": "1.0", "id": f"v{number}", "source": FLOODER, "subject": "KEN",
        "type": "org.un.ctc.notice.visit.planned.v1", "time": datetime.now(UTC).isoformat(),
        "correlationid": str(uuid.uuid4()),
    }  # fmt: skip
    return orjson.dumps(data), [(f"ce_{name}", text.encode()) for name, text in attributes.items()]


def _figure(name: str, percent: int, beside: list[float], alone: list[float], on: str) -> Figure:
    value, usual = (quantiles(seconds, n=100, method="inclusive")[percent - 1] for seconds in (beside, alone))
    return Figure(
        name,
        value * 1000,
        "ms",
        value / usual,
        f"alone ({usual * 1000:.3g} ms)",
        on,
    )
