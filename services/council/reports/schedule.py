"""The schedule of the visits that States agreed to (OP12), as the public may know them: no purpose, no guests. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines, word_first
from services.council.documents.document import Paragraph, Table
from services.council.figures.schedule import SCHEDULED
from services.council.populations import SCHEDULE
from services.council.reports import plain
from services.council.reports.brief import say_how_many
from services.council.reports.kind import DATA, Kind, Material, query
from services.council.words.names import name_in_cell

COLUMNS: Final = ("state", "kind", "start", "end", "mode", "agreed-on")


def build_tables(of: Material) -> tuple[Table, ...]:
    """A line a visit, in order of start; a table of as many rows as are shown at most says so."""
    rows = of.rows["visits"]
    caption = word_first(of.words, of.say("schedule-visits"), rows, MOST)
    shown = [_build_row(of, row, orjson.loads(row["data"])) for row in rows]
    return (lines(of.words, "table-schedule", caption, COLUMNS, shown),)


def _build_row(of: Material, row: Row, data: Mapping[str, Any]) -> tuple[Value, ...]:
    words, end = of.words, data.get("end")
    dates = words.partial_day(row["planned_start"]), words.partial_day(end) if end else None
    kind, mode = name_in_cell(words, "visit-kind", row["kind"]), name_in_cell(words, "mode", data.get("mode"))
    return (of.state(row["state"]), kind, *dates, mode, row["agreed_on"])


def say_brief(of: Material) -> Iterator[Paragraph]:
    """How many visits are to come."""
    yield from say_how_many(of, "schedule-brief-agreed", "schedule-brief-none", agreed="visits_agreed")


KIND: Final = Kind(
    name="schedule",
    audience="public",
    shown_to="public",
    compose=plain.compose,
    figures=SCHEDULED,
    brief=say_brief,
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
