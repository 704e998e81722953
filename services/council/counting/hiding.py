"""Which cells of a breakdown are not shown (rule 12): those whose States could be recognized. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from typing import Final, TypeAlias

FEWEST: Final = 3
"""The fewest things, and States, of a cell that is shown. With fewer, a reader who knows one learns about the
others."""

Things: TypeAlias = Mapping[str, int]
"""How many things there are of each State."""


def hidden_cells(
    cells: Mapping[str, Things], seen: Things, withheld: Things, changed: Set[str] = frozenset()
) -> frozenset[str]:
    """The cells with things that are not shown: each that is too small or `changed`, and those that would reveal it.

    A cell is too small if it has fewer than three things, or things of fewer than three States. It is changed if it was
    shown with other things before: the difference would tell of these.

    `seen`: the things that the readers may see. Each is in one cell or several. `withheld`: the other things that the
    totals count. Subtraction can reveal what is in no shown cell, in three ways:

    - If the cells add up to what is seen, it gives the sum of the hidden ones. That reveals each of them if the sum is
      too small, or if all have one size. So all cells of the next larger size are hidden with them.
    - In that case it also gives what is withheld. If that is too small, and nothing else is hidden, the smallest cells
      are hidden.
    - A cell may leave out too little of what is seen. Then it reveals that little, so it is hidden.

    Only sizes and States decide which cells are hidden, and cells of one size that add up are hidden together. So a
    reader who knows the sum and this rule does not know which hidden cell is which.
    """
    sizes = {name: sum(things.values()) for name, things in cells.items() if sum(things.values())}
    hidden = {
        name
        for name in sizes
        if name in changed or is_too_small(cells[name]) or is_too_small(_without(seen, cells[name]))
    }
    if sum(sizes.values()) != sum(seen.values()):
        return frozenset(hidden)
    if not hidden and is_too_small(withheld):
        return frozenset(_of_next_size(sizes))
    while hidden and (rest := {name: size for name, size in sizes.items() if name not in hidden}):
        if not _tells(hidden, cells, sizes):
            break
        hidden |= _of_next_size(rest)
    return frozenset(hidden)


def hidden_parts(parts: Mapping[str, Things], whole: Things) -> frozenset[str]:
    """The cells that are not shown of those into which one cell is divided; also of those without a thing.

    If all cells with things are hidden and have one size, the whole divided by their number reveals each. So the empty
    cells are hidden with them.
    """
    hidden = hidden_cells(parts, whole, {})
    sizes = {name: sum(things.values()) for name, things in parts.items() if sum(things.values())}
    return frozenset(parts) if hidden == sizes.keys() and len(set(sizes.values())) == 1 else hidden


def is_too_small(things: Things) -> bool:
    """Whether there are some, but so few, or of so few States, that these could be recognized."""
    number = sum(things.values())
    return 0 < number < FEWEST or 0 < sum(1 for each in things.values() if each) < FEWEST


def _tells(hidden: Iterable[str], cells: Mapping[str, Things], sizes: Mapping[str, int]) -> bool:
    """Whether the sum of what is hidden would reveal a cell."""
    names = list(hidden)
    together: Counter[str] = Counter()
    for name in names:
        together.update(cells[name])
    return len({sizes[name] for name in names}) == 1 or is_too_small(together)


def _of_next_size(sizes: Mapping[str, int]) -> set[str]:
    """All cells of the smallest of these sizes."""
    smallest = min(sizes.values(), default=0)
    return {name for name, size in sizes.items() if size == smallest}


def _without(all_: Things, some: Things) -> Things:
    return {state: number - some.get(state, 0) for state, number in all_.items()}
