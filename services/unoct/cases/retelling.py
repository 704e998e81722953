"""What of a case is told again when the day of a delivery is put right (rule 4, OP15). Pure.

The days of the parts say when the case was delivered, and when a further project took it up after that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from contracts.corrections import Replaced
from contracts.unoct import CaseFact
from services.unoct.cases.events import (
    build_cancelled_event,
    build_delivered_event,
    build_parts_event,
    build_taken_up_event,
)
from services.unoct.cases.model import Case, Part


@dataclass(frozen=True, slots=True)
class Turn:
    """The case was delivered on this day; or, after that, it was taken up again."""

    status: Literal["taken_up", "delivered"]
    day: date
    part: Part
    """The part by which it came to that."""


def list_turns(parts: Sequence[Part]) -> Iterator[Turn]:
    """In order of day, from the first delivery of the case on."""
    delivered_before = False
    for day in sorted({day for part in parts for day in (part.taken_up_on, _end(part)) if day}):
        started = [part for part in parts if part.taken_up_on == day and _runs(part, day)]
        delivered = [part for part in parts if part.delivered_on and part.delivered_on <= day]
        if any(_runs(part, day) for part in parts):
            if delivered_before and started:
                yield Turn("taken_up", day, started[0])
            delivered_before = False
        elif delivered:
            yield Turn("delivered", day, max(delivered, key=lambda part: part.delivered_on or date.min))
            delivered_before = True


def _end(part: Part) -> date | None:
    """When it was delivered, or ended otherwise after it had been taken up."""
    return part.delivered_on or (part.ended_on if part.taken_up_on else None)


def _runs(part: Part, day: date) -> bool:
    """Whether it was under way at the end of that day."""
    return part.taken_up_on is not None and part.taken_up_on <= day < (_end(part) or date.max)


def list_replaced(case: Case) -> Iterator[Replaced]:
    """The events that told what is told again."""
    yield Replaced(type="case.delivered.v1", id=case.id)
    yield Replaced(type="case.parts_changed.v1", id=case.id)
    for turn in list_turns(case.parts):
        if turn.status == "taken_up":
            yield Replaced(type="case.taken_up.v1", id=case.id, occurred_on=turn.day)
    if case.status == "cancelled":
        yield Replaced(type="case.cancelled.v1", id=case.id, occurred_on=case.cancelled_on)


def tell_case_again(case: Case, day: date) -> Iterator[CaseFact]:
    """When it was delivered and went on, that it was cancelled, and all its parts as they are on `day`."""
    for turn in list_turns(case.parts):
        as_it_was = replace(case, project_id=turn.part.project_id, body=turn.part.body, note=turn.part.note)
        tell = build_delivered_event if turn.status == "delivered" else build_taken_up_event
        yield tell(as_it_was, turn.day)
    if case.status == "cancelled" and case.cancelled_on is not None:
        yield build_cancelled_event(case, case.cancelled_on)
    if len(case.parts) > 1:
        yield build_parts_event(case, day)
