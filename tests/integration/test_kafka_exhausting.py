"""Whoever comes to Kafka from outside, with a password or without, takes no more of its memory than is allowed."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.commit import OffsetCommitRequest
from aiokafka.protocol.types import CompactArray, CompactString, Int16, Int32, Schema, TaggedFields
from confluent_kafka.admin import AdminClient, ConfigResource, ResourceType

from shared.transports.access import GROUPS
from shared.transports.kafka.security import Security
from tests.support.kafka_gate import raw_connection
from tests.support.kafka_requests import join_group
from tests.support.postgres import PostgresServer
from tests.support.walled_house import House, open_house, publisher, running_walled
from tests.support.walled_kafka import WalledKafka, read_environment

DENIED, TOO_LONG, UNSUPPORTED, NAMED, TOO_LONG_A_SESSION = 30, 12, 35, 79, 26
"""Kafka's numbers of these errors."""
SOON = 10
"""Seconds."""


class HeartbeatAnswered(Response):  # type: ignore[misc] # aiokafka is not typed
    """What aiokafka does not know itself, as much of it as is asked here."""

    API_KEY, API_VERSION = 68, 1
    SCHEMA = Schema(("throttle", Int32), ("error", Int16))


class HeartbeatSent(RequestStruct):  # type: ignore[misc]
    """`ConsumerGroupHeartbeat` of KIP-848."""

    API_KEY, API_VERSION, FLEXIBLE_VERSION, RESPONSE_TYPE = 68, 1, True, HeartbeatAnswered
    _WORD = CompactString("utf-8")
    SCHEMA = Schema(
        ("group", _WORD), ("member", _WORD), ("epoch", Int32), ("instance", _WORD), ("rack", _WORD),
        ("rebalance", Int32), ("topics", CompactArray(_WORD)), ("pattern", _WORD), ("assignor", _WORD),
        ("parts", CompactArray(_WORD)), ("tags", TaggedFields),
    )  # fmt: skip


class Heartbeat(Request[HeartbeatSent]):  # type: ignore[misc]
    """A new member that wants the topics whose names fit the pattern."""

    API_KEY = 68

    def __init__(self, group: str, pattern: str) -> None:
        member = base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
        self._parts: tuple[Any, ...] = group, member, 0, None, None, 45_000, None, pattern, None, [], {}

    def build(self, request_struct_class: type[HeartbeatSent]) -> HeartbeatSent:
        return request_struct_class(*self._parts)


@pytest.fixture(scope="module")
def walled_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalledKafka]:
    with running_walled(tmp_path_factory.mktemp("exhausting")) as kafka:
        yield kafka


@pytest.fixture
async def house(postgres_server: PostgresServer, walled_kafka: WalledKafka) -> AsyncIterator[House]:
    async with open_house(postgres_server, walled_kafka) as opened:
        yield opened


@asynccontextmanager
async def connecting(house: House, security: Security) -> AsyncIterator[AIOKafkaClient]:
    client = AIOKafkaClient(bootstrap_servers=house.kafka.outside, **security.for_aiokafka())
    try:
        await client.bootstrap()
        await client.ready(1)
        yield client
    finally:
        await client.close()


async def commit(client: AIOKafkaClient, group: str, note: str = "") -> int:
    """Says that the group has read, and returns Kafka's number of the error."""
    read = [("ctc.released.un", [(0, 0, note)])]
    answer = await client.send(1, OffsetCommitRequest(group, -1, "", -1, read))
    ((_, ((_, error),)),) = answer.topics
    return int(error)


@pytest.mark.slow
async def test_a_publisher_has_three_groups_and_cannot_fill_kafka_with_others(house: House) -> None:
    """Kafka keeps in memory what each group has read, and with it as much text as a reader likes."""
    await house.register(publisher("unodc-cases"))
    ours = await house.admit("unodc-cases")
    async with connecting(house, ours) as client:
        await house.read(ours, "ctc.released.un", "unodc-cases.reader")  # from then on groups have a coordinator
        assert [await commit(client, f"unodc-cases.{name}") for name in GROUPS] == [0, 0, 0]
        assert [await commit(client, f"unodc-cases.{name}") for name in ("reader-4", "1", "")] == [DENIED] * 3
        assert await commit(client, "unodc-cases.reader", "x" * 1_000) == TOO_LONG


async def test_a_session_of_a_group_lasts_a_minute_at_most(house: House) -> None:
    """Kafka keeps a member that it has named, and that does not come, for as long. It does not count these."""
    await house.register(publisher("unodc-cases"))
    ours = await house.admit("unodc-cases")
    await house.read(ours, "ctc.released.un", "unodc-cases.reader")  # from then on groups have a coordinator
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
        for session, error in ((60_000, NAMED), (60_001, TOO_LONG_A_SESSION)):
            answer = await connection.ask(join_group(5, 1, b"unodc-cases.reader", session))
            assert int.from_bytes(answer[4:6]) == error


async def test_nobody_announces_more_than_the_largest_message_needs(house: House) -> None:
    """Kafka takes as much memory as is announced, before anything of it has come."""
    await house.register(publisher("unodc-cases"))
    async with connecting(house, await house.admit("unodc-cases")) as client:
        (connection,) = client._conns.values()
        connection._writer.write((3_000_000).to_bytes(4))
        with pytest.raises(KafkaConnectionError):
            async with asyncio.timeout(SOON):
                await commit(client, "unodc-cases.reader")


async def test_who_has_not_logged_in_announces_less_still(house: House) -> None:
    host, port = house.kafka.outside.split(":")
    trust = ssl.create_default_context(cafile=house.kafka.ca_file)
    reader, writer = await asyncio.open_connection(host, int(port), ssl=trust)
    writer.write((100_000).to_bytes(4))
    async with asyncio.timeout(SOON):
        assert await reader.read() == b""
    writer.close()


async def test_no_member_of_a_group_has_kafka_compile_a_pattern(house: House) -> None:
    """One of 25 characters takes all its memory, and is sent in the newer way of groups alone."""
    await house.register(publisher("unodc-cases"))
    async with connecting(house, await house.admit("unodc-cases")) as client:
        assert (await client.send(1, Heartbeat("unodc-cases.reader", "(((a{1000}){1000}){10})"))).error == UNSUPPORTED


def test_kafka_knows_each_of_these_limits(walled_kafka: WalledKafka) -> None:
    """An unknown setting is passed over in silence."""
    asked = ConfigResource(ResourceType.BROKER, "1")
    client = AdminClient({"bootstrap.servers": walled_kafka.inside, **walled_kafka.admin.for_confluent()})
    known = client.describe_configs([asked])[asked].result(SOON)
    ends = (".size", ".bytes", ".ms", ".protocols")
    limits = {name: value for name, value in read_environment().items() if name.endswith(ends)}
    assert {name: known[name].value for name in limits} == limits
