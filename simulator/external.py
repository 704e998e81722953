"""The topic `ctc.external`, as exchange reads it beside the journals: at least once, in order by key."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from contracts.cloudevents import instant
from contracts.notices import TOPIC
from shared.engine.port import Handler, Message
from simulator.actions import Send

PARTITIONS = 3
"""Order holds within one only."""


@dataclass(slots=True)
class External:
    """Its log, and how far exchange has acknowledged it."""

    handler: Handler
    logs: list[list[Message]] = field(default_factory=lambda: [[] for _ in range(PARTITIONS)])
    acknowledged: list[int] = field(default_factory=lambda: [0] * PARTITIONS)
    sent: dict[tuple[str, str], list[Send]] = field(default_factory=dict)
    """Of each source and id, its sendings."""

    def put(self, sent: Send, now: datetime) -> None:
        """Somebody sends it."""
        key = sent.attributes.get("subject", "")
        partition = zlib.crc32(key.encode()) % PARTITIONS
        log = self.logs[partition]
        attributes = {**sent.attributes, "time": instant(now)}
        log.append(Message(TOPIC, partition, len(log), key, attributes, sent.data, sent.problem))
        self.sent.setdefault(sent.identity, []).append(sent)

    @property
    def behind(self) -> bool:
        """Whether something is not yet acknowledged."""
        return any(at < len(log) for log, at in zip(self.logs, self.acknowledged, strict=True))

    async def step(self, random: Random, limit: int, acknowledge: bool = True) -> None:
        """Hands the next batch of one partition on, and acknowledges it."""
        waiting = [number for number, log in enumerate(self.logs) if self.acknowledged[number] < len(log)]
        number = random.choice(waiting)
        at = self.acknowledged[number]
        batch = self.logs[number][at : at + limit]
        await self.handler(batch)
        if acknowledge:
            self.acknowledged[number] = at + len(batch)

    def rewind(self, random: Random, furthest: int) -> bool:
        """Makes a partition begin again further back; whether there was anything to repeat."""
        number = random.randrange(PARTITIONS)
        back = max(0, self.acknowledged[number] - random.randint(1, furthest))
        moved = back < self.acknowledged[number]
        self.acknowledged[number] = back
        return moved
