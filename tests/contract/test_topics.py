"""`ctc topics create` and `ctc topics check`, on a real Kafka."""

from __future__ import annotations

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from contracts.catalog import TOPICS, Topic
from shared import topics
from shared.topics import spec_of
from shared.transport import TransportAway
from tests.support.kafka import Broker, free_port
from tests.support.topics import unique


def a_topic(keeps: str = "for ever") -> Topic:
    return Topic(unique("topic"), "committee", keeps)


async def make_by_hand(bootstrap: str, name: str, partitions: int, **settings: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    configs = {setting.replace("_", "."): value for setting, value in settings.items()}
    await admin.create_topics([NewTopic(name, partitions, 1, topic_configs=configs)])
    while name not in await admin.list_topics():  # noqa: ASYNC110 - the broker hears of it a little later
        await asyncio.sleep(0.02)
    await admin.close()


async def test_what_is_created_is_as_it_should_be(kafka: Broker) -> None:
    forever, week = a_topic(), a_topic("7 days")
    assert await topics.create(kafka.bootstrap, [forever, week]) == [forever.name, week.name]
    assert await topics.check(kafka.bootstrap, [forever, week]) == []


async def test_only_the_missing_ones_are_created(kafka: Broker) -> None:
    first, second = a_topic(), a_topic()
    await topics.create(kafka.bootstrap, [first])
    assert await topics.create(kafka.bootstrap, [first, second]) == [second.name]
    assert await topics.create(kafka.bootstrap, [first, second]) == []


async def test_a_missing_topic_is_named(kafka: Broker) -> None:
    topic = a_topic()
    assert await topics.check(kafka.bootstrap, [topic]) == [f"{topic.name}: is missing; `ctc topics create` creates it"]


async def test_each_difference_is_told_with_what_it_should_be(kafka: Broker) -> None:
    topic = a_topic("7 days")
    await make_by_hand(
        kafka.bootstrap, topic.name, 3, retention_ms="86400000", cleanup_policy="compact", retention_bytes="1000"
    )
    lines = await topics.check(kafka.bootstrap, [topic])
    name, keys = topic.name, "adding some would move keys and break their order: make it anew, and publish again"
    assert lines == [
        f"{name}: has 3 partitions, should have 12; {keys}",
        f"{name}: cleanup.policy is compact, should be delete",
        f"{name}: retention.bytes is 1000, should be -1 (without limit)",
        f"{name}: retention.ms is 86400000 (1 days), should be 604800000 (7 days)",
    ]
    assert await topics.create(kafka.bootstrap, [topic]) == []
    assert await topics.check(kafka.bootstrap, [topic]) == lines


async def test_a_kafka_that_is_away_is_named(kafka: Broker) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    with pytest.raises(TransportAway, match=nobody):
        await topics.check(nobody, [a_topic()])


@pytest.mark.parametrize(("brokers", "copies", "in_sync"), [(1, 1, "1"), (2, 2, "1"), (3, 3, "2"), (5, 3, "2")])
def test_all_copies_but_one_must_have_an_event(brokers: int, copies: int, in_sync: str) -> None:
    spec = spec_of(TOPICS["ctc.followup"], brokers)
    assert (spec.copies, spec.settings["min.insync.replicas"]) == (copies, in_sync)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_internal_topics_are_kept_for_ever_and_released_ones_for_days(topic: Topic) -> None:
    forever = topic.name in {"ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.council", "ctc.exchange"}
    assert (spec_of(topic, 1).settings["retention.ms"] == "-1") is forever
