"""What a figure of the programme counted, thing by thing, with the events behind: for the Committee."""

from __future__ import annotations

from reference import Reference
from services.council.queries import query
from services.council.reports.annual.listing import counted
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.programme.reading import PROGRAMME, values_of
from services.council.reports.reading import rows
from services.council.reports.scope import Scope
from shared.tables import Connection


async def listed(connection: Connection, reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    values = values_of(scope, reference) | asks.values() | {"figure": figure}
    found = await rows(connection, query(*PROGRAMME, "programme_listed", "listed"), values)
    return [counted(one) for one in found]
