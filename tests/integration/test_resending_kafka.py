"""Sending a journal again: by the relay that runs, at once, and never what its readers may not see now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from contracts.catalog import encode
from contracts.tools.example_data import example
from shared.engine.decided import JournalRow
from shared.engine.repairs import resending
from shared.engine.running.relay import Relay
from shared.engine.running.runtime import Runtime
from shared.engine.storage import journal
from shared.operations.metrics import Metrics
from shared.transports.kafka import KafkaTransport
from shared.web.app import build
from shared.web.operators import resendings
from shared.web.tokens import Tokens
from tests.contract.harness import until
from tests.support import topics
from tests.support.counter import COUNTER
from tests.support.http_example import PRINCIPALS, Example
from tests.support.kafka import Broker
from tests.support.running import START, World, world

INSIDE = topics.unique("ctc.followup")
"""Of this file's own, so that it can be lost."""
UN = "ctc.released.un"
PUBLIC = "ctc.released.public"


@asynccontextmanager
async def relaying(running: World, kafka: Broker) -> AsyncIterator[Relay]:
    """The relay of the service, at work."""
    transport = KafkaTransport(kafka.bootstrap, "1")
    await transport.start()
    relay = Relay(COUNTER, transport, running.dsn)
    task = asyncio.create_task(relay.run())
    try:
        await until(lambda: relay.leads)
        before = relay.moved_at
        await until(lambda: relay.moved_at > before)
        yield relay
    finally:
        task.cancel()
        await asyncio.wait([task])
        await transport.stop()


@pytest.fixture
async def running(postgres: str, kafka: Broker) -> AsyncIterator[World]:
    await topics.ensure(kafka.bootstrap, INSIDE, UN, PUBLIC)
    EARLIER.clear()
    EARLIER.update([place for topic in (INSIDE, UN, PUBLIC) for place in await read_ids(kafka, topic)])
    async with world(postgres, COUNTER) as found:
        yield found


Place = tuple[str, int, int]
"""Of a record: its topic, partition and offset."""
EARLIER: set[Place] = set()
"""What the topics had before the test. Other tests of the session write to them too, to several partitions."""


async def write(running: World, *rows: tuple[str, str, bytes]) -> None:
    """Appends rows to the journal: topic, type and data of each. An id is the number of its row."""
    async with running.pool.acquire() as connection, connection.transaction():
        before = await journal.end(connection, "counter")
        of = [
            JournalRow(
                str(number), "/services/counter", type_, topic, "KEN", START + timedelta(hours=number),
                "committee", "c", "c", None, data,
            )
            for number, (topic, type_, data) in enumerate(rows, before + 1)
        ]  # fmt: skip
        await journal.append(connection, "counter", COUNTER.number, of)


def inside(count: int) -> list[tuple[str, str, bytes]]:
    return [(INSIDE, "followup.reminded.v1", b"{}")] * count


def build_copy(topic: str, thing: str, text: str = "wide") -> tuple[str, str, bytes]:
    copy = example("released.recommendation.v1").model_copy(update={"recommendation_id": thing, "text": text})
    return topic, copy.type, encode(copy)


def build_withdrawal(topic: str, thing: str) -> tuple[str, str, bytes]:
    gone = example("released.withdrawn.v1").model_copy(update={"of": "recommendation", "id": thing})
    return topic, gone.type, encode(gone)


async def wait_until_sent(running: World) -> None:
    """Returns when the relay has sent everything."""
    async with asyncio.timeout(30):
        while True:
            async with running.pool.acquire() as connection:
                now = await resending.show(connection, "counter")
                if now.position == now.sent == await journal.end(connection, "counter"):
                    return
            await asyncio.sleep(0.02)


async def ids(kafka: Broker, topic: str) -> list[str]:
    """Of what the topic got in this test, in order."""
    return [one for place, one in (await read_ids(kafka, topic)).items() if place not in EARLIER]


async def read_ids(kafka: Broker, topic: str) -> dict[Place, str]:
    """The ids of all records of the topic, by place."""
    records = await topics.records(kafka.bootstrap, topic)
    return {(topic, one.partition, one.offset): dict(one.headers)["ce_id"].decode() for one in records}


async def begin(running: World, first: int = 1) -> None:
    async with running.pool.acquire() as connection:
        await resending.begin(connection, "counter", first)


async def test_a_lost_topic_is_filled_again_by_the_relay_that_runs_and_no_later_event_undoes_it(
    running: World, kafka: Broker
) -> None:
    async with relaying(running, kafka):
        await write(running, *inside(5))
        await wait_until_sent(running)
        await topics.lose(kafka.bootstrap, INSIDE)
        EARLIER.clear()
        await begin(running)
        await write(running, *inside(1))  # a relay that had read its mark once would go on behind this one
        await wait_until_sent(running)
        assert await ids(kafka, INSIDE) == ["1", "2", "3", "4", "5", "6"]


