"""What a figure is before it is counted: conditions over the columns of a population. Pure.

The number, its breakdown and the list behind it are made from the same conditions
(`services/council/counting/statements.py`), so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from reference import Reference
from services.council.populations import Population

ALL: Final = "true"
"""The condition that everything meets."""


class Knows(Enum):
    """Who may know which of the things listed are in the numerator, and the events that say so."""

    EVERYBODY = "everybody"
    UN = "the UN system, and the State concerned"
    INSIDERS = "the Committee, and the State concerned"
    WHO_SEES = "whoever sees the thing, that it is in; insiders alone, that it is not"


@dataclass(frozen=True, slots=True)
class Key:
    """What of a population is counted, each once, where that is not its rows: visits of their components."""

    column: str
    kind: str
    """What such a thing is called in a list."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a figure is broken down."""

    id: str
    """As the ids of the cells have it: `assessed.theme.travel`."""
    cell: str
    """The cell of a row, as SQL; of several the array of them."""
    name: Callable[[Reference, str], str]
    """The cell's name."""
    order: Callable[[Reference, Iterable[str]], list[str]]
    """Cells in the order in which they are listed."""
    is_several: bool = False
    """Whether a thing may be in more than one cell."""
    title: str = ""
    """What the population calls a cell, as SQL, where the reference data does not name it."""
    is_named: bool = True
    """Whether the ids of its cells name it. If not, they have the cell alone: `full.api`."""
    within: str = ""
    """Where it breaks down the cells of an unnamed grouping: what separates the two in an id, `.region.`."""
    is_read_across: bool = False
    """Whether all figures of one cell are listed together, and not all cells of one figure."""

    def id_of(self, figure: str, cell: str) -> str:
        """The id of a cell of the figure with this id."""
        return f"{figure}.{self.id}.{cell}" if self.is_named else f"{figure}.{cell}"

    def cell_in(self, rest: str) -> str | None:
        """The cell that the rest of an id names, behind the figure's own; None where it is none of this grouping's."""
        if self.is_named:
            return rest.removeprefix(f"{self.id}.") if rest.startswith(f"{self.id}.") else None
        return rest if self.within in rest else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are."""

    id: str
    population: Population
    unit: str
    """What is counted (rule 13)."""
    whole: str = ALL
    key: Key | None = None
    by: tuple[Grouping, ...] = ()
    knows: Knows = Knows.EVERYBODY
    is_inside: bool = False
    """Whether its list is for the Committee and the State concerned alone, whoever may see the things in it."""
    more_events: str = ""
    """Further columns of events, joined with `||`: what tells of the part, for those who may know it."""
    hidden_with: str = ""
    """The figure whose cells decide which are too small to be shown, even to those who may list what is in them."""
    is_stated_whole: bool = True
    """Whether its total is stated too, and not its cells alone."""


@dataclass(frozen=True, slots=True)
class Share(Count):
    """How many of how many."""

    part: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Median(Count):
    """The middle of numbers of days; the whole holds those that were measured."""

    of: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Days(Count):
    """A number of days of one thing, below 0 where it was early; nothing where it is not known."""

    of: str = field(kw_only=True)


Definition: TypeAlias = Count
"""Any of them."""


def in_whole(figure: Definition) -> str:
    """The condition that all things meet of which the figure speaks."""
    return f"({figure.whole}) and {figure.of} is not null" if isinstance(figure, Median | Days) else f"({figure.whole})"


def in_part(figure: Definition) -> str:
    """The condition of those in its numerator."""
    return f"coalesce({figure.part}, false)" if isinstance(figure, Share) else ALL


def expressions(figure: Definition) -> Iterator[str]:
    """All that it says in SQL of the columns of its population, for counting."""
    yield from (in_whole(figure), in_part(figure))
    if figure.key:
        yield figure.key.column
    for grouping in figure.by:
        yield from (grouping.cell, grouping.title)


def find_cell(figure: Definition, rest: str) -> tuple[Grouping | None, str]:
    """The grouping and the cell that the rest of an id names, behind the figure's own. The narrowest comes first."""
    cells = ((grouping, grouping.cell_in(rest)) for grouping in reversed(figure.by) if rest)
    return next(((grouping, cell) for grouping, cell in cells if cell is not None), (None, ""))


def by_id(figures: Iterable[Definition]) -> Mapping[str, Definition]:
    """The figures by their ids."""
    return {figure.id: figure for figure in figures}
