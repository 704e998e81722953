"""`ctc topics create` and `ctc topics check`, on a real Kafka."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from contracts.catalog import INSTALLATION, TOPICS, Topic
from shared.engine.port import TransportAway
from shared.transports import topics
from shared.transports.kafka.administration import describe_topics
from shared.transports.kafka.cluster import Cluster
from shared.transports.topics import DAY, spec_of
from tests.support.kafka import Broker, free_port
from tests.support.topics import records, unique


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
    sets = "`ctc topics apply` sets it"
    assert lines == [
        f"{name}: has 3 partitions, should have 12; {keys}",
        f"{name}: cleanup.policy is compact, should be delete; {sets}",
        f"{name}: message.timestamp.type is CreateTime, should be LogAppendTime; {sets}",
        f"{name}: retention.bytes is 1000, should be -1 (without limit); {sets}",
        f"{name}: retention.ms is 86400000 (1 days), should be 604800000 (7 days); {sets}",
    ]
    assert await topics.create(kafka.bootstrap, [topic]) == []
    assert await topics.check(kafka.bootstrap, [topic]) == lines


async def test_what_is_set_otherwise_is_set_as_it_should_be_and_nothing_else_is_touched(kafka: Broker) -> None:
    topic, missing = a_topic("7 days"), a_topic()
    await make_by_hand(kafka.bootstrap, topic.name, 12, retention_ms="1000", max_message_bytes="2000000")
    assert await topics.apply(kafka.bootstrap, [topic, missing]) == [missing.name, topic.name]
    assert await topics.check(kafka.bootstrap, [topic, missing]) == []
    cluster = Cluster(kafka.bootstrap, "test", 20)
    there = await describe_topics(cluster, [topic.name])
    await cluster.stop()
    assert there[topic.name].settings["max.message.bytes"] == "2000000"
    assert await topics.apply(kafka.bootstrap, [topic, missing]) == []


async def test_a_notice_that_bears_an_old_time_is_kept_as_long_as_one_of_today(kafka: Broker) -> None:
    topic = a_topic("30 days")
    await topics.create(kafka.bootstrap, [topic])
    await make_by_hand(kafka.bootstrap, careless := unique("topic"), 1)
    year = 365 * DAY
    begun = time.time() * 1000 - 1_000
    async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap) as producer:
        for name in (topic.name, careless):
            await producer.send_and_wait(name, b"{}", partition=0, timestamp_ms=int(begun - year))
    (kept,) = await records(kafka.bootstrap, topic.name)
    (judged_by_its_own_word,) = await records(kafka.bootstrap, careless)
    assert kept.timestamp >= begun, "retention counts from when Kafka took it in"
    assert judged_by_its_own_word.timestamp == int(begun - year), "as it would without the setting"


async def test_a_kafka_that_is_away_is_named(kafka: Broker) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    with pytest.raises(TransportAway, match=nobody):
        await topics.check(nobody, [a_topic()])


@pytest.mark.parametrize(("brokers", "copies", "in_sync"), [(1, 1, "1"), (2, 2, "1"), (3, 3, "2"), (5, 3, "2")])
def test_all_copies_but_one_must_have_an_event(brokers: int, copies: int, in_sync: str) -> None:
    spec = spec_of(TOPICS["ctc.followup"], brokers)
    assert (spec.copies, spec.settings["min.insync.replicas"]) == (copies, in_sync)


@pytest.mark.parametrize("topic", topics.EVERY, ids=lambda topic: topic.name)
def test_internal_topics_are_kept_for_ever_and_released_ones_for_days(topic: Topic) -> None:
    forever = topic.name in {
        "ctc.assessments",
        "ctc.followup",
        "ctc.unoct",
        "ctc.council",
        "ctc.exchange",
        INSTALLATION.name,
    }
    assert (spec_of(topic, 1).settings["retention.ms"] == "-1") is forever


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS.keys())
def test_every_topic_goes_by_the_time_at_which_kafka_took_a_record_in(topic: Topic) -> None:
    assert spec_of(topic, 1).settings["message.timestamp.type"] == "LogAppendTime"
