"""The whole system on a Kafka behind its walls: what a publisher sends there is answered over HTTP."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from pydantic import SecretStr

from ctc import access
from shared.operations.settings import Settings
from shared.transports import topics
from shared.transports.kafka.security import Security
from tests.support.exchange import event
from tests.support.exchange_kafka import binary
from tests.support.kafka import NoKafka
from tests.support.postgres import PostgresServer
from tests.support.walled_kafka import WalledKafka, start_walled
from tests.support.whole import DESK, database_of_whole, start_whole_on

SOURCE, TOPIC = "urn:example:unodc", "ctc.external.unodc-cases"
REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
    "reads": "un",
}  # fmt: skip
VISIT = {"reference": "SYN-1", "body": "UNODC", "state": "KEN", "start": "2027-01-10", "synthetic": True}
SOON = 60


async def test_what_a_publisher_sends_on_kafka_is_answered_over_http(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    try:
        kafka = start_walled(tmp_path / "kafka")
    except NoKafka as reason:
        pytest.skip(f"no Kafka from jars: {reason}")
    try:
        await topics.create(kafka.inside, security=kafka.admin)
        await answer(postgres_server, kafka)
    finally:
        kafka.broker.remove()


async def answer(postgres_server: PostgresServer, kafka: WalledKafka) -> None:
    async with database_of_whole(postgres_server) as dsn:
        settings = Settings(
            DATABASE_URL=SecretStr(dsn), KAFKA_BOOTSTRAP_SERVERS=kafka.inside, kafka_user=kafka.admin.user,
            kafka_password=SecretStr(kafka.admin.password), kafka_mechanism="PLAIN",
        )  # fmt: skip
        async with start_whole_on(dsn, settings) as system, asyncio.timeout(SOON):
            (await system.post("/publishers", json=REGISTRATION, headers=DESK)).raise_for_status()
            made = await system.post("/publishers/unodc-cases/keys", json={}, headers=DESK)
            mine = {"Authorization": f"Bearer {made.json()['key']}"}
            _, password = await access.apply(settings, "unodc-cases", prune=False)
            assert password
            await send(kafka.outside, kafka.outsider("unodc-cases", password))
            query = {"source": SOURCE, "id": "n-1"}
            receipt = await system.get("/receipts", params=query, headers=mine)
            while "outcome" not in receipt.json():
                await asyncio.sleep(0.2)
                receipt = await system.get("/receipts", params=query, headers=mine)
            assert (receipt.json()["status"], receipt.json()["outcome"]) == ("accepted", "accepted")


async def send(where: str, security: Security) -> None:
    sent = event("n-1", source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    headers, value = binary(sent | {"datacontenttype": "application/json"})
    while True:  # Kafka hears of a new password a moment later
        producer = AIOKafkaProducer(bootstrap_servers=where, **security.for_aiokafka())
        try:
            await producer.start()
            await producer.send_and_wait(TOPIC, value, headers=headers)
            return
        except KafkaError:
            await asyncio.sleep(0.2)
        finally:
            await producer.stop()
