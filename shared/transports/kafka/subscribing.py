"""FastStream's broker, and our subscribers on it: everything that decides about safety is said here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from faststream import AckPolicy, BaseMiddleware, ContextRepo
from faststream._internal.broker.registrator import Registrator
from faststream._internal.endpoint.subscriber.call_item import CallsCollection
from faststream.kafka import KafkaBroker
from faststream.kafka.configs import KafkaBrokerConfig
from faststream.kafka.schemas import Topic
from faststream.kafka.subscriber.config import KafkaSubscriberConfig, KafkaSubscriberSpecificationConfig
from faststream.kafka.subscriber.specification import KafkaSubscriberSpecification

from shared.engine.port import Handler, Message, Place
from shared.transports.kafka.cluster import COMMITTED, METADATA_AGE, Cluster
from shared.transports.kafka.consumer import LONGEST_PAUSE, PATIENCE, BetweenBatches, KafkaConsumer
from shared.transports.kafka.decoding import decode, parse
from shared.transports.kafka.pausing import Pauses

LARGEST_FETCH = 16 * 1024 * 1024
"""Bytes of one answer, and so about what a consumer buffers: a megabyte of each of 16 partitions."""
REBALANCE_TIMEOUT = 30_000
"""Milliseconds in which a copy must end its batch when partitions are distributed again."""
SESSION_TIMEOUT = 10_000
"""Milliseconds after which a silent copy's partitions go to the others; a restart must be quicker."""

Check = Callable[[], Awaitable[None]]


class OnlyOurs(BaseMiddleware[Any, Any]):
    """Lets no batch through before it is known that this Kafka and our database belong together."""

    def __init__(self, msg: Any, /, *, context: ContextRepo, check: Check) -> None:
        super().__init__(msg, context=context)
        self._check = check

    async def on_receive(self) -> None:
        await self._check()


def build_broker(bootstrap: str, client_id: str, check: Check) -> KafkaBroker:
    """The broker: without its producer, which adds headers of its own; and it must not create topics."""
    return KafkaBroker(
        bootstrap.split(","),
        client_id=client_id,
        consumer_only=True,
        metadata_max_age_ms=METADATA_AGE,
        allow_auto_create_topics=False,
        middlewares=[partial(OnlyOurs, check=check)],
        apply_types=False,  # a handler is given what our parser makes, and not a copy that pydantic has checked
        serializer=None,
        logger=None,
    )


@dataclass(frozen=True, slots=True)
class Membership:
    """How a copy of a service is a member of its group."""

    instance: str
    session_timeout: int = SESSION_TIMEOUT
    longest_pause: float = LONGEST_PAUSE
    patience: float = PATIENCE
    """Seconds after which a consumer whose group does not answer begins again."""


def subscribe(
    broker: KafkaBroker,
    name: str,
    topics: Sequence[str],
    handler: Handler,
    cluster: Cluster,
    membership: Membership,
    pauses: Pauses,
) -> KafkaConsumer:
    """A consumer in the group `name`, registered with the broker as one that `broker.subscriber` makes."""
    declared, turn = [Topic(topic) for topic in topics], asyncio.Lock()
    outer = cast("KafkaBrokerConfig", broker.config)
    config = KafkaSubscriberConfig(
        topics=declared,
        group_id=name,
        listener=BetweenBatches(turn),
        connection_args={
            "group_instance_id": f"{name}-{membership.instance}",
            "auto_offset_reset": "earliest",
            "isolation_level": COMMITTED,
            "session_timeout_ms": membership.session_timeout,
            "heartbeat_interval_ms": membership.session_timeout // 4,
            "rebalance_timeout_ms": REBALANCE_TIMEOUT,
            "fetch_max_bytes": LARGEST_FETCH,
            **cluster.security.for_aiokafka(),
        },
        no_reply=True,  # an outsider's header must not make us send
        _outer_config=outer,
        _ack_policy=AckPolicy.MANUAL,  # said here: one set on a broker does not reach a router's subscribers
    )
    calls = CallsCollection[Any]()
    described = KafkaSubscriberSpecificationConfig(topics=declared, title_=None, description_=None)
    specification = KafkaSubscriberSpecification(_outer_config=outer, calls=calls, specification_config=described)
    consumer = KafkaConsumer(
        config, specification, calls, cluster, turn, membership.longest_pause, membership.patience, pauses
    )
    Registrator.subscriber(broker, consumer)

    @consumer(parser=parse, decoder=decode)
    async def hand_over(messages: Sequence[Message]) -> Set[Place] | None:
        return await handler(messages)

    return consumer
