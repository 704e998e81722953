"""The visits on the schedule, as the public may know them: no purpose, no guests. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from reference import Reference
from services.council.reports.cells import Row, lines, term
from services.council.reports.document import Table
from services.council.reports.words import spelled_partly, state_name


def table(rows: Sequence[Row], year: int, reference: Reference, most: int) -> Table:
    """A line a visit, in order of start; one of as many rows as are shown at most says so."""
    caption = f"Visits that the State agreed to, to start in {year}"
    told = caption if len(rows) < most else f"{caption} (the first {most})"
    columns = ("State", "Kind", "Start", "End", "Mode", "Agreed on")
    return lines("table-schedule", told, columns, [_row(row, orjson.loads(row["data"]), reference) for row in rows])


def _row(row: Row, said: Mapping[str, Any], reference: Reference) -> tuple[Any, ...]:
    end = said.get("end")
    dates = spelled_partly(row["planned_start"]), spelled_partly(end) if end else None
    return (state_name(reference, row["state"]), row["kind"], *dates, term(said.get("mode")), row["agreed_on"])
