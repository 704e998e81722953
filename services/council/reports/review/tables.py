"""What the annual review lists: visits, assessments, meetings, products, and what is ahead. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reference import Reference
from services.council.reports.cells import lines
from services.council.reports.document import Table
from services.council.reports.words import state_name

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of each table, in order."""

    visits: Sequence[Row]
    assessments: Sequence[Row]
    meetings: Sequence[Row]
    products: Sequence[Row]
    forecast: Sequence[Row]


def tables(of: Lists, year: int, reference: Reference, most: int) -> tuple[Table, ...]:
    """All of them; a table of as many rows as are shown at most says so."""

    def table(id_: str, caption: str, columns: Sequence[str], rows: Sequence[Row], row: Callable[[Row], Any]) -> Table:
        told = caption if len(rows) < most else f"{caption} (the first {most})"
        return lines(f"table-{id_}", told, columns, map(row, rows))

    def state(row: Row) -> str:
        return state_name(reference, row["state"])

    return (
        table(
            "visits",
            f"Visits in {year}",
            ("State", "Kind", "Ended on", "#Components", "Visit"),
            of.visits,
            lambda row: (state(row), row["kind"], _ended(row), row["components"], row["id"]),
        ),
        table(
            "assessments",
            f"Assessments completed in {year}",
            ("State", "Kind", "Submitted on", "#Days to draft", "#Draft to final", "#Final to Committee", "Assessment"),
            of.assessments,
            lambda row: (state(row), row["kind"], row["submitted_to_ctc_on"], *_spans(row), row["id"]),
        ),
        table(
            "meetings",
            f"Meetings held in {year}",
            ("Meeting", "Kind", "Held on", "#States invited", "#States attending"),
            of.meetings,
            lambda row: (row["id"], row["kind"], row["occurred_on"], row["invited"], row["attended"]),
        ),
        table(
            "products",
            f"Surveys and analytical products adopted in {year}",
            ("Product", "Kind", "State", "Adopted on"),
            of.products,
            lambda row: (row["id"], row["kind"], state(row) or "several", row["occurred_on"]),
        ),
        table(
            "forecast",
            f"Forecast for {year + 1}",
            ("Day", "What", "State", "Id"),
            of.forecast,
            lambda row: (row["day"], row["kind"], state(row) or "none", row["id"]),
        ),
    )


def _ended(row: Row) -> str:
    """A day that is only known by its month or year stands as the last one of it."""
    ended: str = row["ended_on"]
    return ended if row["to_the_day"] else f"by {ended}"


def _spans(row: Row) -> Iterable[int | None]:
    return row["visit_to_draft"], row["draft_to_final"], row["final_to_ctc"]
