"""How wide columns are."""

from __future__ import annotations

import pytest

from services.council.documents.document import Cell, Column, Table
from services.council.documents.widths import count_columns, share_width, word_of


def table(columns: tuple[Column, ...], *rows: tuple[str, ...]) -> Table:
    return Table("t", "T", columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def test_all_columns_together_are_the_whole() -> None:
    of = table((Column("A"), Column("B", True)), ("x" * 300, "1,000"), ("y z", "2"))
    assert sum(share_width(of)) == pytest.approx(1)


def test_a_long_text_gets_more_room_than_a_number_and_a_number_stays_whole() -> None:
    words, number = share_width(table((Column("A"), Column("B", True)), ("many words " * 20, "1,000,000")))
    assert words > 3 * number
    assert number * 102 >= len("1,000,000")


def test_a_table_without_rows_has_columns_too() -> None:
    assert len(share_width(table((Column("A"), Column("Bbbb"))))) == 2


def test_a_wide_character_counts_twice() -> None:
    assert count_columns("边境 a") == 6


def test_an_id_may_be_broken_behind_dots_and_underscores_and_other_words_may_not() -> None:
    assert word_of(Cell("a.b_c", "a.b_c")) == "a.\u200bb_\u200bc"
    assert word_of(Cell("a.b_c")) == "a.b_c"
