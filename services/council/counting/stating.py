"""From what was counted to the figures that a report states: with their words, and without what is hidden. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.audiences import Audience, reaches
from reference import Reference
from services.council.counting.hiding import Things, hidden_cells
from services.council.counting.numbers import Figure, count, days, median, share, suppressed
from services.council.counting.scope import Scope
from services.council.counting.tallies import ByState, Number, Tallies, Tally
from services.council.figures.model import Days, Definition, Grouping, Knows, Median, Share
from services.council.figures.words import Words


@dataclass(frozen=True, slots=True)
class Stating:
    """What is needed to state figures: their words, of which edition they are, and the reference data."""

    words: Mapping[str, Words]
    scope: Scope
    reference: Reference

    def figures(self, definitions: Sequence[Definition], tallies: Tallies) -> tuple[Figure, ...]:
        """All totals in order, then the breakdowns, by theme first if the first figure that has any has that first."""
        totals = (self._total(one, tallies.of[one.id].total) for one in definitions)
        groupings = dict.fromkeys(grouping for one in definitions for grouping in one.by)
        cells = (
            figure
            for grouping in groupings
            for one in definitions
            if grouping in one.by
            for figure in self._cells(one, grouping, tallies.of[one.id])
        )
        return (*totals, *cells)

    def _total(self, definition: Definition, number: Number) -> Figure:
        return self._state(definition, definition.id, self.words[definition.id].title(self.scope.year), number)

    def _cells(self, definition: Definition, grouping: Grouping, tally: Tally) -> Iterator[Figure]:
        found = tally.cells[grouping.id]
        hidden = self._hidden(definition, found, tally)
        for cell in grouping.order(self.reference, found):
            id_ = f"{definition.id}.{grouping.id}.{cell}"
            title = tally.titles.get(f"{grouping.id}.{cell}", cell)
            label = self.words[definition.id].cell_title(grouping.name(self.reference, title))
            if cell in hidden:
                yield suppressed(id_, label, definition.unit, self.scope.cut_off)
            else:
                yield self._state(definition, id_, label, sum(found.get(cell, {}).values(), _nothing(definition)))

    def _hidden(self, definition: Definition, cells: Mapping[str, ByState], tally: Tally) -> frozenset[str]:
        """None where all readers of the report may know who is in the numerator: they could list it."""
        if may_all_know(definition.knows, self.scope.audience):
            return frozenset()
        things = {name: _sizes(by_state) for name, by_state in cells.items()}
        return hidden_cells(things, _sizes(tally.seen), _sizes(tally.withheld))

    def _state(self, definition: Definition, id_: str, label: str, number: Number) -> Figure:
        if isinstance(definition, Median):
            return median(id_, label, number.middle, number.of or 0, self.scope.cut_off)
        if isinstance(definition, Days):
            return days(id_, label, number.number, self.scope.cut_off)
        if isinstance(definition, Share):
            return share(id_, label, number.number or 0, number.of or 0, definition.unit, self.scope.cut_off)
        return count(id_, label, number.number or 0, definition.unit, self.scope.cut_off)


def may_all_know(knows: Knows, audience: Audience) -> bool:
    """Whether all of this audience may know which things are in a numerator."""
    if knows is Knows.UN:
        return reaches("un", audience)
    return knows is Knows.EVERYBODY or audience == "committee"


def _sizes(by_state: ByState) -> Things:
    return {state: number.size for state, number in by_state.items()}


def _nothing(definition: Definition) -> Number:
    return Number(0, 0 if isinstance(definition, Share) else None)
