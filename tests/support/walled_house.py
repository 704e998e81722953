"""A walled Kafka, and a database with registrations, as `ctc access` has them both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError
from pydantic import SecretStr

from contracts.exchange import PublisherChanged
from ctc import access, composition
from shared.engine.registrations import REGISTRATIONS, Registration
from shared.engine.storage import tables
from shared.operations.settings import Settings
from shared.transports import topics
from shared.transports.access import Access, bring_to
from shared.transports.kafka.access import UsersOfKafka
from shared.transports.kafka.security import Security
from tests.support.kafka import NoKafka
from tests.support.postgres import PostgresServer
from tests.support.walled_kafka import WalledKafka, start_walled

TRIES = 10
RELEASED = "ctc.released.un"
"""A topic that every publisher of UN bodies reads."""


def publisher(name: str, audience: str = "un", active: bool = True, certificate: str | None = None) -> PublisherChanged:
    return PublisherChanged.model_validate(
        {
            "publisher_id": name, "change": "registered", "changed_by": "desk", "active": active, "name": name,
            "contact": "the desk", "audience": audience, "events_per_minute": 600, "bytes_per_day": 1_000_000,
            "certificate": certificate,
        }
    )  # fmt: skip


@contextmanager
def running_walled(scratch: Path, gate_port: int | None = None) -> Iterator[WalledKafka]:
    """A walled Kafka with our topics, and `gate_port` as start_walled has it. Skips the test where there is none."""
    try:
        kafka = start_walled(scratch, gate_port)
    except NoKafka as reason:
        pytest.skip(f"no Kafka from jars: {reason}")
    asyncio.run(topics.create(kafka.inside, security=kafka.admin))
    yield kafka
    kafka.broker.remove()


@dataclass
class House:
    """The database with the registrations, and Kafka."""

    kafka: WalledKafka
    connection: asyncpg.Connection[asyncpg.Record]
    settings: Settings

    async def register(self, *publishers: PublisherChanged) -> None:
        at = tables.storage_of(REGISTRATIONS, "exchange")
        for one in publishers:
            row = Registration(one.publisher_id, 1, one)
            await self.connection.execute(
                f"insert into {at.full_name} (id, version, content) values ($1, 1, $2) "
                "on conflict (id) do update set content = excluded.content",
                row.id, one.model_dump_json(),
            )  # fmt: skip

    async def apply(self, prune: bool = False) -> list[str]:
        return (await access.apply(self.settings, None, prune))[0]

    async def admit(self, name: str) -> Security:
        """Gives it a password, and returns how it then comes in."""
        _, password = await access.apply(self.settings, name, prune=False)
        assert password
        found = self.kafka.outsider(name, password)
        await self.until_let_in(found)
        return found

    async def until_let_in(self, security: Security) -> None:
        for _ in range(TRIES):  # the broker hears of a new password a moment later
            if await self.is_let_in(security):
                return
            await asyncio.sleep(0.1)
        raise AssertionError("not let in")

    async def until_shut_out(self, security: Security) -> None:
        for _ in range(TRIES):
            if not await self.is_let_in(security):
                return
            await asyncio.sleep(0.1)
        raise AssertionError("still let in")

    async def is_let_in(self, security: Security) -> bool:
        producer = AIOKafkaProducer(bootstrap_servers=self.kafka.outside, **security.for_aiokafka())
        try:
            await producer.start()
        except KafkaError:
            return False
        finally:
            await producer.stop()
        return True

    async def send(self, security: Security, topic: str) -> None:
        async with AIOKafkaProducer(
            bootstrap_servers=self.kafka.outside, request_timeout_ms=5_000, **security.for_aiokafka()
        ) as producer:
            await producer.send_and_wait(topic, b"{}")

    async def release(self, value: bytes, times: int = 1) -> None:
        """Writes to what publishers read, as a service of ours."""
        to = {"bootstrap_servers": self.kafka.inside, **self.kafka.admin.for_aiokafka()}
        async with AIOKafkaProducer(**to) as producer:
            for _ in range(times):
                await producer.send_and_wait(RELEASED, value, partition=0)

    async def read(self, security: Security, topic: str, group: str) -> None:
        consumer = AIOKafkaConsumer(
            topic, bootstrap_servers=self.kafka.outside, group_id=group, auto_offset_reset="earliest",
            **security.for_aiokafka(),
        )  # fmt: skip
        try:
            await consumer.start()
            await consumer.getmany(timeout_ms=500)
        finally:
            await consumer.stop()


@asynccontextmanager
async def open_house(postgres: PostgresServer, kafka: WalledKafka) -> AsyncIterator[House]:
    """Both, without a registration; what was given on Kafka is taken back."""

    async def migrate(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        try:
            await composition.migrate_all(connection)
        finally:
            await connection.close()

    async with postgres.database(await postgres.template("the whole system", migrate)) as dsn:
        admin = kafka.admin
        settings = Settings(
            DATABASE_URL=SecretStr(dsn), KAFKA_BOOTSTRAP_SERVERS=kafka.inside,
            kafka_user=admin.user, kafka_password=SecretStr(admin.password), kafka_mechanism="PLAIN",
        )  # fmt: skip
        connection = await asyncpg.connect(dsn)
        try:
            yield House(kafka, connection, settings)
        finally:
            await connection.close()
            await bring_to(UsersOfKafka(kafka.inside, admin), Access({}, services=()), prune=True)
