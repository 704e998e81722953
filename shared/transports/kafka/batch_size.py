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
IN_VAIN: Final = 1.5
"""Times as much as in the larger batch before: where a message takes this, it is not the number that makes it slow."""


@dataclass(slots=True)
class BatchSize:
    """Of one consumer. It begins with as many as there may be."""

    largest: int
    most: int = field(init=False)
    """How many messages the next batch may have."""
    _cost: float = field(init=False, default=float("inf"))
    """Seconds that a message took in the last slow batch."""

    def __post_init__(self) -> None:
        self.most = self.largest

    def note(self, number: int, seconds: float) -> None:
        """A batch of so many took so long. After a slow one there are half as many, after a full quick one twice.

        A slow disk makes each batch slow. Then smaller ones would only make more of them.
        """
        if seconds <= QUICK:
            if number >= self.most:
                self.most = min(self.largest, 2 * self.most)
        elif number > FEWEST:
            cost = seconds / number
            is_in_vain, self._cost = cost > IN_VAIN * self._cost, cost
            self.most = min(self.largest, 2 * self.most) if is_in_vain else min(self.most, max(FEWEST, number // 2))
