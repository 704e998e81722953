"""The port between a service and whatever carries its events. Two adapters: `kafka.py`, `loopback.py`.

Both make the same promises, and one contract suite (`tests/contract/transport.py`) checks them:

- Each message comes at least once.
- Messages come in order within one topic and key.
- A batch is acknowledged only after its handler returned. If the handler raised, it comes again from its first message.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Protocol, TypeAlias

from shared.engine.immutable import immutable

Place: TypeAlias = tuple[str, int, int]
"""Where a message stands: its topic, its partition, and its offset there."""


@immutable
class Message:
    """One event as a transport carries it, not yet looked into."""

    topic: str
    partition: int
    offset: int
    """Position within the topic's partition; ascending for one key."""
    key: str
    attributes: Mapping[str, str]
    """CloudEvents attributes without prefix (`id`, `source`, `type`, ...); `content-type` as it came."""
    data: bytes | None
    problem: str = ""
    """Why the envelope could not be read; such a message has whatever attributes could be."""

    @property
    def place(self) -> Place:
        """No other message of this transport has it."""
        return self.topic, self.partition, self.offset


@immutable
class Outgoing:
    """One journal row on its way out."""

    position: int
    topic: str
    key: str
    attributes: Mapping[str, str]
    data: bytes


Handler = Callable[[Sequence[Message]], Awaitable[Set[Place] | None]]
"""Handles one batch whole. If it raises, nothing of the batch counts as handled.

It may say which of the messages had been handled before: these are in no publisher's meter again.
"""

Meter = Callable[[Mapping[str, tuple[int, int]]], Awaitable[Mapping[str, float]]]
"""Counts new messages and bytes on topics of publishers, and says for how many seconds not to read which."""

Positions = Mapping[tuple[str, int], int]
"""A place in the topics, as `ends` gives it: for each partition the offset behind the last message."""
NOWHERE: Positions = MappingProxyType({})
"""Before the first message of every partition."""


class TransportAway(ConnectionError):
    """The transport did not take or give events just now; the message says why. Nothing is lost: try again later."""


class Consumer(Protocol):
    """One service's reading of its topics."""

    async def run(self) -> None:
        """Reads and hands on until cancelled. Raises nothing that waiting could heal."""

    async def lag(self) -> int:
        """How many messages lie between what is acknowledged and the topics' ends."""

    @property
    def is_failing(self) -> bool:
        """Whether the same error has kept it from its messages for a minute."""

    @property
    def moved_at(self) -> float:
        """`time.monotonic()` of the loop's last turn; liveness means that this advances."""


class Transport(Protocol):
    """Carries events between services."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def check(self) -> None:
        """Raises WrongInstallation if what it carries belongs to another database; TransportAway if it is away."""

    def consumer(
        self, name: str, topics: Sequence[str], handler: Handler, own_topics: str = "", meter: Meter | None = None
    ) -> Consumer:
        """A consumer that reads as `name`, beginning with the oldest message it has not acknowledged.

        It also reads all topics whose names begin with `own_topics`, each of which one publisher alone writes to.
        """

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        """Sends in order and returns when all are stored. Raises TransportAway if any is not known to be."""

    async def ready(self) -> str | None:
        """None when it answers, else what is wrong in one line."""

    async def ends(self, topics: Sequence[str]) -> Positions:
        """Where each partition of these topics ends now."""

    def replay(
        self, topics: Sequence[str], since: Positions = NOWHERE, until: Positions | None = None
    ) -> AsyncIterator[Sequence[Message]]:
        """All messages of these topics from `since` on, up to `until` or the present end, in batches.

        In order of key; acknowledges nothing. Raises TransportAway if the end cannot be reached.
        """
