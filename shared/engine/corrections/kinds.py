"""What can be put right of a kind of record, declared once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from contracts.corrections import Replaced
from contracts.vocabulary import Day
from shared.engine.corrections.model import RecordCorrection
from shared.engine.corrections.paths import list_paths, read_field
from shared.engine.known import Known, Need, Table
from shared.engine.principals import Principal
from shared.engine.rules import Change, Context

Record = TypeVar("Record")
Days = Sequence[tuple[str, date | None]]
"""Days by their names, each of which rests on the one before it."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose matter a field of a record is, beside the Committee's."""

    state: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Correctable(Generic[Record]):
    """A kind of record with the fields that can be put right. Compared by identity."""

    name: str
    """Such as `consent`."""
    table: Table[Any]
    topic: str
    """The service's own, on which it tells of the correction."""
    paragraph: str
    fields: Mapping[str, Any]
    """By path the type of its value. `*` in a path stands for each place of a list. A day is one that has passed."""
    needs: Callable[[str, str], Iterable[Need]]
    """The record with this key, below that parent, and what must be known to put it right."""
    order: Callable[[Record, Known], Iterable[Days]]
    """Its days in the order in which they must lie, with those of other things on which they rest."""
    replaces: Callable[[Record, str, Known], Iterable[Replaced]]
    """The events that told the field at this path as it was."""
    apply: Callable[[Record, Record, Known, Context], Iterable[Change]]
    """Writes the record as it is now, moves what hangs on it, and tells again what was told."""
    whose: Callable[[Record, str], Whose]
    subject: Callable[[Record], str]
    """Of its events."""
    parent: Callable[[Record], str] = lambda _: ""
    """The key of what the record belongs to, which is locked before it. It never changes."""

    spell: Callable[[Record, RecordCorrection, Principal], str] = lambda _, correction, __: correction.field
    """The path of the field, in the record as this reader sees it now."""
    has: Callable[[Record, str], bool] = lambda *_: True
    """Whether the record's field at this path can be put right as it stands: the day of a plan is no record."""

    def list_fields(self, record: Record) -> dict[str, Any]:
        """The paths that this record has now, each with the type of its value. A day that is not known is none."""
        return {path: self.fields[pattern] for pattern, path in self._list_known(record)}

    def list_patterns(self, record: Record) -> list[str]:
        """The same for people, each list once: `N` stands for the places that it has."""
        return list(dict.fromkeys(pattern.replace("*", "N") for pattern, _ in self._list_known(record)))

    def _list_known(self, record: Record) -> Iterator[tuple[str, str]]:
        for pattern, type_ in self.fields.items():
            for path in list_paths(record, pattern):
                if (type_ is not Day or read_field(record, path) is not None) and self.has(record, path):
                    yield pattern, path
