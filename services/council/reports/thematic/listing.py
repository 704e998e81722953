"""What the thematic report counts, and what its figures counted, as far as a reader may see it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reference import Reference
from services.council.counting.listing import Asks, Counted, page_of
from services.council.counting.reading import list_page, parameters
from services.council.counting.scope import Scope
from services.council.figures.groupings import region_of
from services.council.figures.model import by_id
from services.council.figures.thematic import ON_RECOMMENDATIONS, THEMATIC
from services.council.reports.counts import Counts
from services.council.reports.thematic.findings import PARTS, Finding, Findings
from services.council.reports.thematic.reading import count, read_findings
from shared.operations.pools import Connection

OF_RECOMMENDATIONS = by_id(ON_RECOMMENDATIONS)


class ThematicPlan:
    """What the thematic report counts and lists: findings by provision, and recommendations as other reports do."""

    stated: Mapping[str, bool] = THEMATIC

    async def count(self, connection: Connection, scope: Scope, reference: Reference) -> Counts:
        """All that an edition states."""
        return await count(connection, scope, reference)

    async def list_page(
        self, connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks
    ) -> list[Counted]:
        """What a figure counted, as far as who asks may see it now: one more than the page holds, if there are more."""
        what, _, rest = figure.partition(".")
        values = parameters(scope, reference)
        if what in OF_RECOMMENDATIONS:
            return await list_page(connection, OF_RECOMMENDATIONS, figure, asks, values)
        found = await read_findings(connection, scope, reference, {**values, **asks.values()})
        provision, _, region = rest.partition(".region.")
        if what == "states_assessed":
            states = [one for one in found.members if not region or region_of(reference, one) == region]
            knows_all = bool(provision) or bool(asks.values()["inside"])
            return page_of(_states(states, found.whole(what, provision), knows_all), asks)
        return page_of(_findings(found, what, provision), asks)


def _findings(found: Findings, what: str, provision: str) -> Iterator[Counted]:
    """Who may see a finding may know how it is counted: its result, and its State's need, which readers may see."""
    counts: dict[str, Finding] = {}
    for one in found.whole(what, provision):
        if one.id not in counts or PARTS[what](one):
            counts[one.id] = one
    for one in counts.values():
        yield Counted(one.id, "finding", (one.state,), PARTS[what](one), (one.event_id,))


def _states(states: Iterable[str], seen: Iterable[Finding], knows_all: bool) -> Iterator[Counted]:
    """Each State, with the events of its findings; of one without, outsiders do not learn that there are none."""
    events: dict[str, set[str]] = {}
    for one in seen:
        events.setdefault(one.state, set()).add(one.event_id)
    for state in states:
        numerator = True if state in events else (False if knows_all else None)
        yield Counted(state, "State", (state,), numerator, tuple(sorted(events.get(state, ()))))
