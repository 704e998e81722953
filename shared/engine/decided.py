"""What a batch of triggers changes, before anything of it is written. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from shared.engine.deadline import Deadline, Key, State
from shared.engine.known import Known, Table
from shared.engine.outcomes import Done, NotReached, Outcome, Refused
from shared.engine.rules import Command, Identity, Trigger, identity_of, is_remembered


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
    principal: str | None = None
    """Whose command caused it, or who sent what caused it. It stays in the journal, and goes out with no event."""


@dataclass(slots=True)
class Decided:
    """What a batch changes: one final row a key, events in order of decision."""

    known: Known
    outcomes: list[Outcome] = field(default_factory=list)
    touched: dict[Table[Any], dict[str, None]] = field(default_factory=dict)
    """Keys that were put or removed, in order."""
    journal: list[JournalRow] = field(default_factory=list)
    size: int = 0
    """Bytes of the data of these events."""
    scheduled: dict[Key, Deadline] = field(default_factory=dict)
    settled: dict[Key, State] = field(default_factory=dict)
    reminders: dict[Key, tuple[int, ...]] = field(default_factory=dict)
    """The new reminders of deadlines that existed before the batch and go on."""
    dead: list[tuple[Trigger, str]] = field(default_factory=list)
    failures: list[tuple[Trigger, Exception]] = field(default_factory=list)
    """What raised, for the log and the operators."""
    streak: int = 0
    """Dead letters in a row, up to the end of the batch."""

    def split_rows(self, table: Table[Any], existing: set[str]) -> tuple[list[Any], list[Any], list[str]]:
        """The touched rows to insert, the touched rows to update, and the keys of the rows to delete."""
        touched, rows = self.touched.get(table, {}), self.known.rows.get(table, {})
        new = [rows[key] for key in touched if key in rows and key not in existing]
        changed = [rows[key] for key in touched if key in rows and key in existing]
        gone = [key for key in touched if key not in rows and key in existing]
        return new, changed, gone

    def split_inbox(
        self, triggers: Sequence[Trigger]
    ) -> tuple[dict[Identity, tuple[str, Mapping[str, Any]]], list[Identity]]:
        """What the inbox keeps of commands, digest and answer; and what it forgets, since that may come again."""
        answers, released = dict[Identity, tuple[str, Mapping[str, Any]]](), list[Identity]()
        for trigger, outcome in zip(triggers, self.outcomes, strict=True):
            if not is_remembered(trigger):
                continue
            if isinstance(trigger, Command) and isinstance(outcome, Done):
                answers[identity_of(trigger)] = trigger.digest, outcome.answer or {}
            elif isinstance(outcome, Refused | NotReached):
                released.append(identity_of(trigger))
        return answers, released
