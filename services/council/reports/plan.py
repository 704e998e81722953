"""What a report counts and lists: its figures, of what it says that some is withheld, and its tables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from contracts.vocabulary import ReportName
from reference import Reference
from services.council.counting.listing import Asks, Counted
from services.council.counting.reading import count_all, list_page, parameters
from services.council.counting.scope import Scope
from services.council.counting.stating import Stating
from services.council.counting.tallies import Tallies
from services.council.figures.model import Definition, by_id
from services.council.figures.words import words_of
from services.council.populations import Population
from services.council.reports.counts import Counts
from services.council.reports.document import Table
from shared.operations.pools import Connection


@dataclass(frozen=True, slots=True)
class Wanted:
    """For what a report lists something: an edition, its parameters, and what was counted for it."""

    scope: Scope
    reference: Reference
    values: Mapping[str, Any]
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class Listed:
    """What a report lists beside its figures."""

    tables: tuple[Table, ...] = ()
    synthetic: bool = False
    """Something of this was invented."""


async def narrow_nothing(_connection: Connection, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a report on a year: it counts all there is."""
    return values


async def list_nothing(_connection: Connection, _wanted: Wanted) -> Listed:
    """Of a report that states figures alone."""
    return Listed()


class Counting(Protocol):
    """What a report counts and lists, however it does."""

    @property
    def stated(self) -> Mapping[str, bool]:
        """The figures, by the part of the id before the first full stop, and whether each is broken down."""

    async def count(self, connection: Connection, scope: Scope, reference: Reference) -> Counts:
        """All that an edition states."""

    async def list_page(
        self, connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks
    ) -> list[Counted]:
        """What a figure counted, as far as who asks may see it now: one more than the page holds, if there are more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one report counts and lists."""

    report: ReportName
    figures: Sequence[Definition]
    """In the order in which they are listed."""
    marked: tuple[Population, ...] = ()
    """Of what its one marker says how many are withheld (rule 12)."""
    list_more: Callable[[Connection, Wanted], Awaitable[Listed]] = list_nothing
    narrow: Callable[[Connection, Mapping[str, Any]], Awaitable[Mapping[str, Any]]] = narrow_nothing
    """To the thing that it is on: the parameters that say so."""

    @property
    def stated(self) -> dict[str, bool]:
        """The figures by their ids, and whether each is broken down."""
        return {figure.id: bool(figure.by) for figure in self.figures}

    async def count(self, connection: Connection, scope: Scope, reference: Reference) -> Counts:
        """All that an edition states."""
        values = await self.narrow(connection, parameters(scope, reference))
        tallies = await count_all(connection, self.figures, values)
        listed = await self.list_more(connection, Wanted(scope, reference, values, tallies))
        return Counts(
            Stating(words_of(self.report), scope, reference).figures(self.figures, tallies),
            sum(tallies.withheld[population.name] for population in self.marked),
            tallies.synthetic or listed.synthetic,
            listed.tables,
        )

    async def list_page(
        self, connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks
    ) -> list[Counted]:
        """What a figure counted, as far as who asks may see it now."""
        values = await self.narrow(connection, parameters(scope, reference))
        return await list_page(connection, by_id(self.figures), figure, asks, values)
