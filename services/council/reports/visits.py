"""Visits in reports: those of the year, and how many there were in each of the last ten. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import orjson

from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines, word_first
from services.council.documents.document import AnyChart, Line, Stay, Table, TimeLine, Trend
from services.council.figures.annual import IN_YEAR
from services.council.populations import VISITS
from services.council.reports.kind import DATA, Material, Query, query
from services.council.words.names import begin_cell, name_in_cell

YEARS: Final = 10
"""Of a trend, with the year that the report is about."""
BY_YEAR: Final = "table-visits-by-year"
OF_YEAR: Final = "table-visits-of-year"
TREND: Final = "chart-visits-by-year"
TIME_LINE: Final = "chart-visits-of-year"
COLUMNS: Final = ("state", "kind", "mode", "start", "ended-on", "#components")

VISITS_OF_YEAR: Final = query(
    VISITS,
    "state, visit_kind as kind, to_char(ended_on, 'YYYY-MM-DD') as ended_on, is_to_the_day as to_the_day,"
    f" components, {DATA}",
    f'component = 1 and {IN_YEAR} order by ended_on, visit_id collate "C" limit :most::bigint',
)
LISTS: Final[Mapping[str, Query]] = {
    "visits": VISITS_OF_YEAR,
    "visit_years": query(
        VISITS,
        "extract(year from ended_on)::int as year, count(distinct visit_id) as number",
        f"ended_on between :first_day::date - interval '{YEARS - 1} years' and :cut_off::date group by 1 order by 1",
    ),
}


def show_visit(of: Material, row: Row) -> tuple[Value, ...]:
    """A line of a table with these columns."""
    kind = name_in_cell(of.words, "visit-kind", row["kind"])
    said = orjson.loads(row["data"])
    mode = name_in_cell(of.words, "mode", said["mode"])
    first = min(said["components"], key=lambda one: one.get("start") or one["end"])
    start = of.words.partial_day(first["start"]) if first.get("start") else None
    end = begin_cell(_say_end(of, row))
    return of.state(row["state"]), kind, mode, start, end, row["components"]


def _say_end(of: Material, row: Row) -> str:
    """A day that is only known by its month or year stands as the last one of it."""
    day = date.fromisoformat(row["ended_on"])
    return of.words.day(day) if row["to_the_day"] else of.words.say("by-day", day=day)


def build_visit_tables(of: Material) -> tuple[Table, ...]:
    """The visits of the year, and their numbers in the last ten years."""
    visits, year = of.rows["visits"], str(of.scope.year)
    caption = word_first(of.words, of.words.say("visits-of-year", year=year), visits, MOST)
    return (
        lines(of.words, BY_YEAR, of.words.say("visits-by-year"), ("year", "#visits"), _count_by_year(of).items()),
        lines(of.words, OF_YEAR, caption, COLUMNS, (show_visit(of, row) for row in visits)),
    )


def build_visit_charts(of: Material) -> tuple[AnyChart, ...]:
    """The same as lines and bars. A chart of no visit is left out."""
    words, year, by_year = of.words, of.scope.year, _count_by_year(of)
    total, visits = sum(by_year.values()), of.rows["visits"]
    shown = words.say("visits-by-year-shown", total=total, year=str(year), visits=by_year[str(year)])
    trend = Trend(
        TREND,
        words.say("visits-by-year"),
        shown,
        tuple(by_year),
        (Line(words.say("column-visits"), tuple(by_year.values())),),
    )
    time_line = TimeLine(
        TIME_LINE,
        words.say("visits-of-year", year=str(year)),
        words.say("visits-of-year-shown", year=str(year), visits=len(visits)),
        date(year, 1, 1),
        date(year, 12, 31),
        tuple(str(month) for month in range(1, 13)),
        tuple(_find_stay(of, row) for row in visits),
    )
    return (*([trend] if total else []), *([time_line] if visits else []))


def _count_by_year(of: Material) -> dict[str, int]:
    """How many visits each year has, also those without one."""
    found = {row["year"]: row["number"] for row in of.rows["visit_years"]}
    return {str(year): found.get(year, 0) for year in range(of.scope.year - YEARS + 1, of.scope.year + 1)}


def _find_stay(of: Material, row: Row) -> Stay:
    """Where a visit stands: only the day of its end is known of all."""
    day = date.fromisoformat(row["ended_on"])
    return Stay(of.words.join((of.state(row["state"]), _say_end(of, row))), day, day)
