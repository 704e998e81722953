"""The transport on Kafka, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from faststream import FastStream
from faststream.kafka import KafkaBroker

from contracts.catalog import INSTALLATION
from shared.engine.port import NOWHERE, Handler, Message, Meter, Outgoing, Positions, TransportAway
from shared.operations.settings import PUBLIC_URL
from shared.transports.installation import Read, Send, WrongInstallation
from shared.transports.kafka.cluster import Cluster, missing_topics
from shared.transports.kafka.consumer import LONGEST_PAUSE, KafkaConsumer
from shared.transports.kafka.consumer import PATIENCE as GROUP_PATIENCE
from shared.transports.kafka.pausing import Pauses
from shared.transports.kafka.producer import KafkaProducer
from shared.transports.kafka.replay import replay
from shared.transports.kafka.security import OPEN, Security
from shared.transports.kafka.subscribing import SESSION_TIMEOUT, Membership, build_broker, subscribe

Belongs = Callable[[Read, Send], Awaitable[None]]

PROMPTLY = 5.0
"""Seconds in which a cluster that is ready has said so."""


@dataclass(slots=True)
class KafkaTransport:
    """Kafka at `bootstrap` (`host:port`, several with commas), for one copy of one process.

    `instance` tells the copies of a service apart, and is the same after a restart: the copy then
    resumes at once, where another would wait until the broker misses the old one.
    """

    bootstrap: str
    instance: str
    longest_pause: float = LONGEST_PAUSE
    patience: float = 20.0
    """Seconds in which Kafka must have answered or stored, or else the caller hears that it is away."""
    session_timeout: int = SESSION_TIMEOUT
    public_url: str = PUBLIC_URL
    """This installation's address, for the addresses of schemas."""
    group_patience: float = GROUP_PATIENCE
    """Seconds after which a consumer whose group does not answer begins again."""
    belongs: Belongs | None = None
    """Raises unless this Kafka and our database belong together; asked before anything is sent or handled."""
    security: Security = OPEN
    broker: KafkaBroker = field(init=False)
    application: FastStream = field(init=False)
    """Starts and stops what is FastStream's, and closes what is ours when it stops."""
    _cluster: Cluster = field(init=False)
    _producer: KafkaProducer = field(init=False)
    _topics: set[str] = field(default_factory=set)
    """Which must be there before it is ready: what is read, and what was sent to."""
    _is_ours: bool = False
    _checking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        if self.belongs is not None:
            self._topics.add(INSTALLATION.name)
        self._cluster = Cluster(self.bootstrap, self.instance, self.patience, self.security)
        self._producer = KafkaProducer(self.bootstrap, self.instance, self.patience, self.public_url, self.security)
        self.broker = build_broker(self.bootstrap, self.instance, self._check)
        closing = [self._producer.stop, self._cluster.stop]
        self.application = FastStream(self.broker, logger=None, serializer=None, on_shutdown=closing)

    async def start(self) -> None:
        """Prepares the connections. None is opened before it is needed: Kafka may be away just now."""
        await self.application.start()

    async def stop(self) -> None:
        """Closes all connections. Consumers end when their `run` is cancelled."""
        await self.application.stop()

    def consumer(
        self, name: str, topics: Sequence[str], handler: Handler, own_topics: str = "", meter: Meter | None = None
    ) -> KafkaConsumer:
        """A consumer in the group `name`. Copies of it share the partitions."""
        self._topics.update(topics)
        membership = Membership(self.instance, self.session_timeout, self.longest_pause, self.group_patience)
        pauses = Pauses(own_topics, meter)
        return subscribe(self.broker, name, topics, handler, self._cluster, membership, pauses)

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        """Sends in order and returns when all are stored. Raises TransportAway if any is not known to be."""
        self._topics.update(one.topic for one in outgoing)
        await self._check()
        try:
            await self._producer.publish(outgoing)
        except TransportAway:
            self._is_ours = False
            raise

    async def check(self) -> None:
        """Raises WrongInstallation if this Kafka is another's, TransportAway if it does not answer."""
        async with self._checking:
            if self.belongs is not None and not self._is_ours:
                await self.belongs(self.replay, self._producer.publish)
                self._is_ours = True

    async def _check(self) -> None:
        try:
            await self.check()
        except WrongInstallation as wrong:
            raise TransportAway(str(wrong)) from wrong

    async def ready(self) -> str | None:
        """None when it answers and has our topics, else what is wrong in one line."""
        try:
            async with asyncio.timeout(PROMPTLY):
                absent = await self._cluster.missing(self._topics)
                if absent:
                    raise TransportAway(missing_topics(absent))
                await self._check()
        except (TransportAway, TimeoutError) as away:
            self._is_ours = False  # what comes back may be emptied, or another one
            return str(away) or f"Kafka at {self.bootstrap} does not answer within {PROMPTLY:g} s"
        return None

    async def ends(self, topics: Sequence[str]) -> Positions:
        """Where each partition of these topics ends now."""
        ends = await self._cluster.ends(topics)
        return {(partition.topic, partition.partition): offset for partition, offset in ends.items()}

    def replay(
        self, topics: Sequence[str], since: Positions = NOWHERE, until: Positions | None = None
    ) -> AsyncGenerator[Sequence[Message], None]:
        """All messages of these topics between these positions, without acknowledging anything."""
        return replay(self._cluster, topics, since, until)
