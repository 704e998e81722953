"""Reads what UNOCT's briefing lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.council.counting.reading import SAID, fetch_rows, rows
from services.council.counting.tallies import Number, Tallies
from services.council.figures.briefing import OF_NEEDS
from services.council.populations import BRIEFINGS, DUPLICATIONS, PROGRAMMES, STEPS
from services.council.reports.briefing.tables import Lists, last_briefing, tables
from services.council.reports.plan import Listed, Wanted
from services.council.sql import load_statement
from shared.operations.pools import Connection


async def list_briefing(connection: Connection, wanted: Wanted) -> Listed:
    """What was done since the last briefing, cases by State, duplication, programmes, next steps."""
    values, year = wanted.values, wanted.scope.year
    briefings, steps = await list_briefings(connection, values), await list_steps(connection, values)
    since = last_briefing(briefings) or date(year - 1, 12, 31)
    done = await rows(connection, load_statement(__file__, "../queries/answered_since"), {**values, "since": since})
    lists = Lists(
        year=year,
        briefings=briefings,
        since={row["stage"]: row["needs"] for row in done},
        cases=_cases(wanted.tallies),
        duplications=await fetch_rows(
            connection,
            DUPLICATIONS,
            "states[1] as state, flagged_on, resolved_on, resolution",
            "true order by id",
            values,
        ),
        programmes=await fetch_rows(connection, PROGRAMMES, f"states, {SAID}", "has_cited order by id", values),
        steps=steps,
    )
    return Listed(tables(lists, wanted.reference), any(row["synthetic"] for row in (*briefings, *steps)))


async def list_briefings(connection: Connection, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Briefings and meetings of the two offices in the period, in order of day."""
    columns = "briefing_kind, held_on, invited_on, speaker, synthetic"
    return await fetch_rows(connection, BRIEFINGS, columns, "true order by held_on, id", values)


async def list_steps(connection: Connection, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All practical steps that were agreed by the cut-off, in order of due date."""
    columns = "title, owner, due_on, indicator, done_on, seen, synthetic"
    return await fetch_rows(connection, STEPS, columns, "true order by due_on, id", values)


def _cases(tallies: Tallies) -> dict[str, list[int]]:
    """Of each State how many needs there are that readers may see, and what came of them."""
    answers = [tallies.of[figure.id].seen for figure in OF_NEEDS]
    return {
        state: [number.size, *(each.get(state, Number()).number or 0 for each in answers)]
        for state, number in answers[0].items()
    }
