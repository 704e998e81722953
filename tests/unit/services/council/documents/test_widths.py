"""How wide columns are."""

from __future__ import annotations

import pytest

from services.council.documents.document import Cell, Column, Table
from services.council.documents.widths import (
    DENSE_LINE,
    LINE,
    count_columns,
    has_whole_rows,
    is_whole,
    share_width,
    word_of,
)


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


def test_a_day_stays_on_one_line_beside_long_texts() -> None:
    columns = tuple(Column(title) for title in ("State", "Reasons and evidence", "Last visit", "Consent", "Changes"))
    row = ("Kenya", "many words " * 40, "31 декабря 2024 года", "2023: asked; 2023: given; 2023: declined", "none")
    shares = share_width(table(columns, row))
    assert shares[2] * LINE >= len(row[2])
    assert shares[1] > 2 * shares[3]


def test_a_day_stays_whole_in_the_list_of_figures() -> None:
    titles = ("Figure", "#Numerator", "#Denominator", "#Value", "Unit", "Cut-off", "Basis")
    columns = tuple(Column(title.removeprefix("#"), title.startswith("#")) for title in titles)
    row = ("Assessed more than five years ago: Advance passenger information", *["not shown"] * 3)
    shares = share_width(table(columns, (*row, "recommendations", "31 December 2024", "older_than_five_years.api")))
    assert shares[5] * DENSE_LINE >= len("31 December 2024")
    assert shares[4] * DENSE_LINE >= len("recommendations")


def test_a_table_of_few_rows_with_long_texts_may_be_divided_between_pages() -> None:
    columns = (Column("Figure"), Column("What it counts"))
    assert is_whole(table(columns, *[("A", "short")] * 14))
    assert not is_whole(table(columns, *[("A", "many words " * 30)] * 8))
    assert is_whole(table(columns))


def test_only_a_row_that_would_fill_a_page_may_be_divided_between_pages() -> None:
    columns = (Column("State"), Column("Reasons"))
    assert has_whole_rows(table(columns, *[("A", "many words " * 30)] * 8))
    assert not has_whole_rows(table(columns, ("A", "many words " * 300)))
