"""A line a figure. Pure."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.cells import ISOLATES
from services.council.documents.document import Document

COLUMNS: Final = (
    "id", "label", "numerator", "denominator", "value", "unit", "cut_off", "basis", "suppressed", "unit_code",
    "report", "year", "thing", "state", "edition", "reissue", "audience", "language", "synthetic", "marking",
)  # fmt: skip
"""The last ones say of each line which edition it is of, so that lines of several files can stand in one table."""
READ_AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is one for programs that show tables."""


def render(document: Document) -> str:
    """The file, its line ends included."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    of = _list_values_of_edition(document)
    writer.writerows((*_list_values(figure), *of) for figure in document.figures)
    return file.getvalue()


def _list_values(figure: Figure) -> tuple[str | int | None, ...]:
    return (
        guard(figure.id),
        clean(figure.label),
        figure.numerator,
        figure.denominator,
        figure.value,
        clean(figure.unit),
        figure.cut_off.isoformat(),
        guard(figure.basis),
        word_truth(figure.suppressed),
        figure.unit_code,
    )


def _list_values_of_edition(document: Document) -> tuple[str | int, ...]:
    return (
        document.report,
        document.year,
        guard(document.thing),
        guard(document.state),
        document.edition,
        document.reissue,
        document.audience,
        document.language,
        word_truth(document.synthetic),
        clean(document.marking),
    )


def word_truth(is_so: bool) -> str:
    """As JSON has it."""
    return "true" if is_so else "false"


def clean(text: str) -> str:
    """Words without marks of direction, which are for who sets them."""
    return guard(text.translate(ISOLATES))


def guard(text: str) -> str:
    """The text; behind an apostrophe, if a program could read it as a formula."""
    return f"'{text}" if text.startswith(READ_AS_FORMULA) else text
