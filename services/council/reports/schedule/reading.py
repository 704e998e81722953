"""Counts and lists what the schedule of visits states."""

from __future__ import annotations

from typing import Final

from reference import Reference
from services.council.queries import query
from services.council.reports.populations import Middle
from services.council.reports.reading import dicts, rows
from services.council.reports.schedule.figures import Schedule, figures
from services.council.reports.schedule.tables import table
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

SCHEDULE: Final = ("schedule",)
"""The file by which it is defined; another one counts, lists or shows it."""
MOST: Final = 500
"""Rows of the table: more than a year brings. What is counted beyond them is listed behind the figures."""


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All figures of the schedule, and the visits on it."""
    values = scope.values() | {"most": MOST}
    counted = (await rows(connection, query(*SCHEDULE, "schedule_counted"), values))[0]
    days = (counted["low"], counted["high"]) if counted["measured"] else ()
    of = Schedule(scope.year, scope.cut_off, counted["agreed"], Middle(counted["measured"], days))
    shown = await dicts(connection, query(*SCHEDULE, "schedule_table"), values)
    return Counts(figures(of), 0, counted["synthetic"], (table(shown, scope.year, reference, MOST),))
