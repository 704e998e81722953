"""What readers were shown before of one cut-off, or of one near it. What differs now would tell why (rule 12).

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from services.council.counting.numbers import Figure

Numbers: TypeAlias = "tuple[int | None, int | None] | None"
"""Numerator and denominator; None: the figure was not shown."""
Rows: TypeAlias = "tuple[tuple[str, ...], ...]"
"""The texts of a table in English, row by row."""
Lists: TypeAlias = "Mapping[str, Rows]"
"""Those of the tables of a document, by the ids of the tables."""
NEAR: Final = timedelta(days=31)
"""Editions with cut-offs so near to one another are compared: between them so little happened that it can be told."""


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """All that editions with near cut-offs show to the same readers, in whichever report."""

    since: datetime | None = None
    """The freeze of the first of them whose report breaks such figures down. None: there is none."""
    figures: Mapping[str, frozenset[Numbers]] = field(default_factory=dict)
    """By the figure's id."""
    marks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """`Tally.mark` of what they counted, by the figure's id. An edition from before there were marks has none."""
    lists: Sequence[Lists] = ()
    """Of each edition among them of the same report, on the same year or thing."""
    editions: tuple[str, ...] = ()
    """Their ids."""
    has_lost_figures: bool = False
    """Whether a restore lost one of them that breaks figures down: what it showed may differ in each."""
    has_lost_lists: bool = False
    """Whether it lost one of the same report, on the same year or thing."""

    @property
    def may_have_lists(self) -> bool:
        """Whether there is anything with which lists are compared."""
        return bool(self.lists) or self.has_lost_lists

    def was_hidden(self, id_: str) -> bool:
        """Whether an edition did not show this figure."""
        return None in self.figures.get(id_, ())

    def was_shown(self, id_: str) -> bool:
        """Whether an edition showed this figure."""
        return bool(self.figures.get(id_, frozenset()) - {None})

    def was_broken_down(self, id_: str) -> bool:
        """Whether an edition showed a cell of this figure."""
        return any(cell.startswith(f"{id_}.") and self.was_shown(cell) for cell in self.figures)

    def was_otherwise(self, id_: str, now: Numbers, mark: int | None = None) -> bool:
        """Whether an edition showed other numbers of this figure, counted other things for it, or did not show it."""
        is_other = any(one != now for one in self.figures.get(id_, ()))
        return self.has_lost_figures or is_other or self._was_of_others(id_, mark)

    def _was_of_others(self, id_: str, mark: int | None) -> bool:
        return mark is not None and any(one != mark for one in self.marks.get(id_, ()))

    def was_listed_otherwise(self, now: Lists, *tables: str) -> bool:
        """Whether an edition had other rows in one of these tables."""
        is_other = any(one.get(table, ()) != now.get(table, ()) for one in self.lists for table in tables)
        return self.has_lost_lists or is_other


NOTHING: Final = ShownBefore()


def collect_figures(figures: Iterable[Figure]) -> Mapping[str, frozenset[Numbers]]:
    """Those of several documents, by their ids."""
    found: dict[str, frozenset[Numbers]] = {}
    for one in figures:
        found[one.id] = found.get(one.id, frozenset()) | {read_numbers(one)}
    return found


def collect_marks(several: Iterable[Mapping[str, int]]) -> Mapping[str, frozenset[int]]:
    """Those of several editions, by the figure's id."""
    found: dict[str, frozenset[int]] = {}
    for marks in several:
        for id_, mark in marks.items():
            found[id_] = found.get(id_, frozenset()) | {mark}
    return found


def read_numbers(figure: Figure) -> Numbers:
    """What it shows."""
    return None if figure.suppressed else (figure.numerator, figure.denominator)


def is_near(cut_off: date, other: date) -> bool:
    """Whether editions with these cut-offs are compared."""
    return abs(cut_off - other) <= NEAR
