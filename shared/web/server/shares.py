"""The bytes that many keep in memory at once: how many one of them may have, and how many all together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from shared.engine.refusal import Refusal
from shared.web.problems import Unavailable


@dataclass(frozen=True, slots=True)
class Shares:
    """The bytes of each. Nobody may have more than is left for others.

    So a few who take all they can leave room for whoever has little.
    """

    most_of_one: int
    """Bytes that one may have. A single thing that is counted at once may be larger, if one has nothing else."""
    most_of_all: int
    """Bytes that all may have."""
    too_much: type[Refusal]
    """What is said to whoever has the most already."""
    _bytes: Counter[str] = field(default_factory=Counter)

    def check(self, whose: str, more: int) -> None:
        """Raises `too_much`, or Unavailable, if so many more bytes of this one would be too many."""
        own = self._bytes[whose] + more
        if own > self.most_of_one and own != more:
            raise self.too_much
        if own > self.most_of_all - self._bytes.total() - more:
            raise Unavailable

    def take(self, whose: str, more: int) -> None:
        """Counts so many more bytes. Raises as `check` does, and then has counted nothing."""
        self.check(whose, more)
        self._bytes[whose] += more

    def give_back(self, whose: str, number: int) -> None:
        """Counts so many bytes no longer."""
        self._bytes[whose] -= number
        if not self._bytes[whose]:
            del self._bytes[whose]

    @property
    def total(self) -> int:
        """The bytes of all."""
        return self._bytes.total()
