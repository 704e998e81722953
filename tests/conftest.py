"""What tests of every level can ask for: a fresh database, a real Kafka."""

from __future__ import annotations

import os
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
from contextlib import nullcontext
from typing import Any

import asyncpg
import pytest
import uvloop
from hypothesis import settings

from ctc.garbage import collect_seldom, loading
from shared.operations.embedded_postgres import temporary
from tests.support import kafka as kafka_support
from tests.support.kafka import Broker, NoKafka
from tests.support.leftovers import end_databases
from tests.support.locks import have_alone
from tests.support.postgres import PostgresServer

# A busy machine makes an example slow, and says nothing about the rule: no example is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
collect_seldom()  # as the product does
# Java runs shortly here: its best machine code costs more than it brings, and Kafka starts in half the time without.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

LEVELS = ("simulation", "end_to_end", "contract", "integration", "unit")
"""The longest first."""
KAFKA = pytest.StashKey[str]()
"""What the last line says."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of the session's own; or the one at TEST_DATABASE_URL, where it may create databases."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield PostgresServer(url)
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
def kafka(kafka_or_reason: Broker | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """The session's Kafka, running. Topics stay from test to test: see `tests/support/topics.py`."""
    if isinstance(kafka_or_reason, str):
        report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        report(f"no Kafka: {kafka_or_reason}")
    with (
        have_alone(tmp_path_factory.getbasetemp().parent / "kafka.lock")  # topics are deleted in between
        if kafka_or_reason.source == "bootstrap"
        else nullcontext()
    ):
        yield kafka_or_reason
    if not kafka_or_reason.running:  # whatever became of the test that stopped it
        kafka_or_reason.start()


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], AbstractEventLoop]]:
    """Tests run on the loop of the product: its transports are other classes than asyncio's own."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded now stays to the end, as in the product."""
    with loading():
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, so that no worker is left with them at the end."""
    items.sort(key=lambda item: next((at for at, level in enumerate(LEVELS) if level in item.path.parts), 0))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells its Kafka to who started it, and leaves no database behind."""
    end_databases()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["kafka"] = session.config.stash.get(KAFKA, None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hears it; xdist types neither."""
    if used := getattr(node, "workeroutput", {}).get("kafka"):
        node.config.stash[KAFKA] = used


def pytest_unconfigure(config: pytest.Config) -> None:
    """Says, after the runner's summary, which Kafka the tests ran on."""
    if not config.option.collectonly and not hasattr(config, "workeroutput"):
        print(f"kafka {config.stash.get(KAFKA, 'none: no test needed it')}")
