"""What all projections have in common."""

from __future__ import annotations

from typing import Any, TypeAlias

from shared.engine.rules import Event, Table

Fact: TypeAlias = "tuple[Table[Any], Any]"
"""A row, and the table that it belongs to."""
When: TypeAlias = "tuple[Any, ...]"
"""The last four columns of a fact: occurred, recorded, position, synthetic."""


def when(event: Event[Any], data: Any) -> When:
    """When it happened and when it was recorded."""
    position = event.message.offset if event.message else 0
    return data.occurred_on, event.time, position, data.synthetic


def stage(event: Event[Any]) -> str:
    """`overdue` of `followup.overdue.v1`."""
    return event.type.split(".")[1]
