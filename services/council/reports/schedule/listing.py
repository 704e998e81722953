"""What a figure of the schedule counted: visits that the State agreed to, which are public."""

from __future__ import annotations

from reference import Reference
from services.council.queries import query
from services.council.reports.listing import Asks
from services.council.reports.populations import Counted
from services.council.reports.reading import rows
from services.council.reports.schedule.reading import SCHEDULE
from services.council.reports.scope import Scope
from shared.tables import Connection


async def listed(connection: Connection, _reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    values = scope.values() | asks.values() | {"measured": figure.startswith("median_")}
    found = await rows(connection, query(*SCHEDULE, "schedule_listed"), values)
    return [Counted(one["id"], "visit", tuple(one["states"]), True, tuple(one["events"])) for one in found]
