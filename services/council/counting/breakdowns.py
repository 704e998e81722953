"""Which cells of a report's breakdowns are not shown (rule 12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final, TypeAlias

from contracts.audiences import Audience, reaches
from services.council.counting.hiding import Things, hidden_cells, hidden_parts
from services.council.counting.scope import Scope
from services.council.counting.shown_before import ShownBefore
from services.council.counting.subtracting import find_telling
from services.council.counting.tallies import ByState, Tallies, Tally
from services.council.figures.model import Definition, Grouping, Knows, in_part

Hidden: TypeAlias = Mapping[str, frozenset[str]]
"""The cells that are not shown, by the grouping's id."""
ALL: Final = "all"
"""The name of the cell that all things are in."""


def may_all_know(knows: Knows, audience: Audience) -> bool:
    """Whether all of this audience may know which things are in a numerator."""
    if knows is Knows.UN:
        return reaches("un", audience)
    return knows is Knows.EVERYBODY or audience == "committee"


def find_hidden(figures: Sequence[Definition], tallies: Tallies, scope: Scope) -> Mapping[str, Hidden]:
    """The cells of each figure of a report that are too small, or that would tell of few things or of what changed.

    There are none if all readers of the report may know which things are in the numerator.
    """
    breakdowns = {one.id: _build_breakdowns(one, figures, tallies, scope) for one in figures if one.by}

    def choose(figure: Definition) -> Hidden:
        if figure.hidden_with:
            return _hide_with_other(figure, tallies.of[figure.id], breakdowns[figure.hidden_with].find_hidden())
        if may_all_know(figure.knows, scope.audience):
            return {grouping.id: frozenset() for grouping in breakdowns[figure.id].list_groupings()}
        return breakdowns[figure.id].find_hidden()

    return {id_: choose(one.figure) for id_, one in breakdowns.items()}


def _build_breakdowns(figure: Definition, figures: Iterable[Definition], tallies: Tallies, scope: Scope) -> _Breakdowns:
    dividing = [one for one in figures if one.divides and one.divides.total == figure.id]
    return _Breakdowns(figure, dividing, tallies.of[figure.id], scope.shown)


def _hide_with_other(figure: Definition, tally: Tally, other: Hidden) -> Hidden:
    """The cells that the other figure hides; and within cells that are shown, the parts that are too small."""
    outer = next(one for one in figure.by if not one.within)
    wholes = {name: _read_numerators(by_state) for name, by_state in tally.cells[outer.id].items()}
    hidden = {outer.id: other[outer.id]}
    for inner in (one for one in figure.by if one.within):
        parts: dict[str, dict[str, Things]] = {name: {} for name in wholes}
        for cell, by_state in tally.cells[inner.id].items():
            parts[cell.partition(inner.within)[0]][cell] = _read_numerators(by_state)
        hidden[inner.id] = frozenset().union(
            *(
                of_one if name in hidden[outer.id] else hidden_parts(of_one, wholes[name])
                for name, of_one in parts.items()
            )
        )
    return hidden


