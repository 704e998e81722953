"""What the annual review lists: what was done in the year, with whom, and what is ahead. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from reference import Reference
from services.council.reports.cells import Row, Value, lines
from services.council.reports.document import Table
from services.council.reports.review.coordination import in_the_un, outside_it
from services.council.reports.words import spelled, spelled_partly, state_name


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of each table, in order."""

    visits: Sequence[Row]
    assessments: Sequence[Row]
    meetings: Sequence[Row]
    products: Sequence[Row]
    forecast: Sequence[Row]
    outcome: Sequence[Row]
    """What was ahead for the year, and whether it was done."""
    with_unoct: Sequence[Row]


VISITS = ("State", "Kind", "Ended on", "#Components")
ASSESSMENTS = ("State", "Kind", "Submitted on", "#Days from visit to draft", "#Draft to final", "#Final to Committee")
IN_THE_UN = ("Body", "Occasion", "#Invited", "#Took part")
OUTSIDE_IT = ("Body", "Sector", "#Visits to which it was invited", "#In which it took part")
MEETINGS = ("Meeting", "Kind", "Held on", "#States invited", "#States attending")
PRODUCTS = ("Product", "Kind", "State", "Adopted on")
FORECAST = ("Day", "What", "State")
SURVEYS = {
    "edis": "detailed implementation survey (eDIS)",
    "oia": "overview of implementation assessment (OIA)",
    "gis": "global implementation survey (GIS)",
}


def tables(of: Lists, year: int, reference: Reference, most: int) -> tuple[Table, ...]:
    """All of them; a table of as many rows as are shown at most says so."""

    def table(id_: str, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Table:
        told = caption if len(rows) < most else f"{caption} (the first {most})"
        return lines(f"table-{id_}", told, columns, rows)

    def state(row: Row) -> str:
        return state_name(reference, row["state"])

    visits, meetings = [_said(row) for row in of.visits], [_said(row) for row in of.meetings]
    outcome = [(*_ahead(row, state(row)), "done" if row["done"] else "not done") for row in of.outcome]
    return (
        table("visits", f"Visits in {year}", VISITS, [(state(row), *_visit(row)) for row in of.visits]),
        table(
            "assessments",
            f"Assessments completed in {year}",
            ASSESSMENTS,
            [(state(row), row["kind"], row["submitted_to_ctc_on"], *_spans(row)) for row in of.assessments],
        ),
        table(
            "in-the-un",
            f"Coordination in the United Nations in {year}",
            IN_THE_UN,
            in_the_un(visits, meetings, of.with_unoct),
        ),
        table("outside-it", f"Engagement outside the United Nations in {year}", OUTSIDE_IT, [*outside_it(visits)]),
        table("meetings", f"Meetings held in {year}", MEETINGS, [_meeting(row) for row in of.meetings]),
        table(
            "products",
            f"Surveys and analytical products adopted in {year}",
            PRODUCTS,
            [_product(row, state(row)) for row in of.products],
        ),
        table("outcome", f"Forecast for {year}, and its outcome", (*FORECAST, "By the cut-off"), outcome),
        table("forecast", f"Forecast for {year + 1}", FORECAST, [_ahead(row, state(row)) for row in of.forecast]),
    )


def _said(row: Row) -> Row:
    found: Row = orjson.loads(row["data"])
    return found


def _visit(row: Row) -> tuple[Value, ...]:
    """A day that is only known by its month or year stands as the last one of it."""
    ended = spelled(date.fromisoformat(row["ended_on"]))
    return row["kind"], ended if row["to_the_day"] else f"by {ended}", row["components"]


def _spans(row: Row) -> Iterable[int | None]:
    return row["visit_to_draft"], row["draft_to_final"], row["final_to_ctc"]


def _meeting(row: Row) -> tuple[Value, ...]:
    return _said(row)["title"], row["kind"], row["occurred_on"], row["invited"], row["attended"]


def _product(row: Row, state: str) -> tuple[Value, ...]:
    return _said(row)["title"], SURVEYS.get(row["kind"], row["kind"]), state or "several", row["occurred_on"]


def _ahead(row: Row, state: str) -> tuple[Value, ...]:
    what = _said(row)["title"] if row["data"] else row["kind"]
    return spelled_partly(row["day"]), what, state or "none"
