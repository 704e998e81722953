"""The scenarios: each a sentence that the whole system keeps, on loopback, and some on real Kafka instead."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from tests.support import processes, topics
from tests.support.kafka import Broker
from tests.support.postgres import PostgresServer
from tests.support.stage import Stage, set_stage
from tests.support.whole import database_of_whole

Staging = Callable[[date], Stage]
ON_KAFKA = pytest.mark.parametrize("transport", ["kafka"], indirect=True)
"""What a scenario needs of a transport, both keep: `tests/contract`. So one each is enough."""


@pytest.fixture(params=["loopback"])
def transport(request: pytest.FixtureRequest) -> str:
    """`loopback`; or `kafka` for scenarios that ask for it."""
    return str(request.param)


@pytest.fixture
async def postgres(postgres_server: PostgresServer) -> AsyncIterator[str]:
    """A database with all schemas: each system needs not make them again."""
    async with database_of_whole(postgres_server) as dsn:
        yield dsn


@pytest.fixture
async def broker(transport: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """What the system is told of its transport, which holds nothing yet."""
    if transport == "loopback":
        return {}
    kafka: Broker = request.getfixturevalue("kafka")
    await topics.delete_all(kafka.bootstrap)
    return {"KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap}


@pytest.fixture
def stage_from(postgres: str, broker: dict[str, str], tmp_path: Path) -> Iterator[Staging]:
    """Starts the system on this day."""
    with ExitStack() as stack:
        if broker:
            system = processes.System(tmp_path, postgres, broker["KAFKA_BOOTSTRAP_SERVERS"], date.min)
            system.ctc("topics", "create")
        yield lambda day: stack.enter_context(set_stage(tmp_path, postgres, day, **broker))
