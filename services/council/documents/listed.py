"""What the tables of a document say, to be compared; and a table of which nothing is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from services.council.counting.shown_before import Lists, Rows
from services.council.documents.cells import say_in_cell
from services.council.documents.document import Block, Cell, Document, Table
from services.council.words.catalogue import Words


def list_rows(document: Document) -> Lists:
    """The texts of all its tables."""
    return read_rows(block for section in document.sections for block in section.blocks)


def read_rows(blocks: Iterable[Block]) -> Lists:
    """The texts of the tables among these, by the ids of the tables."""
    return {one.id: texts_of(one) for one in blocks if isinstance(one, Table)}


def texts_of(table: Table) -> Rows:
    """Its rows as they are read."""
    return tuple(tuple(cell.text for cell in row) for row in table.rows)


def hide_rows(words: Words, table: Table) -> Table:
    """The table with one row that shows nothing."""
    return replace(table, rows=((Cell(say_in_cell(words, "not-shown")),) * len(table.columns),))


def shows_nothing(words: Words, table: Table) -> bool:
    """Whether it is such a table."""
    return table.rows == hide_rows(words, table).rows
