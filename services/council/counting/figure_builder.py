"""Builds the figures of a report from tallies: gives them their words, and shows no number that is hidden. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.breakdowns import Hidden, find_hidden, may_all_know
from services.council.counting.numbers import Figure, count, days, median, share, suppress_share
from services.council.counting.scope import Scope
from services.council.counting.tallies import ByState, Number, Tallies, Tally
from services.council.figures.model import Days, Definition, Grouping, Median, Share
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
        hidden = find_hidden(definitions, tallies, self.scope)
        totals = (self._state_whole(one, tallies.of[one.id], hidden) for one in definitions if one.is_stated_whole)
        groupings = dict.fromkeys(grouping for one in definitions for grouping in one.by)
        breakdowns = (self._state_breakdown(grouping, definitions, tallies, hidden) for grouping in groupings)
        return (*totals, *chain.from_iterable(breakdowns))

    def _state_whole(self, definition: Definition, tally: Tally, hidden: Mapping[str, Hidden]) -> Figure:
        """A total; or what divides one, which is hidden with any cell, since its denominator may tell of another."""
        id_, divides = definition.id, definition.divides
        label = label_figure(self.words, self.report, id_, self.scope.year)
        if divides is None:
            return self._state_number(definition, id_, label, tally.total)
        number = _add_up(definition, tally.seen)
        if not may_all_know(definition.knows, self.scope.audience) and (
            self.scope.shown.was_otherwise(id_, number.pair, tally.mark) or hidden[divides.total][divides.grouping.id]
        ):
            return self._hide_number(definition, id_, label)
        return self._state_number(definition, id_, label, number)

    def _state_breakdown(
        self, grouping: Grouping, definitions: Sequence[Definition], tallies: Tallies, hidden: Mapping[str, Hidden]
    ) -> list[Figure]:
        cells = [
            (cell, figure)
            for one in definitions
            if grouping in one.by
            for cell, figure in self._state_cells(one, grouping, tallies.of[one.id], hidden[one.id][grouping.id])
        ]
        if grouping.is_read_across:
            places = {cell: place for place, cell in enumerate(dict.fromkeys(cell for cell, _ in cells))}
            cells.sort(key=lambda each: places[each[0]])
        return [figure for _, figure in cells]

    def _state_cells(
        self, definition: Definition, grouping: Grouping, tally: Tally, hidden: Set[str]
    ) -> Iterator[tuple[str, Figure]]:
        cells = tally.cells[grouping.id]
        for cell in grouping.order(self.reference, cells):
            id_ = grouping.id_of(definition.id, cell)
            title = tally.titles.get(f"{grouping.id}.{cell}", cell)
            name = grouping.name(self.words, self.reference, title)
            label = label_cell(self.words, self.report, definition.id, name, self.scope.year)
            if cell in hidden:
                yield cell, self._hide_number(definition, id_, label)
            else:
                yield cell, self._state_number(definition, id_, label, _add_up(definition, cells.get(cell, {})))

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


def _add_up(definition: Definition, by_state: ByState) -> Number:
    return sum(by_state.values(), Number(0, 0 if isinstance(definition, Share) else None))
