"""What all views have in common. Pure."""

from __future__ import annotations

from dataclasses import Field, fields
from functools import cache
from typing import Any, ClassVar, Protocol

JsonObject = dict[str, Any]

INTERNAL = {
    "stated_audience", "own_audience", "stated_assistance_requested", "state_year", "recommendation_ids", "finding_ids",
    "followed_up_on", "responded_on", "counts", "left_out_audience", "closed_sentences", "came_on",
}  # fmt: skip
"""Fields that nobody is shown."""


class Row(Protocol):
    """An instance of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def show_fields(row: Row) -> JsonObject:
    """All fields of a row but those that nobody is shown."""
    return {name: getattr(row, name) for name in _list_shown(type(row))}


@cache
def _list_shown(kind: type[Row]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in INTERNAL)
