"""What the pages read of traces."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel


class Thing(BaseModel):
    """What an event is about."""

    kind: str
    id: str


class Deadline(BaseModel):
    """The deadline between an event and its cause."""

    due_on: date | None = None
    step: str = ""
    days_before: int | None = None


class Event(BaseModel):
    """An event in a trace."""

    id: str
    type: str
    source: str = ""
    subject: str = ""
    thing: Thing | None = None
    time: datetime
    occurred_on: date | None = None
    depth: int = 0
    parent: str | None = None
    deadline: Deadline | None = None
    synthetic: bool = False
    topic: str | None = None
    position: int | None = None


class Trace(BaseModel):
    """Causes before effects."""

    id: str
    things: list[Thing] = []
    items: list[Event] = []
    next: str | None = None
    complete: bool = True
