"""The figures of the programme of visits: one function each, named by its id. Pure.

A function's docstring is what the report prints as its definition; at length they stand in
`docs/reference/figures.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.council.reports.figures import Figure, count, definitions, share


@dataclass(frozen=True, slots=True)
class Programme:
    """All that a programme counts."""

    year: int
    cut_off: date
    listed: int
    """States on the list as it stands at the cut-off."""
    visited: int
    """Of these, those that CTED visited in the year."""
    listed_never_visited: int
    never_visited: int
    """Member States that had not been visited when the year began."""
    requested: int
    """Visits that States asked for themselves, for this year or as soon as can be."""
    honoured: int
    changes: int
    unreported: int


def listed_never_visited(of: Programme) -> Figure:
    """Of the Member States with no recorded visit of CTED when the year began, those that are on the list."""
    label = "Never visited Member States on the list"
    return share("listed_never_visited", label, of.listed_never_visited, of.never_visited, "States", of.cut_off)


def requests_honoured(of: Programme) -> Figure:
    """Of the visits that States asked for themselves (for this year; or for no year, and not visited since when it
    began), those of States on the list.
    """
    label = "Requests by States for a visit that the list honours"
    return share("requests_honoured", label, of.honoured, of.requested, "requests", of.cut_off)


def listed_visited(of: Programme) -> Figure:
    """Of the States on the list, those with a visit of CTED that ended in the year, by the cut-off."""
    return share("listed_visited", "Listed States that were visited", of.visited, of.listed, "States", of.cut_off)


def changes_after_adoption(of: Programme) -> Figure:
    """How often the list was changed after it was adopted."""
    label = "Changes of the list after its adoption"
    return count("changes_after_adoption", label, of.changes, "changes", of.cut_off)


def visits_without_report(of: Programme) -> Figure:
    """CTED's visits of any year, of kinds that lead to a report, on which no final report rests at the cut-off."""
    return count("visits_without_report", "Visits without a report", of.unreported, "visits", of.cut_off)


FIGURES: tuple[Callable[[Programme], Figure], ...] = (
    listed_never_visited,
    requests_honoured,
    listed_visited,
    changes_after_adoption,
    visits_without_report,
)
"""In the order in which they are listed."""

DEFINITIONS: Mapping[str, str] = definitions(FIGURES)


def figures(of: Programme) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    return tuple(figure(of) for figure in FIGURES)
