"""Reads the visits on the schedule."""

from __future__ import annotations

from services.council.counting.reading import MOST, SAID, fetch_rows
from services.council.populations import SCHEDULE
from services.council.reports.plan import Listed, Wanted
from services.council.reports.schedule.tables import table
from shared.operations.pools import Connection


async def list_schedule(connection: Connection, wanted: Wanted) -> Listed:
    """The visits in order of their start."""
    shown = await fetch_rows(
        connection, SCHEDULE, f"id, states[1] as state, visit_kind as kind, planned_start, agreed_on, {SAID}",
        'true order by planned_start collate "C", id collate "C" limit :most::bigint', wanted.values,
    )  # fmt: skip
    return Listed((table(shown, wanted.scope.year, wanted.reference, MOST),))
