"""How readers see a row: whole, since each row has its audience. Pure."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, Final

INTERNAL: Final = frozenset({"events", "said_at", "withdrawn_on", "done", "is_agreed", "counts"})
"""Columns that no reader sees."""
SHOWN_AS: Final = {"start_date": "start", "end_date": "end"}
"""Columns that readers see under the name that notices use. `end` can be no name of a column."""


def show_row(row: Any) -> dict[str, Any]:
    """The fields of a row, a dataclass."""
    return {shown: getattr(row, name) for name, shown in _list_shown(row.__class__)}


@cache
def _list_shown(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields that readers see, each with the name under which they do."""
    names = (field.name for field in fields(kind) if field.name not in INTERNAL)
    return tuple((name, SHOWN_AS.get(name, name)) for name in names)
