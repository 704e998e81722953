"""The job's input: assessment events as the assessments service sends them, about 2 kB each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from aiokafka import AIOKafkaProducer

from contracts.assessments import AssessmentCompleted, Recommendation
from contracts.catalog import encode
from contracts.ids import assessment_id, recommendation_id
from contracts.kafka_binding import headers_of
from reference import load
from shared.engine.decided import JournalRow
from shared.engine.storage.journal import attributes_of
from shared.transports.topics import EVERY

Record = tuple[bytes, bytes, list[tuple[str, bytes]]]
PARTITIONS = 12
TOPICS = tuple(topic.name for topic in EVERY)
"""All topics that the system needs, as `ctc topics create` makes them."""
TODAY = datetime.now(UTC).date()


def assessment(number: int, states: list[str]) -> AssessmentCompleted:
    """A synthetic assessment. The same number gives the same one."""
    chance = random.Random(number)
    day = TODAY - timedelta(days=chance.randrange(100))  # so that its deadlines are pending, and no reminder is due
    reference = f"BENCH/{number}"
    id_ = assessment_id("urn:bench", reference)
    return AssessmentCompleted(
        occurred_on=day,
        synthetic=True,
        state=states[number % len(states)],
        assessment_id=id_,
        source="urn:bench",
        reference=reference,
        kind="comprehensive",
        report_date=day - timedelta(days=20),
        submitted_to_ctc_on=day,
        received_by_state_on=day,
        opens_cycle=True,
        audience="un",
        recommendations=tuple(_recommendation(id_, reference, n) for n in range(3)),
    )


def _recommendation(assessment: str, reference: str, number: int) -> Recommendation:
    own = f"{reference}/R{number}"
    return Recommendation(
        recommendation_id=recommendation_id(assessment, own),
        reference=own,
        text="[Synthetic] Strengthen the legal framework for " + "x" * 100,
        themes=("cft",),
        priority="high",
        made_by="CTED",
        assistance_needed=True,
        audience="un",
    )


def records(count: int) -> Iterator[Record]:
    """Key, value and headers, in binary mode."""
    states = [state.id for state in load().states]
    now = datetime(2025, 1, 1, tzinfo=UTC)
    for number in range(count):
        data = assessment(number, states)
        id_ = f"{number:08d}-0000-4000-8000-000000000000"
        row = JournalRow(
            id_,
            "/services/assessments",
            data.type,
            data.topic,
            data.state,
            now,
            "committee",
            id_,
            id_,
            None,
            encode(data),
        )
        yield data.state.encode(), row.data, headers_of(attributes_of(row))


async def fill(bootstrap: str, topic: str, count: int) -> None:
    """Puts so many events into the topic."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=5, max_batch_size=1 << 18)
    await producer.start()
    try:
        for key, value, headers in records(count):
            await producer.send(topic, value, key=key, headers=headers)
        await producer.flush()
    finally:
        await producer.stop()
