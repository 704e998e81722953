"""What a figure of UNOCT's briefing counted, as far as its reader may see it now."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.disclosure import Reader
from services.council.reports.assistance import reading
from services.council.reports.assistance.listing import listed_needs
from services.council.reports.assistance.population import Duplication, Programme
from services.council.reports.listing import Asks, page_of
from services.council.reports.populations import Counted
from services.council.reports.scope import Scope
from shared.principals import Principal
from shared.tables import Connection


async def listed(connection: Connection, _reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    if figure == "duplications_resolved":
        return page_of(_duplications(await reading.duplications(connection, scope), asks.principal), asks)
    if figure == "programmes_citing_products":
        return page_of(_programmes(await reading.programmes(connection, scope), asks.principal), asks)
    return await listed_needs(connection, scope, figure, asks)


def _duplications(found: tuple[Duplication, ...], principal: Principal) -> Iterator[Counted]:
    """The UN's, and the State's own; their events, which name what else is in them, the insiders'."""
    for one in found:
        reader = Reader(principal, one.state)
        if reader.insider or reader.of_the_un:
            events = one.events if reader.insider else ()
            yield Counted(one.id, "duplication", (one.state,), one.resolved_on is not None, events)


def _programmes(found: tuple[Programme, ...], principal: Principal) -> Iterator[Counted]:
    """The UN's."""
    if Reader(principal, "").of_the_un:
        for one in found:
            yield Counted(one.id, "programme", one.states, one.cites, (one.event_id,))
