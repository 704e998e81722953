"""Topics on a cluster: which there are and how they are set; making new ones, and setting those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from shared.engine.port import TransportAway
from shared.transports.kafka.cluster import Cluster

SET_ON_THE_TOPIC = 1
"""The source of a setting's value that was given for this very topic."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic as it should be, or as it stands."""

    name: str
    partitions: int
    copies: int
    settings: Mapping[str, str]


async def brokers(cluster: Cluster) -> int:
    """How many there are."""
    async with cluster.connect() as clients:
        return len((await clients.admin.describe_cluster())["brokers"])


async def describe_topics(cluster: Cluster, names: Sequence[str]) -> dict[str, TopicSpec]:
    """Those of the topics that are there, with all their settings."""
    absent = await cluster.missing(names)
    there = [name for name in names if name not in absent]
    if not there:
        return {}
    async with cluster.connect() as clients:
        described = await clients.admin.describe_topics(there)
        wanted = [ConfigResource(ConfigResourceType.TOPIC, name) for name in there]
        answers = await clients.admin.describe_configs(wanted)
    settings = {name: {setting[0]: setting[1] for setting in entries} for name, entries in _read_settings(answers)}
    return {
        topic["topic"]: TopicSpec(
            topic["topic"],
            len(topic["partitions"]),
            min(len(partition["replicas"]) for partition in topic["partitions"]),
            settings[topic["topic"]],
        )
        for topic in described
    }


async def make(cluster: Cluster, specs: Iterable[TopicSpec]) -> list[str]:
    """Creates the topics and returns the names of those that were not there yet. Raises TransportAway if refused."""
    new = [NewTopic(spec.name, spec.partitions, spec.copies, topic_configs=dict(spec.settings)) for spec in specs]
    async with cluster.connect() as clients:
        answer = await clients.admin.create_topics(new)
    created = []
    for name, code, message in answer.topic_errors:
        if code not in (0, TopicAlreadyExistsError.errno):
            raise TransportAway(f"Kafka did not create {name}: {message or for_code(code).__name__}")
        if code == 0:
            created.append(name)
    return created


async def alter(cluster: Cluster, specs: Sequence[TopicSpec]) -> None:
    """Gives topics that are there the settings of their specs; what else is set on them stays.

    Raises TransportAway if refused.
    """
    if not specs:
        return
    async with cluster.connect() as clients:
        wanted = [ConfigResource(ConfigResourceType.TOPIC, spec.name) for spec in specs]
        answers = await clients.admin.describe_configs(wanted)
        # Kafka takes away every setting that this request does not name.
        own = {
            name: {each[0]: each[1] for each in entries if each[3] == SET_ON_THE_TOPIC}
            for name, entries in _read_settings(answers)
        }
        settings = {spec.name: own[spec.name] | dict(spec.settings) for spec in specs}
        resources = [ConfigResource(ConfigResourceType.TOPIC, name, each) for name, each in settings.items()]
        answers = await clients.admin.alter_configs(resources)
    for answer in answers:
        for code, message, _, name in answer.resources:
            if code != 0:
                raise TransportAway(f"Kafka did not set {name}: {message or for_code(code).__name__}")


def _read_settings(answers: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Each topic's name, and its settings as Kafka gives them: name, value, read-only, source, ..."""
    for answer in answers:
        for _, _, _, name, entries in answer.resources:
            yield name, entries
