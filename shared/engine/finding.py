"""How a command finds the thing that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterable
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


def find_row(table: Table[Row], key: str, known: Known) -> Row:
    """The row with this key. Raises NotFound."""
    row = known.get(table, key)
    if row is None:
        raise NotFound
    return row


def find_visible(table: Table[RowForReaders], key: str, principal: Principal, known: Known) -> RowForReaders:
    """The row with this key, for who may see it. Raises NotFound for others, as if there were none."""
    row = find_row(table, key, known)
    if not principal.sees(row.audience, row.parties):
        raise NotFound
    return row
