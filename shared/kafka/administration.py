"""Topics on a cluster: which there are and how they are set; and making new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from shared.kafka.cluster import Cluster
from shared.transport import TransportAway


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic, as it should be or as it is."""

    name: str
    partitions: int
    copies: int
    settings: Mapping[str, str]


async def brokers(cluster: Cluster) -> int:
    """How many there are."""
    async with cluster.asked() as clients:
        return len((await clients.admin.describe_cluster())["brokers"])


async def found(cluster: Cluster, names: Sequence[str]) -> dict[str, TopicSpec]:
    """Those of the topics that are there, with all their settings."""
    absent = await cluster.missing(names)
    there = [name for name in names if name not in absent]
    if not there:
        return {}
    async with cluster.asked() as clients:
        described = await clients.admin.describe_topics(there)
        wanted = [ConfigResource(ConfigResourceType.TOPIC, name) for name in there]
        answers = await clients.admin.describe_configs(wanted)
    settings = {
        name: {setting[0]: setting[1] for setting in entries}
        for answer in answers
        for _, _, _, name, entries in answer.resources
    }
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
    async with cluster.asked() as clients:
        answer = await clients.admin.create_topics(new)
    created = []
    for name, code, message in answer.topic_errors:
        if code not in (0, TopicAlreadyExistsError.errno):
            raise TransportAway(f"Kafka did not create {name}: {message or for_code(code).__name__}")
        if code == 0:
            created.append(name)
    return created
