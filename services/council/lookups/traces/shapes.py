"""What `/trace` answers, for the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel


class Thing(BaseModel):
    """What an event is about."""

    kind: str
    id: str


class DeadlineBetween(BaseModel):
    """The deadline between an event and its parent."""

    due_on: date
    step: str
    days_before: int | None


class TracedEvent(BaseModel):
    """An event without its data; where it lies is for the Committee."""

    id: str
    type: str
    source: str
    subject: str
    thing: Thing | None
    time: datetime
    occurred_on: date | None
    depth: int
    parent: str | None
    deadline: DeadlineBetween | None
    synthetic: bool
    causationid: str | None = None
    correlationid: str | None = None
    topic: str | None = None
    partition: int | None = None
    position: int | None = None


class Trace(BaseModel):
    """Causes before effects."""

    id: str
    things: list[Thing]
    items: list[TracedEvent]
    next: str | None
    complete: bool
