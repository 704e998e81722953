"""The figures of the schedule of visits: one function each, named by its id. Pure.

A function's docstring is what the report prints as its definition; at length they stand in
`docs/reference/figures.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.council.reports.figures import Figure, count, definitions, median
from services.council.reports.populations import Middle


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that a schedule counts."""

    year: int
    cut_off: date
    agreed: int
    """Visits of CTED that the State agreed to, and that were to start in the year."""
    ahead: Middle
    """Days from the day on which the visit came on the public schedule to its planned start."""


def visits_agreed(of: Schedule) -> Figure:
    """Visits of CTED to start in the year that the State agreed to, and that were not called off by the cut-off."""
    return count("visits_agreed", f"Visits agreed for {of.year}", of.agreed, "visits", of.cut_off)


def median_days_publication_to_start(of: Schedule) -> Figure:
    """The median of the days from the day on which a visit came on this schedule to its start as now planned, of
    those whose start is planned to the day. Below 0 it had begun before.
    """
    label = "Days from publication to start (median)"
    return median("median_days_publication_to_start", label, of.ahead.days, of.ahead.measured, of.cut_off)


FIGURES: tuple[Callable[[Schedule], Figure], ...] = (visits_agreed, median_days_publication_to_start)
"""In the order in which they are listed."""

DEFINITIONS: Mapping[str, str] = definitions(FIGURES)


def figures(of: Schedule) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    return tuple(figure(of) for figure in FIGURES)
