"""How a row crosses to PostgreSQL: one value a column, in the order of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.engine.rules import Table
from shared.engine.storage.tables import columns, storage_of


@dataclass(frozen=True, slots=True)
class Part:
    on: date


@dataclass(frozen=True, slots=True)
class Whole:
    id: str
    names: tuple[str, ...]
    part: Part | None
    parts: tuple[Part, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    id: str


def test_a_row_of_one_column_is_a_record_of_one_value() -> None:
    assert storage_of(Table("alone", Alone), "s").record(Alone("a-key")) == ("a-key",)


def test_what_is_nested_crosses_as_json_and_all_else_as_it_is() -> None:
    at = storage_of(Table("whole", Whole), "s")
    assert [column.sql_type for column in columns(Whole)] == ["text", "text[]", "jsonb", "jsonb", "date"]
    row = Whole("w", ("a",), None, (Part(date(2024, 2, 29)),))
    assert at.record(row) == ("w", ("a",), None, '[{"on":"2024-02-29"}]', None)
    assert at.build(("w", ["a"], None, '[{"on":"2024-02-29"}]', None)) == row
