"""A Kafka with the gate before it, and a publisher that is let in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from shared.transports.kafka.security import Security
from tests.support.kafka import free_port
from tests.support.kafka_gate import PUBLISHER, RunningGate, running_gate
from tests.support.postgres import PostgresServer
from tests.support.walled_house import House, open_house, publisher, running_walled
from tests.support.walled_kafka import WalledKafka


@pytest.fixture(scope="module")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WalledKafka, RunningGate]]:
    scratch, port = tmp_path_factory.mktemp("gate"), free_port()
    with (
        running_walled(scratch, port) as walled,
        running_gate(scratch, port, walled.behind_gate, walled.certificate) as gate,
    ):
        yield walled, gate


@pytest.fixture
def gate(kafka: tuple[WalledKafka, RunningGate]) -> RunningGate:
    return kafka[1]


@pytest.fixture
async def house(postgres_server: PostgresServer, kafka: tuple[WalledKafka, RunningGate]) -> AsyncIterator[House]:
    async with open_house(postgres_server, kafka[0]) as opened:
        await opened.register(publisher(PUBLISHER))
        yield opened


@pytest.fixture
async def ours(house: House) -> Security:
    """A publisher that is let in."""
    return await house.admit(PUBLISHER)
