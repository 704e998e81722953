"""How wide the columns of a table are beside each other, for forms that must say so. Pure.

All lengths are in characters. A wide character, such as a Chinese one, counts as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from services.council.documents.document import Cell, Column, Table

LINE: Final = 102
"""About as many fit on a line of a table."""
DENSE_LINE: Final = 118
"""The same of a dense table, whose text is smaller."""
DENSE: Final = 6
"""A table with as many columns is dense."""
SHORT: Final = 28
"""A text of this length, such as a day, stays on one line where there is room."""
LONGEST: Final = 240
"""A text longer than this gets more lines instead of more width."""
BREAKABLE: Final = 10
"""A word longer than this may be broken, where it is no number."""
BOLD: Final = 1.15
"""How much wider titles are, which are bold."""
BETWEEN: Final = 3
"""What a column needs beside its text."""
WEIGHT: Final = 0.75
"""The power of what a column still wants that gives its part: below 1, so that who wants little gets more of that."""
MOST_LINES: Final = 14
"""A table with so few lines stays on one page. A longer one that stayed whole could leave half a page empty."""


def is_dense(table: Table) -> bool:
    """Whether its text must be smaller, so that all columns have room."""
    return len(table.columns) >= DENSE


def is_whole(table: Table) -> bool:
    """Whether it stays on one page. Titles of columns and rules between rows are left out of account."""
    return sum(_count_lines(table)) <= MOST_LINES


def has_whole_rows(table: Table) -> bool:
    """Whether no row of it is so high that it must be divided between pages."""
    return max(_count_lines(table), default=0) <= MOST_LINES


def _count_lines(table: Table) -> Iterator[int]:
    """How many lines each row needs at least."""
    line = DENSE_LINE if is_dense(table) else LINE
    rooms = [max(1.0, share * line - BETWEEN) for share in share_width(table)]
    for row in table.rows:
        yield max(1, *(ceil(count_columns(cell.text) / room) for cell, room in zip(row, rooms, strict=True)))


def share_width(table: Table) -> tuple[float, ...]:
    """The share of each column in the width of the table. All together are 1.

    Each column has the room of its longest word, and numbers stay whole. What is left goes to longer texts.
    """
    texts = [[word_of(row[at]) for row in table.rows] for at in range(len(table.columns))]
    least = [_need(column, of) for column, of in zip(table.columns, texts, strict=True)]
    wanted = [
        max(need, BETWEEN + max((min(count_columns(one), LONGEST) for one in [column.title, *of]), default=0))
        for column, of, need in zip(table.columns, texts, least, strict=True)
    ]
    widths = _distribute(least, wanted, DENSE_LINE if is_dense(table) else LINE)
    return tuple(width / sum(widths) for width in widths)


def _need(column: Column, texts: Sequence[str]) -> float:
    title = _longest_word(column.title) * BOLD
    if column.numeric:
        return BETWEEN + max([title, *map(count_columns, texts)])
    return BETWEEN + max(title, min(max(map(_longest_word, texts), default=0), BREAKABLE))


def word_of(cell: Cell) -> str:
    """The text of a cell. An id may be broken behind a dot or an underscore, so that a narrow column can hold it."""
    return re.sub(r"(?<=[._])(?=.)", "\u200b", cell.text) if cell.text == cell.figure else cell.text


def count_columns(text: str) -> int:
    """How many characters wide it is."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text if one != "\u200b")


def _longest_word(text: str) -> int:
    """A wide character is a word of its own, since a line may end behind it."""
    return max((count_columns(word) for word in re.split(r"[\s\u200b]+|(?<=[\u3000-\u9fff])", text)), default=0)


def _distribute(least: Sequence[float], wanted: Sequence[float], line: int) -> Sequence[float]:
    """What is left of the line goes first to short texts, at most half of it. Then it goes to all that want more."""
    room, missing = line - sum(least), [want - need for need, want in zip(least, wanted, strict=True)]
    if room <= 0:
        return least
    if sum(missing) <= room:
        return wanted
    short = [gap if want <= SHORT + BETWEEN else 0.0 for gap, want in zip(missing, wanted, strict=True)]
    part = min(1.0, room / 2 / (sum(short) or 1.0))
    base = [need + part * gap for need, gap in zip(least, short, strict=True)]
    weights = [(want - has) ** WEIGHT for has, want in zip(base, wanted, strict=True)]
    room = line - sum(base)
    return [has + room * weight / sum(weights) for has, weight in zip(base, weights, strict=True)]
