"""The topics as Kafka should have them: `ctc topics create` makes them, `check` compares, `apply` sets what differs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Final

from contracts.catalog import INSTALLATION, TOPICS, Topic
from shared.engine.port import TransportAway
from shared.transports.kafka.administration import TopicSpec, alter, brokers, describe_topics, make
from shared.transports.kafka.cluster import Cluster
from shared.transports.kafka.security import OPEN, Security

EVERY: Final = (*TOPICS.values(), INSTALLATION)
OF_A_PUBLISHER: Final = "ctc.external."
"""Begins the name of a topic that one publisher alone writes to. It has one partition: all its notices keep their
order, and its flood is in nobody else's way."""
PARTITIONS: Final = 12
"""Partitions of each other topic: so many copies of a service can share the work. It never changes, or keys would
move."""
COPIES: Final = 3
"""Copies of each partition, if there are so many brokers. All but one must have an event before it counts as stored."""
SMALLEST_SEGMENT, LARGEST_SEGMENT = 1_048_576, 1_073_741_824
"""Bytes that Kafka allows of a file in which a topic is kept."""
DAY: Final = 86_400_000
"""Milliseconds."""
PATIENCE: Final = 30.0
"""Seconds in which Kafka must have answered."""


async def create(bootstrap: str, topics: Collection[Topic] = EVERY, security: Security = OPEN) -> list[str]:
    """Creates the topics that are missing, and returns their names. It changes none that is there: see `check`.

    Raises TransportAway if Kafka cannot be reached or refuses.
    """
    async with _cluster(bootstrap, security) as cluster:
        missing = await cluster.missing(topic.name for topic in topics)
        count = await brokers(cluster)
        created = await make(cluster, [spec_of(topic, count) for topic in topics if topic.name in missing])
        while await cluster.missing(created):  # noqa: ASYNC110 - brokers hear of it a little later
            await asyncio.sleep(0.05)
        return created


async def apply(bootstrap: str, topics: Collection[Topic] = EVERY, security: Security = OPEN) -> list[str]:
    """Creates the topics that are missing, sets what is set otherwise on those that are there, and names both.

    What no setting mends (partitions, copies) stays as it is: `check` goes on saying so. Raises TransportAway.
    """
    created = await create(bootstrap, topics, security)
    async with _cluster(bootstrap, security) as cluster:
        count = await brokers(cluster)
        there = await describe_topics(cluster, [topic.name for topic in topics])
        specs = [spec_of(topic, count) for topic in topics]
        await alter(cluster, altered := [spec for spec in specs if _is_set_otherwise(spec, there[spec.name])])
        await _wait_until_set(cluster, altered)
    return created + [spec.name for spec in altered]


async def check(bootstrap: str, topics: Collection[Topic] = EVERY, security: Security = OPEN) -> list[str]:
    """What is missing or differs, a line each; nothing if all is as it should be. Raises TransportAway."""
    async with _cluster(bootstrap, security) as cluster:
        count = await brokers(cluster)
        there = await describe_topics(cluster, [topic.name for topic in topics])
    return [line for topic in topics for line in differences(spec_of(topic, count), there.get(topic.name))]


def spec_of(topic: Topic, brokers: int) -> TopicSpec:
    """What the contract asks of a topic, on a cluster of so many brokers."""
    copies = min(COPIES, brokers)
    keeps = -1 if topic.keeps == "for ever" else int(topic.keeps.removesuffix(" days")) * DAY
    settings = {
        "cleanup.policy": "delete",
        # Not the publisher's word: what bears an old time would be deleted before anybody has read it.
        "message.timestamp.type": "LogAppendTime",
        "min.insync.replicas": str(max(1, copies - 1)),
        "retention.bytes": str(topic.most_bytes or -1),
        "retention.ms": str(keeps),
    }
    if topic.most_bytes is not None:  # Kafka deletes whole segments, and never the one that is written to
        settings["segment.bytes"] = str(max(SMALLEST_SEGMENT, min(LARGEST_SEGMENT, topic.most_bytes // 4)))
    partitions = 1 if topic.name.startswith(OF_A_PUBLISHER) else PARTITIONS
    return TopicSpec(topic.name, partitions, copies, settings)


def differences(spec: TopicSpec, actual: TopicSpec | None) -> list[str]:
    """What to say where a topic is not as it should be."""
    if actual is None:
        return [f"{spec.name}: is missing; `ctc topics create` creates it"]
    lines = []
    if actual.partitions != spec.partitions:
        keys = "adding some would move keys and break their order: make it anew, and publish again"
        lines.append(f"{spec.name}: has {actual.partitions} partitions, should have {spec.partitions}; {keys}")
    if actual.copies < spec.copies:
        lines.append(f"{spec.name}: has {actual.copies} copies of a partition, should have {spec.copies}")
    for setting, value in spec.settings.items():
        now = actual.settings.get(setting)
        if now != value:
            which = f"{setting} is {_describe_value(setting, now)}, should be {_describe_value(setting, value)}"
            lines.append(f"{spec.name}: {which}; `ctc topics apply` sets it")
    return lines


async def _wait_until_set(cluster: Cluster, specs: Sequence[TopicSpec]) -> None:
    """Brokers hear of a setting a little later. Raises TransportAway if they have not after a while."""
    ends = time.monotonic() + PATIENCE
    while specs:
        there = await describe_topics(cluster, [spec.name for spec in specs])
        specs = [spec for spec in specs if _is_set_otherwise(spec, there[spec.name])]
        if specs and time.monotonic() > ends:
            raise TransportAway(f"Kafka took the settings of {specs[0].name}, and does not show them: ask again later")
        await asyncio.sleep(0.05)


def _is_set_otherwise(spec: TopicSpec, actual: TopicSpec) -> bool:
    return any(actual.settings.get(setting) != value for setting, value in spec.settings.items())


def _describe_value(setting: str, value: str | None) -> str:
    """A value, and what it means where that is not plain."""
    if value == "-1":
        return "-1 (without limit)"
    if setting == "retention.ms" and value is not None:
        return f"{value} ({int(value) / DAY:g} days)"
    return value or "not set"


@asynccontextmanager
async def _cluster(bootstrap: str, security: Security) -> AsyncIterator[Cluster]:
    cluster = Cluster(bootstrap, "ctc-topics", PATIENCE, security)
    try:
        yield cluster
    finally:
        await cluster.stop()
