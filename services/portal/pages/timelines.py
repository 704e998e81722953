"""A cycle as a line of days: what was due, what came, and where today is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.portal.asking.shapes.recommendations import Assessment, Cycle

Kind = Literal["submitted", "response-due", "response-received", "report-due", "reported", "today"]
LENGTH = 1000
"""Of the line, in its own units."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line."""

    day: date
    kind: Kind
    late: bool = False
    at: int = 0
    """How far along the line, from 0 to LENGTH."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One cycle."""

    cycle: Cycle
    assessment: Assessment | None
    marks: Sequence[Mark]
    """In order of day."""


def build_timelines(cycles: Iterable[Cycle], assessments: Iterable[Assessment], today: date | None) -> list[Timeline]:
    """A line for each cycle."""
    known = {one.id: one for one in assessments}
    return [
        Timeline(one, known.get(one.assessment_id), _place(list(_list_marks(one, known.get(one.assessment_id), today))))
        for one in cycles
    ]


def _list_marks(cycle: Cycle, assessment: Assessment | None, today: date | None) -> Iterable[Mark]:
    response = cycle.response
    if assessment and assessment.submitted_to_ctc_on:
        yield Mark(assessment.submitted_to_ctc_on, "submitted")
    if response.due_on:
        yield Mark(response.due_on, "response-due")
    if response.received_on:
        yield Mark(response.received_on, "response-received", bool(response.late))
    if cycle.due_on:
        yield Mark(cycle.due_on, "report-due")
    if cycle.reported_on:
        yield Mark(cycle.reported_on, "reported", bool(cycle.late))
    if today and cycle.status not in ("reported", "closed", "cancelled"):
        yield Mark(today, "today")


def _place(marks: list[Mark]) -> list[Mark]:
    """In order of day, each where it is between the first and the last."""
    if not marks:
        return []
    ordered = sorted(marks, key=lambda one: one.day)
    first, span = ordered[0].day, max(1, (ordered[-1].day - ordered[0].day).days)
    return [Mark(one.day, one.kind, one.late, LENGTH * (one.day - first).days // span) for one in ordered]
