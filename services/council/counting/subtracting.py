"""What the cells of all breakdowns of a figure tell together, by adding and subtracting them (rule 12). Pure.

`hiding.py` looks at one breakdown. A reader has all of them, and knows in which cells each thing is. So a region less
two themes may be one thing.

The cells that are shown are the rows of a matrix. Its columns are groups of things that are in the same cells: 1 if a
group is in a cell, 0 if not. A sum of rows, each as often as one likes, tells of the groups in which it is not 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, combinations, repeat
from operator import mul
from typing import Final, TypeAlias

from services.council.counting.hiding import Things, is_too_small

Groups: TypeAlias = tuple[tuple[frozenset[str], tuple[tuple[str, int], ...]], ...]
"""All things: the cells that some are in, and how many of these there are of each State."""
Row: TypeAlias = list[int]
PRIME: Final = (1 << 61) - 1
"""Fractions are reckoned as remainders by it, so that no number grows."""


@lru_cache(maxsize=64)  # a report has several figures of the same things, and says each in six languages
def find_telling(groups: Groups, cells: tuple[str, ...], known: tuple[str, ...]) -> frozenset[str]:
    """Those of the cells that would tell of few things, by what is shown beside them.

    `cells`: the largest first. Each of them is shown if it tells of no few things together with those before it.
    `known`: the cells that readers know in any case, such as the total.
    """
    if not _is_telling(groups, known, cells):
        return frozenset()
    shown: list[str] = []
    for cell in cells:
        if not _is_telling(groups, known, (*shown, cell)):
            shown.append(cell)
    return frozenset(cells).difference(shown)


def _is_telling(groups: Groups, known: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether these cells tell more of few things than what is known tells by itself."""
    columns = _join_groups(groups, frozenset((*known, *cells)))
    rows = [[int(cell in of) for of, _ in columns] for cell in (*known, *cells)]
    before, after = _Sums(_reduce(rows[: len(known)])), _Sums(_reduce(rows))
    return any(
        (more := after.count(few)) and more > before.count(few)
        for few in _list_few([things for _, things in columns], after.rows.keys())
    )


def _join_groups(groups: Groups, cells: frozenset[str]) -> list[tuple[frozenset[str], Things]]:
    """Things that are in the same ones of these cells; those of the most States first, so that these lead."""
    joined: dict[frozenset[str], dict[str, int]] = {}
    for of, things in groups:
        if within := of & cells:
            together = joined.setdefault(within, {})
            for state, number in things:
                together[state] = together.get(state, 0) + number
    return sorted(joined.items(), key=lambda each: (-len(each[1]), sorted(each[0])))


def _list_few(columns: Sequence[Things], leads: Set[int]) -> Iterator[frozenset[int]]:
    """For each two States, the columns with things of these alone: whatever is too small is within one of these sets.

    A set without a leading column is left out: the other columns tell all sums of rows apart.
    """
    alone: dict[frozenset[str], set[int]] = {}
    for at, things in enumerate(columns):
        if is_too_small(things):
            alone.setdefault(frozenset(things), set()).add(at)
    states = sorted(frozenset[str]().union(*alone))
    leading = frozenset[str]().union(*(of for of, at in alone.items() if not at.isdisjoint(leads)))
    for pair in combinations(["", *states], 2):
        if not leading.isdisjoint(pair):
            few = frozenset[int]().union(*(alone.get(frozenset(of), ()) for of in (pair, pair[:1], pair[1:])))
            if not few.isdisjoint(leads):
                yield few


@dataclass(frozen=True, slots=True)
class _Sketch:
    """Of each row the sum of all its columns, each as often as its weight says."""

    weights: Row
    sums: Mapping[int, int]

    def sum_without(self, few: Set[int], lead: int, row: Row) -> int:
        """The same of the other columns."""
        return (self.sums[lead] - sum(row[at] * self.weights[at] for at in few)) % PRIME


def _sketch(rows: Mapping[int, Row], number: int) -> _Sketch:
    """With weights that mean nothing: the powers of a large number, another one for each sketch."""
    columns = len(next(iter(rows.values())))
    weights = list(accumulate(repeat(PRIME // 3 + number, columns), lambda one, other: one * other % PRIME))
    return _Sketch(weights, {lead: sum(map(mul, row, weights)) for lead, row in rows.items()})


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of rows, which are in reduced form."""

    rows: Mapping[int, Row]
    _sketches: list[_Sketch] = field(default_factory=list)

    def count(self, few: Set[int]) -> int:
        """How many are 0 in all columns but these. Only rows that lead in one of them can be part of it."""
        leads = [lead for lead in self.rows if lead in few]
        if self._are_apart(leads, few):
            return 0
        rest = [[number for at, number in enumerate(self.rows[lead]) if at not in few] for lead in leads]
        return len(rest) - len(_reduce(rest))

    def _are_apart(self, leads: Sequence[int], few: Set[int]) -> bool:
        """Whether as many sketches as rows show already that no sum is 0 in all other columns. They usually do.

        They have a few numbers where the columns have hundreds.
        """
        while len(self._sketches) < len(leads):
            self._sketches.append(_sketch(self.rows, len(self._sketches)))
        rest = [[one.sum_without(few, lead, self.rows[lead]) for one in self._sketches[: len(leads)]] for lead in leads]
        return len(_reduce(rest)) == len(leads)


def _reduce(rows: Sequence[Row]) -> dict[int, Row]:
    """The rows in reduced echelon form: each by the column of its leading 1, in which all others have 0."""
    reduced: dict[int, Row] = {}
    for row in rows:
        rest = _clear(row, reduced)
        lead = next((at for at, number in enumerate(rest) if number), None)
        if lead is not None:
            inverse = pow(rest[lead], -1, PRIME)
            new = {lead: [number * inverse % PRIME for number in rest]}
            reduced = {at: _clear(other, new) for at, other in reduced.items()} | new
    return reduced


def _clear(row: Row, reduced: Mapping[int, Row]) -> Row:
    """The row less as much of the others as makes it 0 in their leading columns."""
    for at, other in reduced.items():
        if times := row[at]:
            row = [(number - times * less) % PRIME for number, less in zip(row, other, strict=True)]
    return row
