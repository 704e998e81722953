"""The handler without a database: rows, deadlines, inbox and journal in dictionaries. For tests of rules.

It loads, decides and drops repeated triggers like `shared.engine.handler`, with the same pure parts. It fails if a rule
writes a row that it did not load. One suite checks the same promises of both (`tests/integration/test_handler.py`). It
has nothing that only PostgreSQL does: constraints, transactions at the same time, a crash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from reference import Reference
from shared.engine.deadline import Deadline, Key, remind_on
from shared.engine.decided import Decided, JournalRow
from shared.engine.deciding import decide_more, fail
from shared.engine.known import Known, Table
from shared.engine.outcomes import Outcome, Repeated
from shared.engine.preparing import (
    CannotBePrepared,
    Wanted,
    drop_not_due,
    find_needs,
    find_needs_of_failure,
    pass_over_seen,
)
from shared.engine.rules import (
    Command,
    Context,
    Due,
    Event,
    Identity,
    Trigger,
    Unreadable,
    due_today,
    identity_of,
    is_remembered,
)
from shared.engine.service import Service
from shared.engine.signing import UNSIGNED, Signer
from shared.engine.time.dates import civil_date


@dataclass(slots=True)
class MemoryHandler:
    """One service's handler, and all that it keeps."""

    service: Service
    reference: Reference
    now: datetime
    """The clock, turned by hand."""
    signer: Signer = UNSIGNED
    rows: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    """By key."""
    deadlines: dict[Key, Deadline] = field(default_factory=dict)
    journal: list[JournalRow] = field(default_factory=list)
    inbox: dict[Identity, tuple[str, Mapping[str, Any]] | None] = field(default_factory=dict)
    """What was seen; of a command its digest and answer."""
    dead_letters: list[tuple[Trigger, str]] = field(default_factory=list)
    """With the reason."""
    failures: list[tuple[Trigger, Exception]] = field(default_factory=list)
    """What rules raised, since the beginning."""
    streak: int = 0
    """Dead letters in a row."""
    loaded: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    """What the last batch had to know, as it was before."""

    @property
    def context(self) -> Context:
        return Context(self.now, civil_date(self.now), self.reference, self.signer)

    @property
    def is_stopped(self) -> bool:
        """Whether too many dead letters in a row stopped the consumer."""
        limit = self.service.dead_letter_limit
        return limit is not None and self.streak >= limit

    def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        """Handles a batch whole, or raises what a command's rule raises unexpectedly and has changed nothing."""
        try:
            return self._handle_once(triggers)
        except CannotBePrepared:
            return [outcome for trigger in triggers for outcome in self._handle_singly(trigger)]

    def due(self, limit: int | None = None) -> list[Due]:
        """What is due now, in order."""
        today = civil_date(self.now)
        waiting = [one for one in self.deadlines.values() if one.acts_on is not None and one.acts_on <= today]
        waiting.sort(key=lambda one: (one.acts_on, one.kind, one.subject))
        return [due for one in waiting[:limit] if (due := due_today(one, today))]

    def next_act(self) -> date | None:
        """The next day on which any deadline acts."""
        return min((one.acts_on for one in self.deadlines.values() if one.acts_on is not None), default=None)

    def _handle_once(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        prepared = pass_over_seen(triggers, self._find_fresh(triggers), self._recall(triggers))
        known = self._load(find_needs(self.service, [one for one in prepared if not isinstance(one, Outcome)]))
        self.loaded = {table: dict(rows) for table, rows in known.rows.items()}
        prepared = drop_not_due(prepared, self.deadlines, civil_date(self.now))
        decided = Decided(known, streak=self.streak if _has_message(prepared) else 0)
        decide_more(self.service, prepared, decided, self.context)
        self._write(triggers, decided, prepared)
        return decided.outcomes

    def _handle_singly(self, trigger: Trigger) -> list[Outcome]:
        try:
            return self._handle_once([trigger])
        except CannotBePrepared as error:
            if isinstance(trigger, Command) or not isinstance(error.__cause__, Exception):
                raise
            return self._give_up(trigger, error.__cause__)

    def _give_up(self, trigger: Event[Any] | Due | Unreadable, error: Exception) -> list[Outcome]:
        known = self._load(find_needs_of_failure(self.service, trigger))
        self.loaded = {table: dict(rows) for table, rows in known.rows.items()}
        decided = Decided(known, streak=self.streak)
        decided.outcomes.append(fail(self.service, trigger, error, decided, self.context))
        self._write([trigger], decided, [trigger])
        return decided.outcomes

    # ---- what is known

    def _find_fresh(self, triggers: Sequence[Trigger]) -> set[Identity]:
        return {identity_of(one) for one in triggers if is_remembered(one)} - self.inbox.keys()

    def _recall(self, triggers: Sequence[Trigger]) -> dict[Identity, Repeated]:
        recalled: dict[Identity, Repeated] = {}
        for trigger in triggers:
            kept = self.inbox.get(identity_of(trigger))
            if kept is not None and isinstance(trigger, Command):
                digest, answer = kept
                recalled[identity_of(trigger)] = Repeated(answer, digest == trigger.digest)
        return recalled

    def _load(self, wanted: Wanted) -> Known:
        """The rows that are wanted, table by table in lock order."""
        known = Known()
        for table in self.service.tables:
            for column, values in wanted.of(table):
                for row in self._find(table, column, values):
                    known.rows.setdefault(table, {})[getattr(row, table.key)] = row
                    wanted.add_what_follows(row, column, values)
        return known

    def _find(self, table: Table[Any], column: str, values: dict[str, Any]) -> Iterator[Any]:
        if table.part_of is not None:
            yield from map(table.cut, self._find(table.part_of, column, values))
            return
        rows = self.rows.get(table, {})
        if column == table.key:
            yield from (rows[key] for key in sorted(values) if key in rows)
        else:
            yield from (row for _, row in sorted(rows.items()) if getattr(row, column) in values)

    # ---- what is kept

    def _write(self, triggers: Sequence[Trigger], decided: Decided, prepared: Sequence[Trigger | Outcome]) -> None:
        for table in decided.touched:
            self._write_table(table, decided)
        self._write_deadlines(decided)
        self.dead_letters += decided.dead
        self.failures += decided.failures
        if _has_message(prepared):
            self.streak = decided.streak
        self._write_inbox(triggers, decided)
        self.journal += decided.journal

    def _write_table(self, table: Table[Any], decided: Decided) -> None:
        assert table in self.service.tables, f"{table.name} is not a table of {self.service.name}"
        there = self.rows.setdefault(table, {})
        new, changed, gone = decided.split_rows(table, set(self.loaded.get(table, {})))
        for row in new:
            key = getattr(row, table.key)
            assert table.may_overwrite or key not in there, f"{table.name} {key} was not loaded"
            there[key] = row
        there.update((getattr(row, table.key), row) for row in changed)
        for key in gone:
            del there[key]

    def _write_deadlines(self, decided: Decided) -> None:
        for key, state in decided.settled.items():
            if key in self.deadlines:
                self.deadlines[key] = replace(self.deadlines[key], state=state, acts_on=None)
        for key, reminders in decided.reminders.items():
            if key in self.deadlines:
                self.deadlines[key] = remind_on(self.deadlines[key], reminders, civil_date(self.now))
        self.deadlines |= decided.scheduled

    def _write_inbox(self, triggers: Sequence[Trigger], decided: Decided) -> None:
        for trigger in triggers:
            if is_remembered(trigger):
                self.inbox.setdefault(identity_of(trigger))
        answers, released = decided.split_inbox(triggers)
        self.inbox |= answers
        for identity in released:
            del self.inbox[identity]


def _has_message(prepared: Sequence[Trigger | Outcome]) -> bool:
    """Only messages count as dead letters in a row; a command or a deadline does not ask."""
    return any(isinstance(one, Event | Unreadable) for one in prepared)
