"""Ratings of the Financial Action Task Force: a line an evaluation, a column a rating. Pure.

All ratings are checked. Those that `reference/ranking.yaml` weighs are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reference import Reference
from reference.ranking import RATINGS
from services.council.signals.commands import RecordSignals
from services.council.signals.imports.lines import Lines, Row, is_synthetic
from shared.engine.imports.files import LineRejected

NOT_RATED: Final = ("", "NA", "N/A")


def list_needed_columns(reference: Reference) -> tuple[str, ...]:
    """The columns that must be there."""
    return ("iso3", "report_date", *(measure.lower() for measure in reference.ranking.fatf.ratings))


def reader(lines: Lines) -> Callable[[Row], RecordSignals]:
    """Reads a row. It raises LineRejected."""
    weighed = tuple(lines.reference.ranking.fatf.ratings)
    rated = [(measure, measure.lower(), {*scale, *NOT_RATED}) for measure, scale in RATINGS.items()]

    def read(row: Row) -> RecordSignals:
        period = lines.period(row["report_date"], "report_date")
        state = lines.state(row["iso3"], "iso3", lines.known_on(period))
        for measure, column, scale in rated:
            if row.get(column, "").upper() not in scale:
                known = ", ".join(RATINGS[measure])
                raise LineRejected(f"{measure} {row[column][:60]!r} is no rating; known are {known}")
        measured = ((measure, row[measure.lower()].upper()) for measure in weighed)
        ratings = tuple((measure, rating) for measure, rating in measured if rating not in NOT_RATED)
        if not ratings:
            raise LineRejected(f"none of {', '.join(weighed)} is rated")
        return RecordSignals("fatf", state, period, ratings, is_synthetic(row))

    return read
