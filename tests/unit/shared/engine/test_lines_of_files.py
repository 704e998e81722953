"""How many lines a text has, however they end; and a first line that a spreadsheet wrote another way."""

from __future__ import annotations

from io import BytesIO

import pytest

from shared.engine.imports.files import ColumnsMissing, count_lines, open_csv


@pytest.mark.parametrize(
    ("text", "lines"),
    [(b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\r\nb\r\n", 2), (b"a\rb\rc", 3), (b"a\n\nb\n\n", 3)],
)
def test_lines_are_counted(text: bytes, lines: int) -> None:
    assert count_lines(text) == lines


@pytest.mark.parametrize("separator", [b";", b"\t"])
def test_columns_with_another_separator_are_refused_and_commas_are_asked_for(separator: bytes) -> None:
    file = BytesIO(b"iso3,start\nKEN,2020\n".replace(b",", separator))
    with pytest.raises(ColumnsMissing) as refused:
        open_csv(file, ("iso3", "start"))
    assert "separated by commas" in refused.value.sentence
