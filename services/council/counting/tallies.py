"""Tallies: the numbers that were counted for the figures of a report, in all and by cell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.council.counting.statements import (
    BETWEEN_CELLS,
    BETWEEN_GROUPINGS,
    MARK,
    OF_CHANGED,
    SEEN,
    TOGETHER,
    TOTAL,
    WITHHELD,
)
from services.council.figures.model import Definition, Median, Share, groupings_of, is_marked
from services.council.populations import CHANGED


@dataclass(frozen=True, slots=True)
class Number:
    """What was counted of one figure."""

    number: int | None = 0
    """How many; None for a median."""
    of: int | None = None
    """The denominator; None for a count. For a median, how many things have a number of days."""
    middle: tuple[int, ...] = ()
    """For a median: the one or two numbers of days in the middle."""

    @property
    def size(self) -> int:
        """How many things it is about."""
        return (self.of if self.of is not None else self.number) or 0

    @property
    def pair(self) -> tuple[int | None, int | None]:
        """As a figure states it."""
        return self.number, self.of

    def __add__(self, other: Number) -> Number:
        of = None if self.of is None or other.of is None else self.of + other.of
        return Number((self.number or 0) + (other.number or 0), of)


ByState = Mapping[str, Number]
"""Numbers by State, where each thing concerns one State."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of one figure: in all, and by each grouping of the figures of its population."""

    total: Number
    seen: ByState = field(default_factory=dict)
    """The things that the report's audience may see; empty if the figure is not broken down."""
    withheld: ByState = field(default_factory=dict)
    """The things that it may not see, likewise."""
    cells: Mapping[str, Mapping[str, ByState]] = field(default_factory=dict)
    """The things that it may see, by grouping and cell. A thing may be in several cells (rule 14)."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The population's own names of cells, by grouping and cell: `owner.cted`."""
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The cells, by grouping, which things entered or left since another edition with this cut-off (rule 12). Empty for
    things of whose standing readers know all."""
    together: Sequence[tuple[frozenset[str], ByState]] = ()
    """The things that it may see, by all cells that they are in (`theme.travel`), whatever the breakdown. Several may
    have the same cells. Empty likewise."""
    mark: int | None = None
    """Another one, if anything that the total counts is another or in other cells. None likewise, or of no thing."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """What was counted of all figures of a report."""

    of: Mapping[str, Tally]
    """By the figure's id."""
    withheld: Mapping[str, int]
    """How many things of each population the report's audience may not see."""
    synthetic: bool
    """Whether something that was counted is invented."""


def read_tallies(figures: Sequence[Definition], rows: Iterable[Mapping[str, Any]]) -> Tallies:
    """Reads the rows of `count_figures` as tallies. All figures are of one population."""
    all_rows = list(rows)
    (whole,) = (row for row in all_rows if row["grouping"] == TOTAL)
    groupings = groupings_of(figures)
    tallies = {figure.id: _build_tally(figure, groupings, whole, all_rows) for figure in figures}
    return Tallies(tallies, {figures[0].population.name: whole["withheld"]}, whole["synthetic"])


def collect_marks(tallies: Tallies) -> Mapping[str, int]:
    """The marks of the figures that have one, by their ids."""
    return {id_: tally.mark for id_, tally in tallies.of.items() if tally.mark is not None}


def join_tallies(several: Sequence[Tallies]) -> Tallies:
    """Joins the tallies of several populations."""
    return Tallies(
        {id_: tally for one in several for id_, tally in one.of.items()},
        {name: number for one in several for name, number in one.withheld.items()},
        any(one.synthetic for one in several),
    )


def _build_tally(
    figure: Definition, groupings: Iterable[str], whole: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> Tally:
    total = _read_number(figure, whole)
    if not groupings_of([figure]):
        return Tally(total)
    by_state: dict[str, dict[str, dict[str, Number]]] = {}
    for row in rows:
        number = _read_number(figure, row)
        if row["grouping"] != TOTAL and number.size:
            by_state.setdefault(row["grouping"], {}).setdefault(row["cell"], {})[row["state"]] = number
    return Tally(
        total,
        seen=by_state.get(SEEN, {}).get("", {}),
        withheld=by_state.get(WITHHELD, {}).get("", {}),
        cells={grouping: by_state.get(grouping, {}) for grouping in groupings},
        changed={
            grouping: frozenset(by_state.get(f"{grouping}{OF_CHANGED}", {}))
            for grouping in groupings
            if CHANGED in figure.population.columns
        },
        together=[
            (frozenset(_name_cells(groupings, cells)), numbers) for cells, numbers in by_state.get(TOGETHER, {}).items()
        ],
        mark=whole[f"{figure.id}{MARK}"] if is_marked(figure) else None,
        titles={f"{row['grouping']}.{row['cell']}": row["title"] for row in rows if row["title"]},
    )


def _name_cells(groupings: Iterable[str], cells: str) -> Iterator[str]:
    """`theme.travel` and the like, of the cells that a row of `TOGETHER` names in the order of the groupings."""
    for grouping, of_it in zip(groupings, cells.split(BETWEEN_GROUPINGS), strict=True):
        yield from (f"{grouping}.{cell}" for cell in of_it.split(BETWEEN_CELLS) if cell)


def _read_number(figure: Definition, row: Mapping[str, Any]) -> Number:
    if isinstance(figure, Median):
        middle = (row[f"{figure.id}/low"], row[f"{figure.id}/high"])
        return Number(None, row[f"{figure.id}/of"], () if None in middle else middle)
    return Number(row[figure.id], row[f"{figure.id}/of"] if isinstance(figure, Share) else None)
