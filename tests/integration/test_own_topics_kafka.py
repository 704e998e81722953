"""A publisher's own topic in the whole system: created when it is registered, and read as sent by it alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from shared.operations.settings import Settings
from tests.support import topics
from tests.support.exchange import event
from tests.support.exchange_kafka import binary, read_events
from tests.support.kafka import Broker
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK, start_whole

SOURCE, TOPIC = "urn:example:unodc", "ctc.external.unodc-cases"
REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
    "reads": "un",
}  # fmt: skip
SOON = 30


@pytest.fixture
async def system(postgres_server: PostgresServer, kafka: Broker) -> AsyncIterator[httpx.AsyncClient]:
    await topics.delete_all(kafka.bootstrap)
    await topics.create(kafka.bootstrap, *topics.OF_CONTRACTS)
    settings = Settings(KAFKA_BOOTSTRAP_SERVERS=kafka.bootstrap)
    async with start_whole(postgres_server, settings) as client:
        yield client


def visit(number: int, **changes: Any) -> dict[str, Any]:
    data = {"reference": f"SYN-{number}", "body": "UNODC", "state": "KEN", "start": "2027-01-10", "synthetic": True}
    sent = event(f"n-{number}", source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=data)
    return sent | {"datacontenttype": "application/json"} | changes


async def test_a_registered_publisher_sends_on_its_own_topic_and_for_its_own_source_alone(
    system: httpx.AsyncClient, kafka: Broker
) -> None:
    (await system.post("/publishers", json=REGISTRATION, headers=DESK)).raise_for_status()
    async with asyncio.timeout(SOON):
        while TOPIC not in await topics.names(kafka.bootstrap):  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.1)
    async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap) as producer:
        for sent in (visit(1), visit(2, source="urn:example:cted")):
            headers, value = binary(sent)
            await producer.send_and_wait(TOPIC, value, headers=headers)
    receipts = {(type_, data["source"]) for type_, data in await read_events(kafka, "ctc.receipts", 2)}
    assert receipts == {("receipt.accepted.v1", SOURCE), ("receipt.refused.v1", TOPIC)}
    made = await system.post("/publishers/unodc-cases/keys", json={}, headers=DESK)
    own = {"Authorization": f"Bearer {made.raise_for_status().json()['key']}"}
    listed = (await system.get("/receipts/feed", headers=own)).raise_for_status().json()["items"]
    assert {one["data"]["source"] for one in listed} == {SOURCE, TOPIC}, "the sender sees both"
