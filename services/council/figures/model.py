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


def by_id(figures: Iterable[Definition]) -> Mapping[str, Definition]:
    """The figures by their ids."""
    return {figure.id: figure for figure in figures}
