"""What tests of every level can ask for: a fresh database, a real Kafka."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from shared.embedded_postgres import temporary
from tests.support import kafka as kafka_support
from tests.support.kafka import Broker, NoKafka
from tests.support.postgres import PostgresServer

KAFKA = pytest.StashKey[str]()
"""What the last line says."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of the session's own; or the one at TEST_DATABASE_URL, where it may create databases."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield PostgresServer(given)
        return
    with temporary() as server:
        yield PostgresServer(server.dsn)


@pytest.fixture
async def postgres(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """The DSN of an empty database of the test's own."""
    async with postgres_server.database() as dsn:
        yield dsn


@pytest.fixture
async def connection(postgres: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    """A connection to the test's own database."""
    connection = await asyncpg.connect(postgres)
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
def kafka_or_reason(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker | str]:
    """The session's Kafka, or why there is none."""
    try:
        broker = kafka_support.find(tmp_path_factory.mktemp("kafka"))
    except NoKafka as reason:
        pytestconfig.stash[KAFKA] = f"none: {reason}"
        yield str(reason)
        return
    pytestconfig.stash[KAFKA] = f"{broker.version} from {broker.source}"
    yield broker
    broker.remove()


@pytest.fixture
def kafka(kafka_or_reason: Broker | str) -> Iterator[Broker]:
    """The session's Kafka, running. Topics stay from test to test: see `tests/support/topics.py`."""
    if isinstance(kafka_or_reason, str):
        report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        report(f"no Kafka: {kafka_or_reason}")
    yield kafka_or_reason
    if not kafka_or_reason.running:  # whatever became of the test that stopped it
        kafka_or_reason.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Says, after the runner's summary, which Kafka the tests ran on."""
    if not config.option.collectonly:
        print(f"kafka {config.stash.get(KAFKA, 'none: no test needed it')}")
