"""The Global Terrorism Index: a line a State and year. Pure. Kept is the score; rank and counts follow from others'."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

from services.council.signals.commands import RecordSignals
from services.council.signals.imports.lines import Lines, Row, is_synthetic
from shared.engine.imports.files import LineRejected

NEEDED: Final = ("iso3c", "score", "year")
LONGEST: Final = 40
"""Characters of a score: twice what a computer prints of one."""
HIGHEST: Final = 10


def reader(lines: Lines) -> Callable[[Row], RecordSignals]:
    """Reads a row. It raises LineRejected."""

    def read(row: Row) -> RecordSignals:
        year = lines.period(row["year"], "year")
        if len(year) > len("YYYY"):
            raise LineRejected(f"year {year!r} is more than a year")
        state = lines.state(row["iso3c"], "iso3c", lines.known_on(year))
        return RecordSignals("terrorism_index", state, year, (("score", _score(row["score"])),), is_synthetic(row))

    return read


def _score(text: str) -> str:
    """The score as one would write it, whatever its notation."""
    try:
        score = Decimal(text) if len(text) <= LONGEST else None
    except InvalidOperation:
        score = None
    if score is None or not score.is_finite() or not 0 <= score <= HIGHEST:
        raise LineRejected(f"score {text[:60]!r} is no number from 0 to {HIGHEST}")
    return format(score.normalize(), "f")
