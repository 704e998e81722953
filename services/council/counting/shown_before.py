"""What readers were shown before of one cut-off. What differs from it now would tell why (rule 12).

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from services.council.counting.numbers import Figure
from services.council.counting.tallies import Number

Numbers: TypeAlias = "tuple[int | None, int | None] | None"
"""Numerator and denominator; None: the figure was not shown."""


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """All that editions with one cut-off show to the same readers, in whichever report."""

    since: datetime | None = None
    """The freeze of the first of them. None: there is none."""
    figures: Mapping[str, frozenset[Numbers]] = field(default_factory=dict)
    """By the figure's id."""

    def was_hidden(self, id_: str) -> bool:
        """Whether an edition did not show this figure."""
        return None in self.figures.get(id_, ())

    def was_otherwise(self, id_: str, now: Number) -> bool:
        """Whether an edition showed other numbers of this figure, or did not show it."""
        return any(one != (now.number, now.of) for one in self.figures.get(id_, ()))


NOTHING: Final = ShownBefore()


def collect_figures(figures: Iterable[Figure]) -> Mapping[str, frozenset[Numbers]]:
    """Those of several documents, by their ids."""
    found: dict[str, frozenset[Numbers]] = {}
    for one in figures:
        numbers = None if one.suppressed else (one.numerator, one.denominator)
        found[one.id] = found.get(one.id, frozenset()) | {numbers}
    return found
