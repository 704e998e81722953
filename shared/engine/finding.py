"""How a command finds the thing that it names. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from contracts.audiences import Audience
from shared.engine.known import Known, Row, Table
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound


class ForReaders(Protocol):
    """A row that says who may see it."""

    @property
    def audience(self) -> Audience: ...
    @property
    def parties(self) -> Iterable[str]: ...


RowForReaders = TypeVar("RowForReaders", bound=ForReaders)


def may_see(principal: Principal) -> Callable[[ForReaders], bool]:
    """The question of a row, whether this principal may see it."""
    return lambda row: principal.sees(row.audience, row.parties)


def find_row(table: Table[Row], key: str, known: Known) -> Row:
    """The row with this key. Raises NotFound."""
    row = known.get(table, key)
    if row is None:
        raise NotFound
    return row


def find_visible(table: Table[RowForReaders], key: str, principal: Principal, known: Known) -> RowForReaders:
    """The row with this key, for who may see it. Raises NotFound for others, as if there were none."""
    row = find_row(table, key, known)
    if not may_see(principal)(row):
        raise NotFound
    return row
