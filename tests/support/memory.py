"""A service's rules on rows in memory: a unit test brings triggers and sees what they change.

It loads what a rule needs, and only that, in the order in which the handler does: so a rule that reads
or writes what it did not ask for fails here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import orjson

from reference import Reference
from shared.engine.deadline import Deadline, remind_on
from shared.engine.decided import Decided
from shared.engine.deciding import decide
from shared.engine.outcomes import Done, Refused
from shared.engine.rules import Context, Known, Table, Trigger
from shared.engine.service import Service
from shared.engine.storage.deadlines import due_today
from shared.engine.time.dates import start_of_day
from tests.support.frozen import REFERENCE

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the journal."""

    type: str
    subject: str
    topic: str
    data: dict[str, Any]


@dataclass(slots=True)
class Memory:
    """One service's rows, deadlines and journal."""

    service: Service
    today: date
    rows: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    deadlines: dict[tuple[str, str], Deadline] = field(default_factory=dict)
    journal: list[Told] = field(default_factory=list)
    reference: Reference = REFERENCE
    loaded: list[Any] = field(default_factory=list)
    """Rows that the last batch had to know."""

    @property
    def now(self) -> datetime:
        return start_of_day(self.today) + timedelta(hours=12)

    def get(self, table: Table[Row], key: str) -> Row:
        """The row with this key, which must be there."""
        row: Row = self.rows[table][key]
        return row

    def handle(self, *triggers: Trigger) -> list[Told]:
        """Decides the triggers as one batch and returns the events. Raises what a command is refused with."""
        known = self._load(triggers)
        loaded = {table: set(rows) for table, rows in known.rows.items()}
        decided = decide(self.service, triggers, known, Context(self.now, self.today, self.reference))
        for _, error in decided.failures:
            raise error
        for outcome in decided.outcomes:
            if isinstance(outcome, Refused):
                raise outcome.refusal
        return self._write(decided, loaded)

    def answer(self, trigger: Trigger) -> dict[str, Any]:
        """What a command is told; nothing is kept of it."""
        known = self._load([trigger])
        (outcome,) = decide(self.service, [trigger], known, Context(self.now, self.today, self.reference)).outcomes
        assert isinstance(outcome, Done)
        return dict(outcome.answer or {})

    def turn(self, day: date) -> list[Told]:
        """Goes to the day; what is due until then acts on its day."""
        told: list[Told] = []
        while self.today < day:
            self.today += timedelta(days=1)
            for deadline in [*self.deadlines.values()]:
                if due := due_today(deadline, self.today):
                    told += self.handle(due)
        return told

    def _load(self, triggers: Any) -> Known:
        wanted = [need for t in triggers if (rule := self.service.rule_for(t)) for need in rule.needs(t)]
        known = Known()
        for table in self.service.tables:
            for need in [need for need in wanted if need.table is table]:
                for key, row in self.rows.get(table, {}).items():
                    if getattr(row, need.column) == need.value:
                        known.rows.setdefault(table, {})[key] = row
                        later = list(need.then(row)) if need.then else []
                        order = self.service.tables.index
                        assert all(order(one.table) > order(table) for one in later), "locked out of order"
                        wanted += later
        self.loaded = [row for rows in known.rows.values() for row in rows.values()]
        return known

    def _write(self, decided: Decided, loaded: dict[Table[Any], set[str]]) -> list[Told]:
        for table, keys in decided.touched.items():
            there = self.rows.setdefault(table, {})
            for key in keys:
                row = decided.known.rows.get(table, {}).get(key)
                if row is None:
                    there.pop(key, None)
                else:
                    assert key in loaded.get(table, set()) or key not in there, f"{table.name} {key} was not loaded"
                    there[key] = row
        for which, reminders in decided.reminders.items():
            if which in self.deadlines:
                self.deadlines[which] = remind_on(self.deadlines[which], reminders, self.today)
        self.deadlines |= decided.scheduled
        for settled in decided.settled:
            self.deadlines.pop(settled, None)
        told = [Told(row.type, row.subject, row.topic, orjson.loads(row.data)) for row in decided.journal]
        self.journal += told
        return told
