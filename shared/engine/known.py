"""What a rule knows: the rows it needs, of which tables, and how changes to them are folded in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar

from shared.engine.immutable import immutable

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, eq=False)
class Table(Generic[Row]):
    """One kind of entity: a frozen dataclass, kept in the table of this name.

    The columns are the dataclass's fields. A row is known by `key`.
    """

    name: str
    row: type[Row]
    key: str = "id"
    schema: str = ""
    """Where it is kept, if not in the service's own schema (council's projected facts)."""
    gate: str = ""
    """A column by which a rule may need a row that does not exist yet.

    Its value is locked first, so that two creators of one missing row take turns. Such a table comes first in the
    lock order.
    """
    is_heavy: bool = False
    """Whether a row may have some hundred kilobytes: then a batch of several triggers reads few at a time."""
    may_overwrite: bool = False
    """Whether a rule may put a row that it did not ask for: it then takes the place of one that is there."""
    is_kept_by_database: bool = False
    """Whether triggers of the database write it. A rule puts its rows only for what comes later in the batch."""
    part_of: Table[Any] | None = None
    """The table whose rows these are, with some of their columns. They are only read here, and written there."""
    locks_part: bool = False
    """Whether a row of a part is locked where it is read: so nobody changes meanwhile what it is compared with."""

    def cut(self, row: Any) -> Row:
        """The row of `part_of` as this table has it."""
        return self.row(*(getattr(row, field.name) for field in fields(self.row)))  # type: ignore[arg-type]  # a class


@immutable
class Need:
    """Rows a trigger must know: those of `table` whose column `by` (default: key) is `value`."""

    table: Table[Any]
    value: str
    by: str = ""
    then: Callable[[Any], Iterable[Need]] | None = None
    """What must be known of each row found, in turn: of tables that come later in the service's order."""

    @property
    def column(self) -> str:
        return self.by or self.table.key


@immutable
class Put:
    """This row, new or changed, is now the one with its key."""

    table: Table[Any]
    row: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """The row with this key is removed (a notice that no longer waits)."""

    table: Table[Any]
    key: str


@dataclass(slots=True)
class Known:
    """The working set of a batch: the rows loaded, with earlier triggers' changes folded in."""

    rows: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    size: int = field(default=0, compare=False)
    """About how many bytes the texts of these rows had when they were loaded."""
    _keys: dict[tuple[Table[Any], str], dict[str, set[str]]] = field(default_factory=dict, repr=False, compare=False)
    """By table and column that was asked for: the keys of the rows with each value, so that no rule reads all rows."""

    def get(self, table: Table[Row], key: str) -> Row | None:
        """The row with this key, or None; it must have been needed."""
        found: Row | None = self.rows.get(table, {}).get(key)
        return found

    def all(self, table: Table[Row], by: str, value: str) -> list[Row]:
        """The rows whose column `by` is `value`, in order of key."""
        rows: dict[str, Row] = self.rows.get(table, {})
        return [rows[key] for key in sorted(self._index(table, by).get(value, ()))]

    def _index(self, table: Table[Any], by: str) -> dict[str, set[str]]:
        found = self._keys.get((table, by))
        if found is None:
            found = self._keys[table, by] = {}
            for key, row in self.rows.get(table, {}).items():
                found.setdefault(getattr(row, by), set()).add(key)
        return found

    def fold(self, changes: Iterable[object]) -> Known:
        """Makes this working set show what was put and removed, and returns it. Other changes are passed over."""
        for change in changes:
            if isinstance(change, Put):
                self._set(change.table, getattr(change.row, change.table.key), change.row)
            elif isinstance(change, Remove):
                self._set(change.table, change.key, None)
        return self

    def _set(self, table: Table[Any], key: str, row: Any) -> None:
        rows = self.rows.setdefault(table, {})
        before = rows.pop(key, None) if row is None else rows.get(key)
        if row is not None:
            rows[key] = row
        for (indexed, by), keys in self._keys.items():
            if indexed is table and before is not None:
                keys[getattr(before, by)].discard(key)
            if indexed is table and row is not None:
                keys.setdefault(getattr(row, by), set()).add(key)

    def copy(self) -> Known:
        """A working set of its own, for a rule that decides in several steps."""
        return Known({table: dict(rows) for table, rows in self.rows.items()})
