"""What unoct keeps, as readers see them: whole, since each row has its audience. Pure."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, Final, TypeVar

from services.unoct.model import Briefing, Case, Duplication, Project, Recommendation, Step

Row = TypeVar("Row", Recommendation, Case, Project, Duplication, Briefing, Step)

INTERNAL: Final = frozenset({"events", "said_at", "withdrawn_on", "done"})
CALLED: Final = {"start_date": "start", "end_date": "end"}
"""As in notices; `end` is no name for a column."""


def view(row: Row) -> dict[str, Any]:
    """The row with its fields."""
    named = {field.name: getattr(row, field.name) for field in fields(row) if field.name not in INTERNAL}
    return {CALLED.get(name, name): value for name, value in named.items()}


def view_step(step: Step, today: date) -> dict[str, Any]:
    """A step with how it stands today."""
    return view(step) | {"status": step.status(today)}
