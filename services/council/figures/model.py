"""The definition of a figure: conditions over the columns of a population. Pure.

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
from services.council.words.catalogue import Words

ALL: Final = "true"
"""The condition that everything meets."""


class Knows(Enum):
    """Who may know which things are in the numerator, and which events say so."""

    EVERYBODY = "everybody"
    UN = "the UN system, and the State concerned"
    INSIDERS = "the Committee, and the State concerned"
    WHO_SEES = "whoever sees a thing may know that it is in; only insiders may know that it is not"


@dataclass(frozen=True, slots=True)
class Key:
    """A column whose values are counted, each once, instead of rows: visits, where each row is a component."""

    column: str
    kind: str
    """What such a thing is called in a list."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a figure is broken down."""

    id: str
    """As the ids of the cells have it: `assessed.theme.travel`."""
    cell: str
    """The cell of a row, as SQL; an array if a row may be in several."""
    name: Callable[[Words, Reference, str], str] = lambda _words, _reference, cell: cell
    """The cell's name."""
    order: Callable[[Reference, Iterable[str]], list[str]] = lambda _reference, cells: sorted(cells)
    """Cells in the order in which they are listed."""
    is_several: bool = False
    """Whether a thing may be in more than one cell."""
    title: str = ""
    """The population's own name of a cell, as SQL, if the reference data has none."""
    is_named: bool = True
    """Whether the id of a cell names the grouping. If not, it names only the cell: `full.api`."""
    within: str = ""
    """For a grouping within the cells of an unnamed one: the text between the two in an id, such as `.region.`."""
    is_read_across: bool = False
    """Whether a list has all figures of one cell together, instead of all cells of one figure."""

    def id_of(self, figure: str, cell: str) -> str:
        """The id of a cell of the figure with this id."""
        return f"{figure}.{self.id}.{cell}" if self.is_named else f"{figure}.{cell}"

    def cell_in(self, rest: str) -> str | None:
        """The cell that an id names after the figure's own id. None: it is not a cell of this grouping."""
        if self.is_named:
            return rest.removeprefix(f"{self.id}.") if rest.startswith(f"{self.id}.") else None
        return rest if self.within in rest else None


@dataclass(frozen=True, slots=True)
class Division:
    """How a figure with an id of its own divides a total, such as into what the Committee made and what it did not."""

    total: str
    """The total's id."""
    grouping: Grouping
    """Each thing of the total is in one of its cells."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are."""

    id: str
    population: Population
    unit: str
    """What is counted (rule 13): the message `unit-...` names it."""
    whole: str = ALL
    key: Key | None = None
    by: tuple[Grouping, ...] = ()
    knows: Knows = Knows.EVERYBODY
    is_inside: bool = False
    """Whether only the Committee and the State concerned may have its list, whoever may see the things in it."""
    more_events: str = ""
    """Further columns of events, joined with `||`. They say what is in the part, to those who may know it."""
    hidden_with: str = ""
    """The id of another figure. Where a cell of that one is too small to be shown, the same cell here is hidden too."""
    divides: Division | None = None
    """What it divides; None: it is a total. It counts what the audience may see, and is hidden with any cell."""
    is_stated_whole: bool = True
    """Whether its total is stated too, beside its cells."""


@dataclass(frozen=True, slots=True)
class Share(Count):
    """How many of how many: those that meet `part`, of those in the whole."""

    part: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Median(Count):
    """The median of a number of days, over those for which it is known."""

    of: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Days(Count):
    """A number of days of one thing. It is below 0 if the thing was early, and None if it is not known."""

    of: str = field(kw_only=True)


Definition: TypeAlias = Count
"""Any of them."""


def groupings_of(figures: Iterable[Definition]) -> Mapping[str, Grouping]:
    """By their ids, all groupings into whose cells these figures divide what they count."""
    several = ((*one.by, *((one.divides.grouping,) if one.divides else ())) for one in figures)
    return {grouping.id: grouping for each in several for grouping in each}


def is_marked(figure: Definition) -> bool:
    """Whether readers could learn from what came or went between two counts of it (rule 12)."""
    return bool(figure.population.marked and groupings_of([figure]))


def in_whole(figure: Definition) -> str:
    """The condition of the things in its denominator."""
    return f"({figure.whole}) and {figure.of} is not null" if isinstance(figure, Median | Days) else f"({figure.whole})"


def in_part(figure: Definition) -> str:
    """The condition of the things in its numerator."""
    return f"coalesce({figure.part}, false)" if isinstance(figure, Share) else ALL


def expressions(figure: Definition) -> Iterator[str]:
    """All pieces of SQL in which the figure names columns of its population."""
    yield from (in_whole(figure), in_part(figure))
    if figure.key:
        yield figure.key.column
    for grouping in groupings_of([figure]).values():
        yield from (grouping.cell, grouping.title)


def find_cell(figure: Definition, rest: str) -> tuple[Grouping | None, str]:
    """The grouping and the cell that an id names after the figure's own id. The narrowest grouping comes first."""
    cells = ((grouping, grouping.cell_in(rest)) for grouping in reversed(figure.by) if rest)
    return next(((grouping, cell) for grouping, cell in cells if cell is not None), (None, ""))


def by_id(figures: Iterable[Definition]) -> Mapping[str, Definition]:
    """The figures by their ids."""
    return {figure.id: figure for figure in figures}
