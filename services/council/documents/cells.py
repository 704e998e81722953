"""Tables that list what is no figure: dates, steps, cases. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from services.council.documents.document import Cell, Column, Table
from services.council.documents.words import group_digits, spell_day

UNKNOWN = "not recorded"
"""Where nothing is recorded."""

Value = str | int | date | None
Row = Mapping[str, Any]
"""One listed thing: its values by the names of columns."""


def lines(id_: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Table:
    """A table of plain values; a column whose title begins with `#` holds numbers."""
    titles = tuple(Column(title.removeprefix("#"), title.startswith("#")) for title in columns)
    return Table(id_, caption, titles, tuple(tuple(Cell(word_value(value)) for value in row) for row in rows))


def word_value(value: Value) -> str:
    """As a reader reads it."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, date):
        return spell_day(value)
    return group_digits(value) if isinstance(value, int) else value


def term(code: str | None) -> str | None:
    """A word of a closed list, such as `partly_implemented`, as text has it."""
    return "on site" if code == "onsite" else code.replace("_", " ") if code else None
