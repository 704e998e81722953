"""`python -m benchmarks.flooder kafka|http ADDRESS TOPIC|KEY COUNT`: a publisher that sends all it has at once.

It is a process of its own, so that whoever measures beside it is not slowed by it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

import httpx
import orjson
from aiokafka import AIOKafkaProducer

SOURCE: Final = "urn:bench:flooder"
AT_ONCE: Final = 100
"""Notices of one request."""
SENDERS: Final = 8
"""Requests on their way at once."""
BATCH: Final = {"Content-Type": "application/cloudevents-batch+json"}


def visit(number: int, source: str, body: str, state: str = "KEN") -> tuple[dict[str, str], dict[str, Any]]:
    """A synthetic visit to come, as attributes and data."""
    begins = datetime.now(UTC).date() + timedelta(days=30 + number % 300)
    data = {"reference": f"V{number}", "body": body, "state": state, "start": str(begins), "synthetic": True}
    attributes = {
        "specversion": "1.0", "id": f"v{number}", "source": source, "subject": state,
        "type": "org.un.ctc.notice.visit.planned.v1", "time": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    return attributes, data


async def send_by_kafka(bootstrap: str, topic: str, count: int) -> None:
    """Produces them as fast as Kafka takes them."""
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, linger_ms=5) as producer:
        for number in range(count):
            attributes, data = visit(number, SOURCE, "UNODC")
            headers = [(f"ce_{name}", text.encode()) for name, text in attributes.items()]
            await producer.send(topic, orjson.dumps(data), key=SOURCE.encode(), headers=headers)
        await producer.flush()


async def send_by_http(address: str, key: str, count: int) -> None:
    """Posts batches over several connections. One that is refused for now is sent again."""
    events = ({**attributes, "data": data} for attributes, data in (visit(n, SOURCE, "UNODC") for n in range(count)))
    headers = BATCH | {"Authorization": f"Bearer {key}"}
    limits = httpx.Limits(max_connections=SENDERS)
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60, limits=limits) as client:
        await asyncio.gather(*(_post_all(client, events) for _ in range(SENDERS)))


async def _post_all(client: httpx.AsyncClient, events: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(events, AT_ONCE)):
        while (response := await client.post("/events", content=orjson.dumps(batch))).status_code == 429:
            await asyncio.sleep(0.1)
        assert response.status_code == 202, response.text


if __name__ == "__main__":
    way, address, where, count = sys.argv[1:]
    asyncio.run((send_by_kafka if way == "kafka" else send_by_http)(address, where, int(count)))
