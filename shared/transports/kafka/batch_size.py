"""How many messages a batch has: so many as are handled within half a second. Pure.

Whoever comes next waits for the batch in hand, and what is behind one message may be a thousand times as much work as
behind another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

QUICK: Final = 0.5
"""Seconds that a batch may take."""
FEWEST: Final = 16
"""Messages of a batch, however long they take: a batch has a cost of its own."""


@dataclass(slots=True)
class BatchSize:
    """Of one consumer. It begins with as many as there may be."""

    largest: int
    most: int = field(init=False)
    """How many messages the next batch may have."""

    def __post_init__(self) -> None:
        self.most = self.largest

    def note(self, number: int, seconds: float) -> None:
        """A batch of so many took so long. After a slow one there are fewer, after a full one that was quick more."""
        if seconds > QUICK:
            self.most = min(self.most, max(FEWEST, int(number * QUICK / seconds)))
        elif number >= self.most:
            self.most = min(self.largest, 2 * self.most)
