"""Reads one cycle for its follow-up report: all by its ids, so that its cost is the cycle's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from services.council.counting.reading import dicts, fetch_rows, rows, texts
from services.council.populations import RECOMMENDATIONS
from services.council.reports.followup.cycle import Cycle, Recommendation, read_cycle
from services.council.reports.followup.tables import tables
from services.council.reports.plan import Listed, Wanted
from services.council.sql import load_statement
from shared.operations.pools import Connection

COLUMNS: Final = """
    id, priority, position, reported, assessed, is_needed as needed, is_requested as requested,
    is_released as released, is_taken_up as taken_up, seen, made_by as told_by, amended_by, assessed_by, reported_by
"""


async def narrow_to_cycle(connection: Connection, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with the cycle's assessment, and the ids of all that belong to it, or did."""
    said = await rows(connection, load_statement(__file__, "../queries/cycle"), values)
    found = {**values, "cycle": values["thing"], "assessment": said[0]["assessment_id"] if said else ""}
    return found | {
        "only": [row["id"] for row in await rows(connection, load_statement(__file__, "../queries/cycle_ids"), found)]
    }


async def list_cycle(connection: Connection, wanted: Wanted) -> Listed:
    """Punctuality, steps, the State's response, and what CTED reports and proposes."""
    said = await dicts(connection, load_statement(__file__, "../queries/cycle"), wanted.values)
    found = await fetch_rows(connection, RECOMMENDATIONS, COLUMNS, "is_in_cycle order by id", wanted.values)
    cycle = read_cycle(said, [Recommendation(**row) for row in found])
    told = await texts(connection, tuple(_speaking(cycle)))
    return Listed(tables(cycle, told), any(row["synthetic"] for row in said))


def _speaking(of: Cycle) -> Iterable[str]:
    """The events that speak of steps, capacity and resources."""
    for one in of.recommendations:
        yield from filter(None, (one.told_by, one.amended_by, one.assessed_by, one.reported_by))
    for follow_up in of.follow_ups:
        yield from follow_up.events
