"""Tables that list what is no figure: dates, steps, cases. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from services.council.documents.document import Cell, Column, Table
from services.council.words.catalogue import Argument, Words
from services.council.words.names import begin_cell

ISOLATES: Final = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks of direction, which are no part of a number or a word."""
Value = str | int | date | None
Row = Mapping[str, Any]
"""One listed thing: its values by the names of columns."""


def lines(words: Words, id_: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Table:
    """A table of plain values. Columns are named as messages `column-NAME`; one that begins with `#` holds numbers."""
    cells = tuple(tuple(Cell(word_value(words, value)) for value in row) for row in rows)
    return Table(id_, caption, title_columns(words, columns), cells)


def title_columns(words: Words, columns: Sequence[str]) -> tuple[Column, ...]:
    """Columns with these names."""
    names = ((one.removeprefix("#"), one.startswith("#")) for one in columns)
    return tuple(Column(words.say(f"column-{name}"), is_numeric, name) for name, is_numeric in names)


def word_value(words: Words, value: Value) -> str:
    """As a reader reads it."""
    if value is None or value == "":
        return say_in_cell(words, "not-recorded")
    if isinstance(value, date):
        return words.day(value)
    return words.number(value) if isinstance(value, int) else words.isolate_foreign(value)


def say_in_cell(words: Words, id_: str, **arguments: Argument) -> str:
    """The message as it begins a cell, with a capital letter where the language has them."""
    return begin_cell(words.say(id_, **arguments))


def word_first(words: Words, caption: str, rows: Sequence[object], most: int) -> str:
    """The caption, which says so where a table has as many rows as are shown at most."""
    return caption if len(rows) < most else words.say("first-rows", caption=caption, most=most)