@dataclass(frozen=True, slots=True)
class _Breakdowns:
    """All breakdowns of one figure, beside what its readers were shown before."""

    figure: Definition
    dividing: Sequence[Definition]
    """The figures that divide its total."""
    tally: Tally
    shown: ShownBefore

    def find_hidden(self) -> Hidden:
        """Those of each breakdown by itself, and those of all together."""
        hidden = {grouping.id: self._find_hidden_alone(grouping) for grouping in self.list_groupings()}
        further = self._find_new() | self._find_further(hidden)
        return {
            id_: cells | {name for name in self.tally.cells[id_] if f"{id_}.{name}" in further}
            for id_, cells in hidden.items()
        }

    def _find_new(self) -> frozenset[str]:
        """The cells that nobody was shown before, if anything changed since: readers know the others as they were."""
        if not self.shown.was_broken_down(self.figure.id):
            return frozenset()
        if not any(self.tally.changed.values()) and not any(map(self._is_otherwise, self.list_groupings())):
            return frozenset()
        cells = {f"{one.id}.{name}" for one in self.list_groupings() for name in self.tally.cells[one.id]}
        return frozenset(cells.difference(self._list_shown_before()))

    def list_groupings(self) -> Iterable[Grouping]:
        """Those of the figure itself, and those by which others divide it."""
        divisions = (one.divides.grouping for one in self.dividing if one.divides)
        return {one.id: one for one in (*self.figure.by, *divisions)}.values()

    def _find_hidden_alone(self, grouping: Grouping) -> frozenset[str]:
        """Those of one breakdown, whatever the others show."""
        things = {name: _read_sizes(by_state) for name, by_state in self.tally.cells[grouping.id].items()}
        seen, withheld = _read_sizes(self.tally.seen), _read_sizes(self.tally.withheld)
        return hidden_cells(things, seen, withheld, self._find_changed(grouping))

    def _find_changed(self, grouping: Grouping) -> frozenset[str]:
        """The cells that would tell by their difference, or by what hides them, of what was shown before.

        If more changed than what readers may see, which cells these are would tell what it was. So no cell is shown.
        """
        if self._is_otherwise(grouping):
            return frozenset(self.tally.cells[grouping.id])
        return self._find_hidden_before(grouping) | self.tally.changed.get(grouping.id, frozenset())

    def _find_hidden_before(self, grouping: Grouping) -> frozenset[str]:
        cells = self.tally.cells[grouping.id]
        return frozenset(name for name in cells if self.shown.was_hidden(grouping.id_of(self.figure.id, name)))

    def _is_otherwise(self, grouping: Grouping) -> bool:
        """Whether more is otherwise than what readers may see: the total, or a cell that narrowing did not touch."""
        figure, shown, cells = self.figure.id, self.shown, self.tally.cells[grouping.id]
        if grouping.id not in self.tally.changed:
            return False
        known = self._find_hidden_before(grouping) | self.tally.changed[grouping.id]
        others = {grouping.id_of(figure, name): cells[name] for name in cells if name not in known}
        return shown.was_otherwise(figure, self.tally.total.pair, self.tally.mark) or any(
            shown.was_otherwise(id_, reduce(add, of.values()).pair) for id_, of in others.items()
        )

    # ---- all breakdowns together --------------------------------------------------------------

    def _find_further(self, hidden: Hidden) -> frozenset[str]:
        """The cells that tell of few things together with those of other breakdowns, as `region.africa`."""
        if not self.tally.together:
            return frozenset()
        sizes = {
            f"{id_}.{name}": sum(_read_sizes(self.tally.cells[id_][name]).values())
            for id_ in self._list_counted_alike()
            for name in self.tally.cells[id_].keys() - hidden[id_]
        }
        known = {ALL, *self._list_shown_before()}
        shown = sorted(sizes.keys() - known, key=lambda name: (-sizes[name], name))
        groups = [(cells | {ALL}, by_state) for cells, by_state in self.tally.together]
        groups.append((frozenset({ALL}), self.tally.withheld))
        return find_telling(
            tuple((cells, tuple(_read_sizes(by_state).items())) for cells, by_state in groups),
            tuple(shown),
            tuple(sorted(known)),
        )

    def _list_counted_alike(self) -> Iterator[str]:
        """The groupings whose cells count the same as the total. A figure that divides it may count another part."""
        yield from (grouping.id for grouping in self.figure.by)
        yield from (one.divides.grouping.id for one in self.dividing if one.divides and self._is_counted_alike(one))

    def _is_counted_alike(self, dividing: Definition) -> bool:
        return in_part(dividing) == in_part(self.figure)

    def _list_shown_before(self) -> Iterator[str]:
        for grouping in self.figure.by:
            for name in self.tally.cells[grouping.id]:
                if self.shown.was_shown(grouping.id_of(self.figure.id, name)):
                    yield f"{grouping.id}.{name}"
        for one in self.dividing:
            if one.divides and self._is_counted_alike(one) and self.shown.was_shown(one.id):
                yield from (f"{one.divides.grouping.id}.{name}" for name in self.tally.cells[one.divides.grouping.id])


def _read_numerators(by_state: ByState) -> Things:
    return {state: number.number for state, number in by_state.items() if number.number}


def _read_sizes(by_state: ByState) -> Things:
    return {state: number.size for state, number in by_state.items()}
