"""The whole system on a Kafka behind its walls: what a publisher sends there is answered over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Sent
from pydantic import SecretStr

from ctc import access
from shared.operations.settings import Settings
from shared.operations.tracing import continue_trace
from shared.transports import topics
from shared.transports.kafka.security import Security
from tests.support.collected import Collected, url_of
from tests.support.exchange import event
from tests.support.exchange_kafka import binary
from tests.support.kafka import NoKafka
from tests.support.postgres import PostgresServer
from tests.support.receiver import receiver, status
from tests.support.walled_kafka import WalledKafka, start_walled
from tests.support.whole import DESK, database_of_whole, start_whole_on

SOURCE, TOPIC = "urn:example:unodc", "ctc.external.unodc-cases"
REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
    "reads": "un",
}  # fmt: skip
VISIT = {"reference": "SYN-1", "body": "UNODC", "state": "KEN", "start": "2027-01-10", "synthetic": True}
TRACE = continue_trace(None, "the publisher's own")
SOON = 60


@pytest.mark.slow
async def test_what_a_publisher_sends_on_kafka_is_answered_over_http(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    try:
        kafka = start_walled(tmp_path / "kafka")
    except NoKafka as reason:
        pytest.skip(f"no Kafka from jars: {reason}")
    try:
        await topics.create(kafka.inside, security=kafka.admin)
        await answer(postgres_server, kafka)
    finally:
        kafka.broker.remove()


async def answer(postgres_server: PostgresServer, kafka: WalledKafka) -> None:
    async with database_of_whole(postgres_server) as dsn:
        settings = Settings(
            DATABASE_URL=SecretStr(dsn), KAFKA_BOOTSTRAP_SERVERS=kafka.inside, kafka_user=kafka.admin.user,
            kafka_password=SecretStr(kafka.admin.password), kafka_mechanism="PLAIN",
        )  # fmt: skip
        async with (
            receiver(lambda _: status(200)) as collector,
            start_whole_on(dsn, settings.model_copy(update={"traces_url": url_of(collector)})) as system,
            asyncio.timeout(SOON),
        ):
            (await system.post("/publishers", json=REGISTRATION, headers=DESK)).raise_for_status()
            made = await system.post("/publishers/unodc-cases/keys", json={}, headers=DESK)
            mine = {"Authorization": f"Bearer {made.json()['key']}"}
            _, password = await access.apply(settings, "unodc-cases", prune=False)
            assert password
            await send(kafka.outside, kafka.outsider("unodc-cases", password))
            query = {"source": SOURCE, "id": "n-1"}
            receipt = await system.get("/receipts", params=query, headers=mine)
            while "outcome" not in receipt.json():
                await asyncio.sleep(0.2)
                receipt = await system.get("/receipts", params=query, headers=mine)
            assert (receipt.json()["status"], receipt.json()["outcome"]) == ("accepted", "accepted")
            found = await Collected(collector).until("council", "process ctc.assessments")
            check_trace(found)


def check_trace(found: Sequence[tuple[str, Sent]]) -> None:
    """The publisher's trace goes on over all services, with what the relays sent."""
    trace = [(of, span) for of, span in found if span.trace_id.hex() == TRACE.trace_id]
    (first,) = (span for of, span in trace if span.name == f"process {TOPIC}")
    assert first.parent_span_id.hex() == TRACE.span_id
    names = {(of, span.name) for of, span in trace}
    assert names >= {
        ("exchange", "create ctc.exchange"), ("exchange", "send ctc.exchange"),
        ("assessments", "process ctc.exchange"), ("assessments", "send ctc.assessments"),
        ("council", "process ctc.assessments"),
    }  # fmt: skip
    ids = {span.span_id for _, span in trace}
    assert [span.name for _, span in trace if span is not first and span.parent_span_id not in ids] == []


async def send(where: str, security: Security) -> None:
    sent = event("n-1", source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    headers, value = binary(sent | {"datacontenttype": "application/json", "traceparent": str(TRACE)})
    while True:  # Kafka hears of a new password a moment later
        producer = AIOKafkaProducer(bootstrap_servers=where, **security.for_aiokafka())
        try:
            await producer.start()
            await producer.send_and_wait(TOPIC, value, headers=headers)
            return
        except KafkaError:
            await asyncio.sleep(0.2)
        finally:
            await producer.stop()
