"""How wide the columns of a table are beside each other, for forms that must say so. Pure.

All lengths are in characters. A wide character, such as a Chinese one, counts as two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

from services.council.documents.document import Cell, Column, Table

LINE: Final = 102
"""About as many fit on a line of a table."""
DENSE_LINE: Final = 118
"""The same of a dense table, whose text is smaller."""
DENSE: Final = 6
"""A table with as many columns is dense."""
LONGEST: Final = 60
"""A text longer than this gets more lines instead of more width."""
BREAKABLE: Final = 10
"""A word longer than this may be broken, where it is no number."""
BOLD: Final = 1.15
"""How much wider titles are, which are bold."""
BETWEEN: Final = 2
"""What a column needs beside its text."""


def is_dense(table: Table) -> bool:
    """Whether its text must be smaller, so that all columns have room."""
    return len(table.columns) >= DENSE


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
    """What is left of the line goes to all that want more; who wants little gets the larger part of that."""
    room, missing = line - sum(least), [want - need for need, want in zip(least, wanted, strict=True)]
    if room <= 0:
        return least
    if sum(missing) <= room:
        return wanted
    weights = [one**0.75 for one in missing]
    return [need + room * weight / sum(weights) for need, weight in zip(least, weights, strict=True)]
