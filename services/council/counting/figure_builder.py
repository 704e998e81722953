"""Builds the figures of a report from tallies: gives them their words, and hides small cells. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from operator import add

from contracts.audiences import Audience, reaches
from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.hiding import Things, hidden_cells, hidden_parts
from services.council.counting.numbers import Figure, count, days, median, share, suppress_share
from services.council.counting.scope import Scope
from services.council.counting.tallies import ByState, Number, Tallies, Tally
from services.council.figures.model import Days, Definition, Grouping, Knows, Median, Share
from services.council.figures.words import label_cell, label_figure
from services.council.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class FigureBuilder:
    """Builds figures from tallies. It has the words of a language, the scope of the edition, and the reference data."""

    words: Words
    report: ReportName
    scope: Scope
    reference: Reference

    def state_figures(self, definitions: Sequence[Definition], tallies: Tallies) -> tuple[Figure, ...]:
        """All totals in order, and then the breakdowns, in the order in which the figures first name them."""
        totals = (self._state_whole(one, tallies) for one in definitions if one.is_stated_whole)
        groupings = dict.fromkeys(grouping for one in definitions for grouping in one.by)
        breakdowns = (self._state_breakdown(grouping, definitions, tallies) for grouping in groupings)
        return (*totals, *chain.from_iterable(breakdowns))

    def _state_whole(self, definition: Definition, tallies: Tallies) -> Figure:
        """A total; or what divides one, which is hidden with any cell, since its denominator may tell of another."""
        id_, tally, divides = definition.id, tallies.of[definition.id], definition.divides
        label = label_figure(self.words, self.report, id_, self.scope.year)
        if divides is None:
            return self._state_number(definition, id_, label, tally.total)
        number = _add_up(definition, tally.seen)
        if not may_all_know(definition.knows, self.scope.audience) and (
            self.scope.shown.was_otherwise(id_, number.pair)
            or self._find_small(divides.total, divides.grouping, tallies)
        ):
            return self._hide_number(definition, id_, label)
        return self._state_number(definition, id_, label, number)

    def _state_breakdown(self, grouping: Grouping, definitions: Sequence[Definition], tallies: Tallies) -> list[Figure]:
        cells = [
            (cell, figure)
            for one in definitions
            if grouping in one.by
            for cell, figure in self._state_cells(one, grouping, tallies)
        ]
        if grouping.is_read_across:
            places = {cell: place for place, cell in enumerate(dict.fromkeys(cell for cell, _ in cells))}
            cells.sort(key=lambda each: places[each[0]])
        return [figure for _, figure in cells]

    def _state_cells(
        self, definition: Definition, grouping: Grouping, tallies: Tallies
    ) -> Iterator[tuple[str, Figure]]:
        tally = tallies.of[definition.id]
        cells, hidden = tally.cells[grouping.id], self._find_hidden(definition, grouping, tallies)
        for cell in grouping.order(self.reference, cells):
            id_ = grouping.id_of(definition.id, cell)
            title = tally.titles.get(f"{grouping.id}.{cell}", cell)
            name = grouping.name(self.words, self.reference, title)
            label = label_cell(self.words, self.report, definition.id, name, self.scope.year)
            if cell in hidden:
                yield cell, self._hide_number(definition, id_, label)
            else:
                yield cell, self._state_number(definition, id_, label, _add_up(definition, cells.get(cell, {})))

    def _find_hidden(self, definition: Definition, grouping: Grouping, tallies: Tallies) -> frozenset[str]:
        """The cells to hide. There are none if all readers of the report may know which things are in the numerator."""
        if definition.hidden_with:
            return self._find_hidden_with(definition, grouping, tallies)
        if may_all_know(definition.knows, self.scope.audience):
            return frozenset()
        return self._find_small(definition.id, grouping, tallies)

    def _find_hidden_with(self, definition: Definition, grouping: Grouping, tallies: Tallies) -> frozenset[str]:
        """The cells that the other figure hides; and within cells that are shown, the parts that are too small."""
        outer = next(one for one in definition.by if not one.within)
        hidden = self._find_small(definition.hidden_with, outer, tallies)
        if not grouping.within:
            return hidden
        tally = tallies.of[definition.id]
        wholes = {name: _read_numerators(by_state) for name, by_state in tally.cells[outer.id].items()}
        parts: dict[str, dict[str, Things]] = {name: {} for name in wholes}
        for cell, by_state in tally.cells[grouping.id].items():
            parts[cell.partition(grouping.within)[0]][cell] = _read_numerators(by_state)
        return frozenset().union(
            *(of_one if name in hidden else hidden_parts(of_one, wholes[name]) for name, of_one in parts.items())
        )

    def _find_small(self, figure: str, grouping: Grouping, tallies: Tallies) -> frozenset[str]:
        tally = tallies.of[figure]
        things = {name: _read_sizes(by_state) for name, by_state in tally.cells[grouping.id].items()}
        changed = self._find_changed(figure, grouping, tally)
        return hidden_cells(things, _read_sizes(tally.seen), _read_sizes(tally.withheld), changed)

    def _find_changed(self, figure: str, grouping: Grouping, tally: Tally) -> frozenset[str]:
        """The cells that would tell by their difference, or by what hides them, of what was shown before.

        If more changed than what readers may see, which cells these are would tell what it was. So no cell is shown.
        """
        shown, cells = self.scope.shown, tally.cells[grouping.id]
        hidden = frozenset(name for name in cells if shown.was_hidden(grouping.id_of(figure, name)))
        if grouping.id not in tally.changed:
            return hidden
        known = hidden | tally.changed[grouping.id]
        others = {grouping.id_of(figure, name): cells[name] for name in cells if name not in known}
        if shown.was_otherwise(figure, tally.total.pair) or any(
            shown.was_otherwise(id_, reduce(add, of.values()).pair) for id_, of in others.items()
        ):
            return frozenset(cells)
        return known

    def _hide_number(self, definition: Definition, id_: str, label: str) -> Figure:
        hidden = suppress_share(id_, label, self._name_unit(definition), self.scope.cut_off)
        return replace(hidden, unit_code=_code_unit(definition))

    def _state_number(self, definition: Definition, id_: str, label: str, number: Number) -> Figure:
        return replace(self._word_number(definition, id_, label, number), unit_code=_code_unit(definition))

    def _word_number(self, definition: Definition, id_: str, label: str, number: Number) -> Figure:
        unit, cut_off = self._name_unit(definition), self.scope.cut_off
        if isinstance(definition, Median):
            return median(id_, label, number.middle, number.of or 0, cut_off, unit)
        if isinstance(definition, Days):
            return days(id_, label, number.number, cut_off, unit)
        if isinstance(definition, Share):
            return share(id_, label, number.number or 0, number.of or 0, unit, cut_off)
        return count(id_, label, number.number or 0, unit, cut_off)

    def _name_unit(self, definition: Definition) -> str:
        return self.words.say(f"unit-{_code_unit(definition)}")


def _code_unit(definition: Definition) -> str:
    return definition.unit.lower()


def may_all_know(knows: Knows, audience: Audience) -> bool:
    """Whether all of this audience may know which things are in a numerator."""
    if knows is Knows.UN:
        return reaches("un", audience)
    return knows is Knows.EVERYBODY or audience == "committee"


def _read_numerators(by_state: ByState) -> Things:
    return {state: number.number for state, number in by_state.items() if number.number}


def _read_sizes(by_state: ByState) -> Things:
    return {state: number.size for state, number in by_state.items()}


def _add_up(definition: Definition, by_state: ByState) -> Number:
    return sum(by_state.values(), Number(0, 0 if isinstance(definition, Share) else None))
