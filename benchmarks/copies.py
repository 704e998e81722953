"""Rows of council's facts for many events.

The product projects a few events once; the rows are copied under other names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.council.facts import PROJECTED
from services.council.facts.projections import facts_of
from shared.engine.rules import Event

COLUMNS = {table.name: table.row._fields for table in PROJECTED}


@dataclass(frozen=True, slots=True)
class Template:
    """A row, and which of its columns a copy changes."""

    table: str
    row: tuple[Any, ...]
    columns: tuple[int, ...]
    """Columns that hold one of the marks."""
    position: int

    def copy(self, names: Mapping[str, str], position: int) -> list[Any]:
        """The same row with each mark replaced by its name."""
        row = list(self.row)
        for index in self.columns:
            row[index] = _rename(row[index], names)
        row[self.position] = position
        return row


def project_templates(events: Iterable[Event[Any]], marks: Sequence[str]) -> Iterator[Template]:
    """The rows that council makes of these events. They hold the marks where copies differ."""
    other = dict.fromkeys(marks, "")
    for event in events:
        for table, row in facts_of(event):
            columns = tuple(index for index, value in enumerate(row) if _rename(value, other) != value)
            yield Template(table.name, tuple(row), columns, type(row)._fields.index("position"))


def _rename(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for mark, name in names.items():
            value = value.replace(mark, name)
    elif isinstance(value, bytes):
        for mark, name in names.items():
            value = value.replace(mark.encode(), name.encode())
    elif isinstance(value, tuple):
        return tuple(_rename(each, names) for each in value)
    return value
