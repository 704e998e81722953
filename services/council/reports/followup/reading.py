"""Reads what a follow-up report counts: all of one cycle, by its ids, so that its cost is the cycle's."""

from __future__ import annotations

from collections.abc import Iterable

from reference import Reference
from services.council.queries import query
from services.council.reports.followup.figures import figures
from services.council.reports.followup.population import Population, of_cycle, with_recommendations
from services.council.reports.followup.tables import tables
from services.council.reports.reading import rows, texts
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection


async def count(connection: Connection, scope: Scope, _reference: Reference) -> Counts:
    """All that its editions state."""
    of = await population(connection, scope)
    told = await texts(connection, tuple(_speaking(of)))
    withheld = sum(not one.seen for one in of.recommendations)
    return Counts(figures(of), withheld, of.synthetic, tables(of, told))


async def population(connection: Connection, scope: Scope) -> Population:
    """The cycle `scope.thing` as it stands at the cut-off; without anything where there is no such cycle."""
    of = of_cycle(scope.thing, scope.cut_off, await rows(connection, query("cycle"), scope.values()))
    values = scope.values() | {"assessment": of.assessment}
    values["ids"] = [row["id"] for row in await rows(connection, query("cycle_ids"), values)]
    return with_recommendations(of, await rows(connection, query("cycle_recommendations"), values))


def _speaking(of: Population) -> Iterable[str]:
    """The events that speak of steps, capacity and resources."""
    for one in of.recommendations:
        yield from filter(None, (one.told_by, one.amended_by, one.assessed_by, one.reported_by))
    for follow_up in of.follow_ups:
        yield from follow_up.events
