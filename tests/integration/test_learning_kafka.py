"""What a service reads on Kafka of who is registered, before it lets anybody in."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import asyncpg
import pytest

from contracts.catalog import encode
from contracts.cloudevents import instant
from contracts.exchange import PublisherChanged
from contracts.tools.example_data import example
from ctc import learning
from services.exchange.service import SERVICE as EXCHANGE
from services.unoct.service import SERVICE as UNOCT
from shared.engine.decided import JournalRow
from shared.engine.running.learning import READER, TOPIC, learn_registrations
from shared.engine.service import Service
from shared.engine.storage import journal
from shared.operations.settings import Settings
from shared.transports.kafka import KafkaTransport
from tests.support import topics
from tests.support.kafka import Broker
from tests.support.logged import catch_logs
from tests.support.postgres import PostgresServer
from tests.support.running import START, World, world
from tests.support.whole import DESK, database_of_whole, start_whole_on

SOURCE = "urn:example:cases"
TYPE = PublisherChanged.type
ABSENT = {"applicant": None, "identity": None, "certificate": None}


@pytest.fixture
async def broker(kafka: Broker) -> Broker:
    """The topic holds nothing, and has several partitions."""
    await remake(kafka)
    return kafka


async def remake(kafka: Broker) -> None:
    if TOPIC in await topics.names(kafka.bootstrap):
        await topics.delete(kafka.bootstrap, TOPIC)
    await topics.create(kafka.bootstrap, TOPIC, partitions=3)


def change(sequence: int, publisher: str = "cases", **more: object) -> PublisherChanged:
    parties = ("body:unodc", f"publisher:{publisher}")
    usual = {"publisher_id": publisher, "sequence": sequence, "parties": parties, "change": "registered", "sources": ()}
    content = example(TYPE).model_copy(update=usual | ABSENT | more)
    assert isinstance(content, PublisherChanged)
    return content


async def tell(kafka: Broker, content: PublisherChanged, at: datetime = START, data: bytes | None = None) -> None:
    """As exchange's relay sends it."""
    headers = {
        "id": name_of(content), "source": "/services/exchange", "specversion": "1.0", "type": f"org.un.ctc.{TYPE}",
        "time": instant(at),
    }  # fmt: skip
    await topics.send(
        kafka.bootstrap, TOPIC, content.publisher_id.encode(), encode(content) if data is None else data,
        [(f"ce_{name}", value.encode()) for name, value in headers.items()],
    )  # fmt: skip


def name_of(content: PublisherChanged) -> str:
    return f"{content.publisher_id}-{content.sequence}"


async def learn(running: World, kafka: Broker) -> dict[str, int]:
    """The number of the last change of each publisher, after it has read."""
    transport = KafkaTransport(kafka.bootstrap, "1")
    try:
        await learn_registrations(running.handler, transport)
    finally:
        await transport.stop()
    schema = running.handler.service.name
    return {row[0]: row[1] for row in await running.rows(f"select id, version from {schema}.registrations")}


@pytest.mark.parametrize("service", [EXCHANGE, UNOCT], ids=lambda one: one.name)
async def test_what_was_told_since_is_known_though_the_consumer_is_stopped(
    postgres: str, broker: Broker, service: Service
) -> None:
    async with world(postgres, service) as running:
        assert await learn(running, broker) == {}
        for number in (1, 2, 3):
            await tell(broker, change(number))
        await tell(broker, change(1, "heir"))
        await running.pool.execute(
            f"insert into {service.name}.consumer_state values ('{service.name}', 20, now(), 'an operator')"
        )
        assert await learn(running, broker) == {"cases": 3, "heir": 1}
        stopped = await running.rows(f"select streak from {service.name}.consumer_state where stopped_at is not null")
        assert stopped == [(20,)], "it stays stopped"


async def test_it_reads_on_where_it_ended_and_a_topic_that_was_made_anew_from_the_beginning(
    postgres: str, broker: Broker
) -> None:
    async with world(postgres, UNOCT) as running:
        for number in (1, 2, 3):
            await tell(broker, change(number))
        assert await learn(running, broker) == {"cases": 3}
        await running.pool.execute("delete from unoct.registrations")
        assert await learn(running, broker) == {}, "it has read that"
        await remake(broker)
        await tell(broker, change(4))
        assert await learn(running, broker) == {"cases": 4}


