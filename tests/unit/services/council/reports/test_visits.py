"""Visits of the year and of the ten years before, as tables and charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import orjson

from services.council.documents.document import TimeLine, Trend
from services.council.reports.kind import Material
from services.council.reports.visits import build_visit_charts, build_visit_tables
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import SCOPE


def build_said(mode: str, *components: dict[str, str]) -> bytes:
    return orjson.dumps({"mode": mode, "components": components})


VISITS: list[dict[str, Any]] = [
    {
        "state": "KEN",
        "kind": "comprehensive",
        "ended_on": "2023-02-28",
        "to_the_day": False,
        "components": 1,
        "data": build_said("onsite", {"end": "2023-02"}),
    },
    {
        "state": "FIN",
        "kind": "focused",
        "ended_on": "2023-05-04",
        "to_the_day": True,
        "components": 2,
        "data": build_said(
            "hybrid", {"start": "2023-05-02", "end": "2023-05-04"}, {"start": "2023-03-01", "end": "2023-03-01"}
        ),
    },
]
YEARS: list[dict[str, Any]] = [{"year": 2015, "number": 3}, {"year": 2023, "number": 2}]


def material(visits: list[dict[str, Any]] = VISITS, years: list[dict[str, Any]] = YEARS) -> Material:
    return replace(Material(SCOPE, REFERENCE, {}), rows={"visits": visits, "visit_years": years})


def test_each_of_ten_years_has_its_number_and_a_year_without_visits_has_none() -> None:
    trend, _ = build_visit_charts(material())
    assert isinstance(trend, Trend)
    assert trend.points == tuple(str(year) for year in range(2014, 2024))
    assert [line.values for line in trend.lines] == [(0, 3, 0, 0, 0, 0, 0, 0, 0, 2)]
    assert trend.description == "Visits on record in these ten years: 5. Of these, ended in 2023: 2."


def test_a_visit_stands_at_the_day_of_its_end() -> None:
    _, line = build_visit_charts(material())
    assert isinstance(line, TimeLine)
    assert (line.first, line.last, len(line.parts)) == (date(2023, 1, 1), date(2023, 12, 31), 12)
    assert [(stay.label, stay.first, stay.last) for stay in line.stays] == [
        ("Kenya, by 28 February 2023", date(2023, 2, 28), date(2023, 2, 28)),
        ("Finland, 4 May 2023", date(2023, 5, 4), date(2023, 5, 4)),
    ]


def test_the_numbers_of_each_chart_stand_in_a_table() -> None:
    by_year, of_year = build_visit_tables(material())
    assert [[cell.text for cell in row] for row in by_year.rows][-1] == ["2023", "2"]
    assert len(by_year.rows) == 10
    assert [[cell.text for cell in row[2:5]] for row in of_year.rows] == [
        ["On site", "Not recorded", "By 28 February 2023"],
        ["Hybrid", "1 March 2023", "4 May 2023"],
    ]


def test_without_a_visit_there_is_no_chart() -> None:
    assert build_visit_charts(material([], [])) == ()
