"""How many lines a text has, however they end; a first line that a spreadsheet wrote another way; rows without end."""

from __future__ import annotations

import tracemalloc
from io import BytesIO

import pytest

from shared.engine.imports.files import (
    LONGEST_ROW,
    MOST_COMMAS,
    ColumnMisspelt,
    ColumnsMissing,
    NotCsv,
    count_lines,
    open_csv,
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [(b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\r\nb\r\n", 2), (b"a\rb\rc", 3), (b"a\n\nb\n\n", 3)],
)
def test_lines_are_counted(text: bytes, lines: int) -> None:
    assert count_lines(text) == lines


@pytest.mark.parametrize("row", [b"KEN,2020,a, b,", b"KEN,2020,a,b,c", b"KEN,2020,a"])
def test_a_row_of_another_width_is_none_also_where_the_last_field_is_empty(row: bytes) -> None:
    """A comma in a note had moved all behind it by one, and the row was taken."""
    file = BytesIO(b"iso3,start,note,url\nKEN,2020,a,\n" + row + b"\n")
    good, bad = (found for _, found in open_csv(file, ("iso3", "start")).rows())
    assert (good, bad) == ({"iso3": "KEN", "start": "2020", "note": "a", "url": ""}, None)


def test_a_misspelt_column_is_refused_and_another_one_is_ignored() -> None:
    """A test row became a real one: its column was `syntetic`."""
    with pytest.raises(ColumnMisspelt) as refused:
        open_csv(BytesIO(b"iso3,start,syntetic\nKEN,2020,yes\n"), ("iso3", "start"))
    assert refused.value.fields == ("synthetic",)
    assert refused.value.detail.startswith("Column 3 looks like `synthetic`: correct its name")
    file = BytesIO(b"iso3,start,colour,mission_id\nKEN,2020,red,x\n")
    ((_, row),) = open_csv(file, ("iso3", "start"), ("mission", "synthetic")).rows()
    assert row == {"iso3": "KEN", "start": "2020", "colour": "red", "mission_id": "x"}


@pytest.mark.parametrize("separator", [b";", b"\t"])
def test_columns_with_another_separator_are_refused_and_commas_are_asked_for(separator: bytes) -> None:
    file = BytesIO(b"iso3,start\nKEN,2020\n".replace(b",", separator))
    with pytest.raises(ColumnsMissing) as refused:
        open_csv(file, ("iso3", "start"))
    assert "separated by commas" in refused.value.sentence


@pytest.mark.parametrize(
    "row",
    [
        "\u0101," * 2_000_000,
        "a\u0101" * 2_000_000,
        '"\n' + '",,,,,,,,,,"\n' * 400_000,
        '"' + "\u0101\n" * 2_000_000,
        'x"' + "," * 4_000_000,
    ],
    ids=[
        "fields",
        "characters",
        "fields on many lines",
        "a quotation mark that is not closed",
        "a quotation mark in a field",
    ],
)
@pytest.mark.parametrize("header", ["", "iso3,start\n"])
def test_a_row_without_end_is_refused_before_its_fields_take_memory(header: str, row: str) -> None:
    file = BytesIO((header + row).encode())
    tracemalloc.start()
    with pytest.raises(NotCsv) as refused:
        open_csv(file, ("iso3", "start"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40_000_000
    assert f"The row that begins in line {2 if header else 1}: " in str(refused.value.detail)


def test_each_row_has_the_bound_for_itself() -> None:
    many, text = ",\n" * (MOST_COMMAS - 1), "x" * 90_000
    rows = [
        "iso3,start",
        f'KEN,"{many}"',
        *[f"KEN,{text}" for _ in range(2 * LONGEST_ROW // 90_000)],
    ]
    csv = open_csv(BytesIO("\n".join(rows).encode()), ("iso3", "start"))
    assert [row["iso3"] for _, row in csv.rows() if row] == ["KEN"] * (len(rows) - 1)
