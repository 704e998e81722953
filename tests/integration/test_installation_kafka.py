"""A database and a Kafka that do not belong together: refused in one line; and every lawful pair goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from contracts.catalog import INSTALLATION
from shared.engine.port import Outgoing, TransportAway
from shared.engine.repairs import resending
from shared.transports import installation
from shared.transports.installation import HISTORY, WrongInstallation
from shared.transports.kafka import KafkaTransport
from tests.integration.test_resending_kafka import relaying, wait_until_sent, write
from tests.support import topics
from tests.support.counter import COUNTER
from tests.support.kafka import Broker
from tests.support.logged import catch_logs
from tests.support.postgres import PostgresServer
from tests.support.running import World, world
from tests.support.up import run_refused


@pytest.fixture
async def running(postgres: str, kafka: Broker) -> AsyncIterator[World]:
    """A database that has told one event to an otherwise empty Kafka."""
    await topics.ensure(kafka.bootstrap, INSTALLATION.name, *HISTORY)
    await topics.lose(kafka.bootstrap, INSTALLATION.name, *HISTORY)
    async with world(postgres, COUNTER) as found:
        await join(found, kafka)
        async with relaying(found, kafka):
            await write(found, ("ctc.followup", "followup.reminded.v1", b"{}"))
            await wait_until_sent(found)
        yield found


async def join(one: World, kafka: Broker) -> None:
    transport = KafkaTransport(kafka.bootstrap, "1")
    try:
        async with one.pool.acquire() as connection:
            await installation.join(connection, transport.replay, transport.publish, ["counter"])
    finally:
        await transport.stop()


async def test_every_start_of_what_belongs_together_goes_on_and_a_restored_database_too(
    running: World, kafka: Broker
) -> None:
    await join(running, kafka)
    first = await running.rows("select id from installation.identity")
    assert len(await topics.records(kafka.bootstrap, INSTALLATION.name)) == 1
    await running.pool.execute("drop schema installation cascade")  # a dump from before there was an id
    await join(running, kafka)
    assert await running.rows("select id from installation.identity") == first


async def test_an_empty_database_beside_a_kafka_with_a_history_is_refused(
    running: World, kafka: Broker, postgres_server: PostgresServer
) -> None:
    async with postgres_server.database() as dsn, world(dsn, COUNTER) as emptied:
        with pytest.raises(WrongInstallation, match="events that this database does not know"):
            await join(emptied, kafka)
        await emptied.pool.execute("drop schema counter cascade")
        await topics.ensure(kafka.bootstrap, *topics.OF_CONTRACTS)
        told = run_refused("up", "--port", "0", DATABASE_URL=dsn, KAFKA_BOOTSTRAP_SERVERS=kafka.bootstrap)
        assert told.startswith("Kafka holds events that this database does not know")


async def test_a_database_of_another_installation_is_refused_by_name(
    running: World, kafka: Broker, postgres_server: PostgresServer
) -> None:
    ((ours,),) = await running.rows("select id from installation.identity")
    await running.pool.execute("update installation.identity set id = 'another'")
    with pytest.raises(WrongInstallation, match=f"installation another, and Kafka belongs to installation {ours[:8]}"):
        await join(running, kafka)


async def test_a_kafka_that_was_emptied_is_taken_and_it_is_said_how_to_fill_it(running: World, kafka: Broker) -> None:
    await topics.lose(kafka.bootstrap, INSTALLATION.name, *HISTORY)
    with catch_logs() as log:
        await join(running, kafka)
    assert [line["do"] for line in log.lines if line["event"] == "Kafka has no history"] == [
        "`ctc resend all` sends it the journals again"
    ]
    assert len(await topics.records(kafka.bootstrap, INSTALLATION.name)) == 1


async def test_an_emptied_kafka_is_noticed_though_a_relay_has_sent_to_it_since_and_until_all_is_sent_again(
    running: World, kafka: Broker
) -> None:
    await join(running, kafka)
    await topics.lose(kafka.bootstrap, INSTALLATION.name, *HISTORY)
    async with relaying(running, kafka):
        await write(running, ("ctc.followup", "followup.reminded.v1", b"{}"))
        await wait_until_sent(running)
    await join(running, kafka)
    assert await running.rows("select history_lost from counter.relay") == [(True,)]
    for first, lost in ((2, True), (1, False)):
        async with running.pool.acquire() as connection:
            await resending.begin(connection, "counter", first)
        assert await running.rows("select history_lost from counter.relay") == [(lost,)]


async def test_nothing_is_sent_to_a_kafka_that_turns_out_to_be_anothers(running: World, kafka: Broker) -> None:
    async def belongs(read: installation.Read, send: installation.Send) -> None:
        connection = await asyncpg.connect(running.dsn)
        try:
            await installation.join(connection, read, send, ["counter"])
        finally:
            await connection.close()

    await running.pool.execute("update installation.identity set id = 'another'")
    transport = KafkaTransport(kafka.bootstrap, "1", belongs=belongs)
    with pytest.raises(TransportAway, match="installation another"):
        await transport.publish([Outgoing(1, "ctc.followup", "KEN", {"id": "1"}, b"{}")])
    assert "installation another" in str(await transport.ready())
    await transport.stop()
    assert len(await topics.records(kafka.bootstrap, "ctc.followup")) == 1
