"""How editions of reports stand in lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.portal.asking.shapes.reports import Edition


@dataclass(frozen=True, slots=True)
class Series:
    """All editions of one report on one year or thing, the newest first."""

    report: str
    about: str
    editions: Sequence[Edition]

    @property
    def last(self) -> Edition:
        """The one that stands."""
        return self.editions[0]

    @property
    def synthetic(self) -> bool:
        return any(one.synthetic for one in self.editions)


def sort_newest(editions: Iterable[Edition]) -> list[Edition]:
    """The last published first."""
    return sorted(editions, key=lambda one: (one.published_on or date.min, one.id), reverse=True)


def group_by_series(editions: Iterable[Edition]) -> list[Series]:
    """One entry for each report on a year or thing, in the order in which their last editions were published."""
    groups: dict[tuple[str, str], list[Edition]] = {}
    for one in sort_newest(editions):
        groups.setdefault((one.report, one.about), []).append(one)
    return [
        Series(report, about, sorted(group, key=lambda one: one.edition, reverse=True))
        for (report, about), group in groups.items()
    ]