async def test_a_mark_that_is_put_back_while_a_batch_is_on_its_way_stays_where_it_was_put(
    running: World, kafka: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with relaying(running, kafka) as relay:
        await write(running, *inside(2))
        await wait_until_sent(running)
        publish = relay.transport.publish

        async def slow(outgoing: list[object]) -> None:
            await publish(outgoing)  # type: ignore[arg-type]
            monkeypatch.undo()
            await begin(running, 2)

        monkeypatch.setattr(KafkaTransport, "publish", lambda _, outgoing: slow(outgoing))
        await write(running, *inside(1))
        await wait_until_sent(running)
    assert await ids(kafka, INSIDE) == ["1", "2", "3", "2", "3"]


async def test_a_copy_that_a_state_narrowed_since_is_not_sent_again_but_its_withdrawal_is(
    running: World, kafka: Broker
) -> None:
    async with relaying(running, kafka):
        await write(
            running,
            build_copy(PUBLIC, "narrowed"), build_copy(UN, "narrowed"), build_copy(PUBLIC, "kept"),
            build_withdrawal(PUBLIC, "narrowed"), build_copy(UN, "narrowed", text="less"), *inside(1),
        )  # fmt: skip
        await wait_until_sent(running)
        assert await ids(kafka, PUBLIC) == ["1", "3", "4"]
        await begin(running)
        await wait_until_sent(running)
    assert await ids(kafka, PUBLIC) == ["1", "3", "4", "3", "4"]
    assert await ids(kafka, UN) == ["2", "5", "5"]
    assert await ids(kafka, INSIDE) == ["6", "6"]


async def test_what_is_narrowed_while_the_journal_is_sent_again_is_not_sent_either(
    running: World, kafka: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.engine.running.relay.LARGEST_BATCH", 2)
    async with relaying(running, kafka) as relay:
        await write(running, build_copy(PUBLIC, "first"), *inside(3), build_copy(PUBLIC, "later"))
        await wait_until_sent(running)
        publish = relay.transport.publish

        async def publish_and_narrow(outgoing: list[object]) -> None:
            monkeypatch.undo()
            monkeypatch.setattr("shared.engine.running.relay.LARGEST_BATCH", 2)
            await write(running, build_withdrawal(PUBLIC, "later"))
            await publish(outgoing)  # type: ignore[arg-type]

        monkeypatch.setattr(KafkaTransport, "publish", lambda _, outgoing: publish_and_narrow(outgoing))
        await begin(running)
        await wait_until_sent(running)
    assert await ids(kafka, PUBLIC) == ["1", "5", "1", "6"]


async def test_a_resending_reads_each_released_row_once_however_many_steps_it_takes(
    running: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write(running, *[build_copy(PUBLIC, f"thing-{number}") for number in range(60)])
    read: list[int] = []
    whole = journal.read_on

    async def read_and_count(*arguments: object) -> list[object]:
        rows = await whole(*arguments)  # type: ignore[arg-type]
        read.append(len(rows))
        return rows  # type: ignore[return-value]

    async with running.pool.acquire() as connection:
        steps = [await journal.read(connection, "counter", after, 5) for after in range(0, 60, 5)]
        monkeypatch.setattr(journal, "read_on", read_and_count)
        words = resending.LastWords("counter")
        chosen = [await words.choose(connection, rows, sent=60) for rows in steps]
    assert [len(rows) for rows in chosen] == [5] * 12
    assert sum(read) == 60


async def test_a_journal_that_loopback_read_before_goes_to_kafka_without_what_was_narrowed(
    running: World, kafka: Broker
) -> None:
    await write(running, build_copy(PUBLIC, "narrowed"), build_withdrawal(PUBLIC, "narrowed"), *inside(1))
    async with relaying(running, kafka):
        await wait_until_sent(running)
    assert await ids(kafka, PUBLIC) == ["2"]
    assert await ids(kafka, INSIDE) == ["3"]


# ---- over HTTP ---------------------------------------------------------------------------------


@asynccontextmanager
async def asking(running: World, relays: bool, token: str = "operator") -> AsyncIterator[httpx.AsyncClient]:
    resources = running.resources(KafkaTransport("nobody:1", "1"), relays=relays)
    runtime = Runtime(COUNTER, resources, Metrics("counter"))
    app = build(Example().describe(), Tokens(None, PRINCIPALS).principal_for)
    app.router.routes.extend(resendings.build_routes("/services/counter", runtime).routes)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x", headers=headers) as client:
        yield client


AT = "/services/counter/resendings"


async def test_an_operator_begins_it_from_a_position_or_a_time_and_sees_how_far_it_is(
    running: World, kafka: Broker
) -> None:
    await write(running, *inside(4))
    async with relaying(running, kafka):
        await wait_until_sent(running)
    async with asking(running, relays=True) as client:
        assert (await client.get(AT)).json() == {"position": 4, "sent": 4, "under_way": False}
        third = (START + timedelta(hours=3)).isoformat()
        begun = await client.post(AT, json={"from_time": third})
        assert (begun.status_code, begun.json()) == (202, {"position": 2, "sent": 4, "under_way": True})
        assert (await client.post(AT, json={"from_position": 4})).json()["position"] == 2  # never forward
        assert (await client.post(AT, json={})).json()["position"] == 0
        assert (await client.post(AT, json={"from_position": 1, "from_time": third})).status_code == 422
        assert (await client.post(AT, json={"from_position": 0})).status_code == 422
    async with relaying(running, kafka):
        await wait_until_sent(running)
    assert await ids(kafka, INSIDE) == ["1", "2", "3", "4", "1", "2", "3", "4"]


async def test_nobody_but_an_operator_may_and_where_nothing_is_relayed_it_says_so(running: World) -> None:
    async with asking(running, relays=True, token="desk") as client:
        assert (await client.post(AT, json={})).status_code == 403
        assert (await client.get(AT)).status_code == 403
    async with asking(running, relays=False) as client:
        refused = await client.post(AT, json={})
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/nothing-relayed")
