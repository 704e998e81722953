"""How much each has taken lately: so much at once, and so much a second after that."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Rates:
    """What each took. Nobody can invent whom this counts, so that it stays small."""

    most_at_once: float
    a_second: float
    clock: Callable[[], float] = time.monotonic
    _even_at: dict[str, float] = field(default_factory=dict)
    """When one would have taken it all at the pace that it may keep up."""

    def may_take(self, whose: str, more: float) -> bool:
        """Whether it may take so much more now."""
        now = self.clock()
        return max(now, self._even_at.get(whose, now)) + more / self.a_second - now <= self.most_at_once / self.a_second

    def add(self, whose: str, more: float) -> None:
        """Counts so much more, whether it may or not."""
        now = self.clock()
        self._even_at[whose] = max(now, self._even_at.get(whose, now)) + more / self.a_second
