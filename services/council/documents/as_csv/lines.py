"""A line a figure. Pure."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.document import Document

COLUMNS: Final = (
    "id", "label", "numerator", "denominator", "value", "unit", "cut_off", "basis", "suppressed",
)  # fmt: skip
READ_AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is one for programs that show tables."""


def render(document: Document) -> str:
    """The file, its line ends included."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(map(_list_values, document.figures))
    return file.getvalue()


def _list_values(figure: Figure) -> tuple[str | int | None, ...]:
    return (
        guard(figure.id),
        guard(figure.label),
        figure.numerator,
        figure.denominator,
        figure.value,
        guard(figure.unit),
        figure.cut_off.isoformat(),
        guard(figure.basis),
        "true" if figure.suppressed else "false",
    )


def guard(text: str) -> str:
    """The text; behind an apostrophe, if a program could read it as a formula."""
    return f"'{text}" if text.startswith(READ_AS_FORMULA) else text
