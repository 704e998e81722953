"""Reads what the annual review and forecast lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.council.counting.reading import MOST, SAID, WHAT_WAS_SAID, fetch_rows
from services.council.counting.scope import forecast_of
from services.council.figures.shared import IN_YEAR
from services.council.populations import ASSESSMENTS, FORECAST, MEETINGS, PRODUCTS, VISITS
from services.council.reports.briefing.reading import list_briefings
from services.council.reports.plan import Listed, Wanted
from services.council.reports.review.tables import Lists, tables
from shared.operations.pools import Connection

FORECAST_COLUMNS: Final = (
    "kind, states[1] as state, day, is_done as done, synthetic,"
    f" case when kind = 'obligation' then {WHAT_WAS_SAID} end as data"
)


async def list_review(connection: Connection, wanted: Wanted) -> Listed:
    """What was done in the year, with whom, and what is ahead."""
    lists = await _read(connection, wanted)
    invented = any(row["synthetic"] for row in (*lists.with_unoct, *lists.forecast))
    return Listed(tables(lists, wanted.scope.year, wanted.reference, MOST), invented)


async def _read(connection: Connection, wanted: Wanted) -> Lists:
    scope, values = wanted.scope, wanted.values
    return Lists(
        visits=await fetch_rows(
            connection, VISITS,
            "state, visit_kind as kind, to_char(ended_on, 'YYYY-MM-DD') as ended_on, is_to_the_day as to_the_day,"
            f" components, {SAID}",
            f'component = 1 and {IN_YEAR} order by ended_on, visit_id collate "C" limit :most::bigint', values,
        ),
        assessments=await fetch_rows(
            connection, ASSESSMENTS,
            "states[1] as state, assessment_kind as kind, submitted_on as submitted_to_ctc_on,"
            " days_visit_to_draft as visit_to_draft, days_draft_to_final as draft_to_final,"
            " days_final_to_ctc as final_to_ctc",
            'true order by submitted_on, id collate "C" limit :most::bigint', values,
        ),
        meetings=await fetch_rows(
            connection, MEETINGS,
            "meeting_kind as kind, held_on as occurred_on, cardinality(states) as invited,"
            f" cardinality(attended) as attended, {SAID}",
            'true order by held_on, id collate "C" limit :most::bigint', values,
        ),
        products=await fetch_rows(
            connection, PRODUCTS, f"product_kind as kind, states[1] as state, adopted_on as occurred_on, {SAID}",
            'true order by adopted_on, id collate "C" limit :most::bigint', values,
        ),
        forecast=await _forecast(connection, {**values, **forecast_of(scope.year + 1, scope.cut_off)}),
        outcome=await _forecast(connection, values),
        with_unoct=await list_briefings(connection, values),
    )  # fmt: skip


async def _forecast(connection: Connection, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    order = 'true order by day collate "C", kind, id collate "C" limit :most::bigint'
    return await fetch_rows(connection, FORECAST, FORECAST_COLUMNS, order, values)
