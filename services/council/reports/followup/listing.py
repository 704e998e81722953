"""What a figure of a follow-up report counted. All of it is the Committee's and the State's own."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.disclosure import Reader
from services.council.reports.followup.figures import COUNTS
from services.council.reports.followup.population import Population, Recommendation
from services.council.reports.followup.reading import population
from services.council.reports.listing import Asks, page_of
from services.council.reports.populations import Counted
from services.council.reports.scope import Scope
from shared.tables import Connection


async def listed(connection: Connection, _reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    of = await population(connection, scope)
    if not Reader(asks.principal, of.state).insider:
        return []
    return page_of(_late(of) if figure == "days_late" else _recommendations(of, figure), asks)


def _late(of: Population) -> Iterator[Counted]:
    one = of.present
    if one.days_late is not None:
        yield Counted(f"{of.cycle}/{one.sequence}", "follow-up report", (of.state,), True, one.events)


def _recommendations(of: Population, figure: str) -> Iterator[Counted]:
    what, among, name = [*figure.split(".", 2), "", ""][:3]
    for one in of.recommendations:
        if among == "priority" and not (one.seen and one.priority == name):
            continue
        if what == "taken_up" and not one.wanted:
            continue
        events = (one.told_by, one.amended_by, _behind(one, what))
        yield Counted(one.id, "recommendation", (of.state,), COUNTS[what](one), tuple(filter(None, events)))


def _behind(one: Recommendation, what: str) -> str | None:
    if what == "taken_up":
        return one.case_event if one.taken_up else None
    return one.reported_by if what == "reported_implemented" else one.assessed_by
