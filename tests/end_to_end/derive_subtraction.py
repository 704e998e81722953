"""Derives which cells tell of few things by adding and subtracting them (rule 12), with fractions and no product code.

From the largest cell on, each is shown that tells of no few things together with the total and those shown before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

Thing = tuple[frozenset[str], str]
"""The cells that it is in, and its State."""
Groups = dict[frozenset[str], set[str]]
"""The States of the things that are in the same cells."""


def find_telling(things: Sequence[Thing], sizes: dict[str, int]) -> set[str]:
    """Those of the cells, with their sizes, that are hidden. Each thing is in the cell `all` too, which is known."""
    if not is_telling(things, ["all", *sizes]):
        return set()
    shown = ["all"]
    for cell in sorted(sizes, key=lambda name: (-sizes[name], name)):
        if not is_telling(things, [*shown, cell]):
            shown.append(cell)
    return sizes.keys() - set(shown)


def is_telling(things: Sequence[Thing], cells: Sequence[str]) -> bool:
    """Whether some sum of these cells is of things alone that are of two States at most."""
    groups: Groups = {}
    for of, state in things:
        groups.setdefault(of & set(cells), set()).add(state)
    groups.pop(frozenset(), None)
    states = {state for _, state in things}
    independent = rank(cells, groups)
    return any(
        rank(cells, [of for of, its_states in groups.items() if not its_states <= set(pair)]) < independent
        for pair in combinations([*sorted(states), "none"], 2)
    )


def rank(cells: Sequence[str], columns: Iterable[frozenset[str]]) -> int:
    """How many of the cells do not follow from the others, by these columns."""
    rows = [[Fraction(cell in column) for column in columns] for cell in cells]
    found = 0
    while rows:
        first = rows.pop()
        at = next((at for at, number in enumerate(first) if number), None)
        if at is not None:
            found += 1
            rows = [subtract(row, first, row[at] / first[at]) if row[at] else row for row in rows]
    return found


def subtract(row: Sequence[Fraction], other: Sequence[Fraction], times: Fraction) -> list[Fraction]:
    """The row without so many times the other. Most numbers are 0, and fractions are slow."""
    return [a - b * times if b else a for a, b in zip(row, other, strict=True)]
