"""What a batch of triggers changes, before anything of it is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from shared.engine.deadline import Deadline
from shared.engine.known import Known, Table
from shared.engine.outcomes import Outcome
from shared.engine.rules import Trigger

Key = tuple[str, str]
"""Kind and subject of a deadline."""


class JournalRow(NamedTuple):
    """One event, ready to append. A tuple, because it goes to COPY as it is."""

    id: str
    source: str
    type: str
    topic: str
    subject: str
    time: datetime
    audience: str
    correlationid: str
    causationid: str
    traceparent: str | None
    data: bytes


@dataclass(slots=True)
class Decided:
    """What a batch changes: one final row a key, events in order of decision."""

    known: Known
    outcomes: list[Outcome] = field(default_factory=list)
    touched: dict[Table[Any], dict[str, None]] = field(default_factory=dict)
    """Keys that were put or removed, in order."""
    journal: list[JournalRow] = field(default_factory=list)
    scheduled: dict[Key, Deadline] = field(default_factory=dict)
    settled: dict[Key, str] = field(default_factory=dict)
    reminders: dict[Key, tuple[int, ...]] = field(default_factory=dict)
    """Of deadlines that stood before the batch, and run on with others."""
    dead: list[tuple[Trigger, str]] = field(default_factory=list)
    failures: list[tuple[Trigger, Exception]] = field(default_factory=list)
    """What raised, for the log and the operators."""
    streak: int = 0
    """Dead letters in a row, up to the end of the batch."""
