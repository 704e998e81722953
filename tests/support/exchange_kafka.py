"""Exchange on a real Kafka, with its HTTP beside it: what tests of its doors have in common."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from services.exchange.service import SERVICE, describe, make_own_loops
from shared.engine.running.runtime import Runtime
from shared.transports.kafka import KafkaTransport
from shared.web.tokens import Tokens
from tests.support import topics
from tests.support.kafka import Broker
from tests.support.serving import Serving, serving

Record = tuple[list[tuple[str, bytes | None]], bytes | None]


@asynccontextmanager
async def on_kafka(postgres: str, broker: Broker, tokens: Tokens | None = None) -> AsyncIterator[Serving]:
    """Exchange with its loops, on topics that hold nothing yet."""
    await topics.delete_all(broker.bootstrap)
    await topics.create(broker.bootstrap, *SERVICE.topics, "ctc.exchange", "ctc.receipts", partitions=3)
    async with serving(postgres, SERVICE, describe, tokens) as running:
        transport = KafkaTransport(broker.bootstrap, "test")
        await transport.start()
        one = running.runtime
        resources = replace(one.resources, transport=transport, relays=True)
        runtime = Runtime(SERVICE, resources, one.metrics, make_own_loops=make_own_loops)
        runtime.start()
        yield running
        await runtime.stop()
        await transport.stop()


def binary(event: dict[str, Any]) -> Record:
    headers: list[tuple[str, bytes | None]] = [
        (f"ce_{name}", value.encode()) for name, value in event.items() if name != "data"
    ]
    return [*headers, ("content-type", b"application/json")], json.dumps(event["data"]).encode()


async def send(broker: Broker, records: list[Record]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=broker.bootstrap) as producer:
        for headers, value in records:
            await producer.send_and_wait("ctc.external", value, key=b"KEN", headers=headers)


async def read_events(broker: Broker, topic: str, count: int) -> list[tuple[str, dict[str, Any]]]:
    """So many events of the topic: short type and data."""
    events: list[tuple[str, dict[str, Any]]] = []
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest", group_id=None
    ) as consumer:
        while len(events) < count:
            record = await asyncio.wait_for(consumer.getone(), 30)
            type_ = dict(record.headers)["ce_type"].decode().removeprefix("org.un.ctc.")
            events.append((type_, json.loads(record.value)))
    return events
