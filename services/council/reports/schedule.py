"""The schedule of the visits that States agreed to (OP12), as the public may know them: no purpose, no guests. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson

from reference import Reference
from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines, term
from services.council.documents.document import Table
from services.council.documents.words import spelled_partly, state_name
from services.council.figures.schedule import SCHEDULED
from services.council.populations import SCHEDULE
from services.council.reports import plain
from services.council.reports.kind import DATA, Kind, Material, query

COLUMNS: Final = ("State", "Kind", "Start", "End", "Mode", "Agreed on")


def build_tables(of: Material) -> tuple[Table, ...]:
    """A line a visit, in order of start; a table of as many rows as are shown at most says so."""
    rows = of.rows["visits"]
    caption = f"Visits that the State agreed to, to start in {of.scope.year}"
    whole = caption if len(rows) < MOST else f"{caption} (the first {MOST})"
    shown = [_build_row(row, orjson.loads(row["data"]), of.reference) for row in rows]
    return (lines("table-schedule", whole, COLUMNS, shown),)


def _build_row(row: Row, data: Mapping[str, Any], reference: Reference) -> tuple[Value, ...]:
    end = data.get("end")
    dates = spelled_partly(row["planned_start"]), spelled_partly(end) if end else None
    return (state_name(reference, row["state"]), row["kind"], *dates, term(data.get("mode")), row["agreed_on"])


KIND: Final = Kind(
    name="schedule",
    audience="public",
    shown_to="public",
    title=lambda scope: f"Schedule of visits to Member States in {scope.year}",
    subtitle="Of the Counter-Terrorism Committee",
    compose=plain.compose,
    figures=SCHEDULED,
    counts_assessments=False,
    lists={
        "visits": query(
            SCHEDULE,
            f"id, states[1] as state, visit_kind as kind, planned_start, agreed_on, {DATA}",
            'true order by planned_start collate "C", id collate "C" limit :most::bigint',
        )
    },
    tables=build_tables,
    ahead=True,
)
