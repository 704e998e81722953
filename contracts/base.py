"""The common fields of every event's data."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from contracts.vocabulary import Day, StateId


class Part(BaseModel):
    """A part of an event's data. Readers ignore fields that they do not know; nothing is converted silently.

    What validates it is made when the first one comes: no start waits for all that a process may never see.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, defer_build=True)


class EventData(Part):
    """The `data` of one type of event."""

    type: ClassVar[str] = ""
    """Short name with version, such as `assessment.completed.v1`; on the wire `org.un.ctc.` stands before it."""
    topic: ClassVar[str] = ""
    """The topic to which it goes; empty if the sender names it (released copies, answers to notices)."""


class Fact(EventData):
    """Something that happened in the world, on a day."""

    occurred_on: Day
    """The day on which it happened, not when it was recorded. If only month or year are known, the last day of it."""
    synthetic: bool = False
    """True for invented samples. Whatever is made from it must say so too."""


class StateFact(Fact):
    """Something that happened and concerns one State."""

    state: StateId