async def test_a_source_that_went_from_one_to_another_is_the_other_s_in_whatever_order_partitions_come(
    postgres: str, broker: Broker
) -> None:
    async with world(postgres, EXCHANGE) as running:
        heirs = [f"heir-{number}" for number in range(8)]
        for hour, owner in enumerate(heirs):
            await tell(broker, change(1, owner, sources=(SOURCE,)), START + timedelta(hours=2 * hour))
            if owner != heirs[-1]:
                await tell(broker, change(2, owner, change="changed"), START + timedelta(hours=2 * hour + 1))
        with catch_logs() as logged:
            assert len(await learn(running, broker)) == len(heirs)
        assert not [one for one in logged.lines if one["event"] == "registrations not taken back"]
        assert await running.rows("select source, publisher_id from exchange.owned_sources") == [(SOURCE, heirs[-1])]


async def test_a_clock_that_went_back_does_not_turn_the_order_of_a_publisher_s_changes(
    postgres: str, broker: Broker
) -> None:
    async with world(postgres, EXCHANGE) as running:
        await tell(broker, change(1), START + timedelta(days=1))
        await tell(broker, change(2, active=False, suspended=True, change="suspended"), START)
        assert await learn(running, broker) == {"cases": 2}
        assert await running.rows("select status from exchange.publishers") == [("suspended",)]


@pytest.mark.parametrize("was_sent", [False, True])
async def test_what_was_entered_since_and_is_not_sent_yet_holds(postgres: str, broker: Broker, was_sent: bool) -> None:
    """A dump may also hold a change that was sent right after it: then what follows on Kafka is newer."""
    own = change(2)
    async with world(postgres, EXCHANGE) as running:
        await tell(broker, change(1))
        assert await learn(running, broker) == {"cases": 1}
        row = JournalRow(
            name_of(own) if was_sent else "entered-since", "/services/exchange", TYPE, TOPIC, "cases", START,
            "committee", "c", "c", None, encode(own),
        )  # fmt: skip
        async with running.pool.acquire() as connection, connection.transaction():
            await journal.append(connection, "exchange", EXCHANGE.number, [row])
        for number in (2, 3):
            await tell(broker, change(number))
        assert await learn(running, broker) == {"cases": 3 if was_sent else 1}


async def test_what_cannot_be_read_or_taken_is_said_and_the_rest_is_taken(postgres: str, broker: Broker) -> None:
    async with world(postgres, EXCHANGE) as running:
        await tell(broker, change(1, sources=(SOURCE,)))
        await tell(broker, change(1, "broken"), data=b'{"publisher_id": 1}')
        await tell(broker, change(1, "thief", sources=(SOURCE,)), START + timedelta(hours=1))
        await tell(broker, change(1, "heir"), START + timedelta(hours=2))
        with catch_logs() as logged:
            assert await learn(running, broker) == {"cases": 1, "heir": 1, "thief": 1}
        said = {one["event"]: one.get("publishers") for one in logged.lines}
        assert "registration not read" in said
        assert said["registrations taken back"] == ["cases", "heir"]
        assert said["registrations not taken back"] == ["thief: without urn:example:cases"]
        sources = await running.rows("select id, sources from exchange.publishers order by id")
        assert sources == [("cases", [SOURCE]), ("heir", []), ("thief", [])]


async def test_a_running_process_reads_on_so_that_its_next_start_is_quick(
    postgres_server: PostgresServer, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "AGAIN", 0.1)
    await topics.delete_all(broker.bootstrap)
    await topics.create(broker.bootstrap, *topics.OF_CONTRACTS)
    settings = Settings(KAFKA_BOOTSTRAP_SERVERS=broker.bootstrap)
    async with database_of_whole(postgres_server) as dsn, start_whole_on(dsn, settings) as client:
        before = await read_places(dsn)
        registered = {"name": "Cases", "body": "UNODC", "sources": [SOURCE], "reads": "un"}
        (await client.post("/publishers", json=registered, headers=DESK)).raise_for_status()
        async with asyncio.timeout(30):
            while await read_places(dsn) != {name: place + 1 for name, place in before.items()}:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.1)


async def read_places(dsn: str) -> dict[str, int]:
    """How many events of the topic each of two services has read for its registrations."""
    connection = await asyncpg.connect(dsn)
    try:
        query = "select sum(position)::int from {}.subscription where consumer = $1"
        return {name: await connection.fetchval(query.format(name), READER) for name in ("exchange", "unoct")}
    finally:
        await connection.close()
