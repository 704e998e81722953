"""The topic `ctc.external`. Exchange reads it beside the journals: at least once, and in order by key."""

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
"""Order holds only within one partition."""


@dataclass(slots=True)
class External:
    """The topic's log, and how far exchange has acknowledged it."""

    handler: Handler
    logs: list[list[Message]] = field(default_factory=lambda: [[] for _ in range(PARTITIONS)])
    positions: list[int] = field(default_factory=lambda: [0] * PARTITIONS)
    sendings: dict[tuple[str, str], list[Send]] = field(default_factory=dict)
    """Everything that was sent under each source and id."""

    def put(self, notice: Send, now: datetime) -> None:
        """Sends a notice."""
        key = notice.attributes.get("subject", "")
        partition = zlib.crc32(key.encode()) % PARTITIONS
        log = self.logs[partition]
        attributes = {**notice.attributes, "time": instant(now)}
        log.append(Message(TOPIC, partition, len(log), key, attributes, notice.data, notice.problem))
        self.sendings.setdefault(notice.identity, []).append(notice)

    @property
    def behind(self) -> bool:
        """Whether something is not yet acknowledged."""
        return any(at < len(log) for log, at in zip(self.logs, self.positions, strict=True))

    async def step(self, random: Random, limit: int, acknowledge: bool = True) -> None:
        """Hands the next batch of one partition on, and acknowledges it."""
        waiting = [number for number, log in enumerate(self.logs) if self.positions[number] < len(log)]
        number = random.choice(waiting)
        at = self.positions[number]
        batch = self.logs[number][at : at + limit]
        await self.handler(batch)
        if acknowledge:
            self.positions[number] = at + len(batch)

    def rewind(self, random: Random, furthest: int) -> bool:
        """Sets a partition back. Returns whether there was anything to repeat."""
        number = random.randrange(PARTITIONS)
        back = max(0, self.positions[number] - random.randint(1, furthest))
        is_rewound = back < self.positions[number]
        self.positions[number] = back
        return is_rewound
