"""How readers see a row: whole, since each row has its audience. Pure."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

INTERNAL: Final = frozenset({"events", "said_at", "withdrawn_on", "done", "is_agreed"})
"""Columns that no reader sees."""
SHOWN_AS: Final = {"start_date": "start", "end_date": "end"}
"""Columns that readers see under the name that notices use. `end` can be no name of a column."""


def show_row(row: Any) -> dict[str, Any]:
    """The fields of a row, a dataclass."""
    shown = {field.name: getattr(row, field.name) for field in fields(row) if field.name not in INTERNAL}
    return {SHOWN_AS.get(name, name): value for name, value in shown.items()}
