"""What Kafka has and a journal has not, after an older database was restored; and the other way round."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from contracts.catalog import EVENTS
from shared.engine.repairs.comparing import NARROWING, Compared, LostEvent, compare
from shared.engine.running.runtime import Runtime
from shared.operations.metrics import Metrics
from shared.transports.kafka import KafkaTransport
from shared.web.app import build
from shared.web.operators import journals
from shared.web.tokens import Tokens
from tests.integration.test_resending_kafka import relaying, wait_until_sent, write
from tests.support import topics
from tests.support.counter import COUNTER
from tests.support.http_example import CONFIDENTIAL, PRINCIPALS, Example
from tests.support.kafka import Broker
from tests.support.running import World, world

TOPIC = topics.unique("ctc.followup")
DAYS = "ctc.released.public"


@pytest.fixture
async def older_world(postgres: str, kafka: Broker) -> AsyncIterator[World]:
    """A database as it was after three of five events; all five are on Kafka, and one of another service."""
    await topics.ensure(kafka.bootstrap, TOPIC, DAYS)
    await topics.lose(kafka.bootstrap, DAYS)  # other tests send there too
    async with world(postgres, COUNTER) as found:
        async with relaying(found, kafka):
            await write(found, *[(TOPIC, "followup.reminded.v1", CONFIDENTIAL.encode())] * 5)
            await wait_until_sent(found)
        others = [("ce_id", b"9"), ("ce_source", b"/services/other"), ("ce_specversion", b"1.0"), ("ce_type", b"x")]
        await topics.send(kafka.bootstrap, TOPIC, b"KEN", b"{}", others)
        await found.pool.execute("delete from counter.journal where position > 3")
        await found.pool.execute("update counter.relay set position = 3, sent = 3")
        yield found
    await topics.lose(kafka.bootstrap, TOPIC)


async def differences(running: World, kafka: Broker) -> tuple[list[LostEvent], Compared]:
    transport = KafkaTransport(kafka.bootstrap, "1")
    async with running.pool.acquire() as connection:
        steps = [step async for step in compare(connection, transport, COUNTER, [TOPIC, DAYS])]
    await transport.stop()
    last = steps[-1]
    assert isinstance(last, Compared)
    return [step for step in steps if isinstance(step, LostEvent)], last


async def test_events_of_what_a_restored_database_has_lost_are_named_and_nothing_of_what_they_say(
    older_world: World, kafka: Broker
) -> None:
    lost, counts = await differences(older_world, kafka)
    assert [(one.id, one.type, one.subject) for one in lost] == [
        ("4", "followup.reminded.v1", "KEN"),
        ("5", "followup.reminded.v1", "KEN"),
    ]
    assert counts == Compared(on_kafka=5, lost=2, not_on_kafka=0, resend_from=None)
    assert CONFIDENTIAL not in repr(lost)


async def test_what_narrowed_comes_first_with_what_it_said(older_world: World, kafka: Broker) -> None:
    for number, data in enumerate((b'{"id": "a-1", "audience": "committee"}', b"\xff")):
        narrowing = [
            ("ce_id", b"narrowed-%d" % number), ("ce_source", b"/services/counter"), ("ce_specversion", b"1.0"),
            ("ce_type", b"org.un.ctc.disclosure.changed.v1"), ("ce_time", b"2099-01-01T00:00:00Z"),
        ]  # fmt: skip
        await topics.send(kafka.bootstrap, TOPIC, b"KEN", data, narrowing)
    lost, _ = await differences(older_world, kafka)
    assert [(one.id, one.narrows) for one in lost] == [
        ("narrowed-0", True), ("narrowed-1", True), ("4", False), ("5", False),
    ]  # fmt: skip
    assert [one.content for one in lost] == [{"id": "a-1", "audience": "committee"}, None, None, None]


def test_what_narrows_is_named_as_contracts_name_it() -> None:
    assert set(EVENTS) >= NARROWING


async def test_what_only_the_journal_has_is_counted_with_where_to_send_it_from(
    older_world: World, kafka: Broker
) -> None:
    await topics.lose(kafka.bootstrap, TOPIC)
    lost, counts = await differences(older_world, kafka)
    assert (lost, counts) == ([], Compared(on_kafka=0, lost=0, not_on_kafka=3, resend_from=1))


async def test_an_operator_reads_it_line_by_line(
    older_world: World, kafka: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for relays, token, status, subject in (
        (True, "operator", 200, "KEN"),
        (True, "technician", 200, ""),
        (True, "desk", 403, ""),
        (False, "operator", 409, ""),
    ):
        transport = KafkaTransport(kafka.bootstrap, "1")
        resources = older_world.resources(transport, relays=relays)
        runtime = Runtime(COUNTER, resources, Metrics("counter"))
        app = build(Example().describe(), Tokens(None, PRINCIPALS).principal_for)
        app.router.routes.extend(journals.build_routes("/services/counter", runtime, [TOPIC]).routes)
        headers = {"Authorization": f"Bearer {token}"}
        over = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=over, base_url="http://x", headers=headers) as client:
            answer = await client.get("/services/counter/journal/differences")
        await transport.stop()
        assert answer.status_code == status, answer.text
        if status == 200:
            lines = [json.loads(line) for line in answer.text.splitlines()]
            lost = [line["lost"] for line in lines if "lost" in line]
            assert [(one["id"], one["subject"]) for one in lost] == [("4", subject), ("5", subject)]
            assert lines[-1]["compared"]["lost"] == 2
