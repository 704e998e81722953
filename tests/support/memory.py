"""A service's rules on rows in memory: a unit test brings triggers and sees what they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import orjson

from reference import Reference
from shared.engine.deadline import AT_ONCE, Deadline, Key
from shared.engine.decided import JournalRow
from shared.engine.memory import MemoryHandler
from shared.engine.outcomes import Done, Outcome, Refused
from shared.engine.rules import Change, Context, Due, Known, Rule, Table, Trigger
from shared.engine.service import Service
from shared.engine.time.dates import start_of_day
from tests.support.frozen import REFERENCE, SIGNER

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
    """One service on a day, at noon. It forgets its inbox at once, since its rules must hold without it."""

    service: Service
    today: date
    reference: Reference = REFERENCE
    handler: MemoryHandler = field(init=False)

    def __post_init__(self) -> None:
        self.handler = MemoryHandler(self.service, self.reference, self.now, signer=SIGNER)

    @property
    def now(self) -> datetime:
        return start_of_day(self.today) + timedelta(hours=12)

    @property
    def rows(self) -> dict[Table[Any], dict[str, Any]]:
        return self.handler.rows

    @property
    def deadlines(self) -> dict[Key, Deadline]:
        """Those that were not settled."""
        settled = ("met", "cancelled", "pending_mandate")
        return {key: one for key, one in self.handler.deadlines.items() if one.state not in settled}

    @property
    def journal(self) -> list[Told]:
        return [_read_event(row) for row in self.handler.journal]

    @property
    def loaded_rows(self) -> list[Any]:
        """Rows that the last batch had to know."""
        return [row for rows in self.handler.loaded.values() for row in rows.values()]

    def get(self, table: Table[Row], key: str) -> Row:
        """The row with this key, which must be there."""
        row: Row = self.rows[table][key]
        return row

    def handle(self, *triggers: Trigger) -> list[Told]:
        """Decides the triggers as one batch, then what these left to triggers of their own, and returns the events.

        Raises what a command is refused with.
        """
        before = len(self.handler.journal)
        for outcome in self.decide(*triggers):
            if isinstance(outcome, Refused):
                raise outcome.refusal
        while woken := [one for one in self.due() if one.deadline.anchor == AT_ONCE]:
            self.decide(*woken)
        return [_read_event(row) for row in self.handler.journal[before:]]

    def answer(self, trigger: Trigger) -> dict[str, Any]:
        """The answer to a command."""
        (outcome,) = self.decide(trigger)
        assert isinstance(outcome, Done)
        return dict(outcome.answer or {})

    def decide(self, *triggers: Trigger) -> list[Outcome]:
        """The outcome of each trigger of a batch. Raises the error of a rule that fails."""
        handler = self.handler
        handler.now, handler.reference, handler.streak = self.now, self.reference, 0
        handler.inbox.clear()
        failures_before = len(handler.failures)
        outcomes = handler.handle(triggers)
        for _, error in handler.failures[failures_before:]:
            raise error
        return outcomes

    def due(self) -> list[Due]:
        """What is due today."""
        self.handler.now = self.now
        return self.handler.due()

    def turn(self, day: date) -> list[Told]:
        """Goes to the day. Deadlines until then act on their days."""
        before = len(self.handler.journal)
        while (acts_on := self.handler.next_act()) is not None and acts_on <= day:
            self.today = max(self.today, acts_on)
            self.handle(*self.due())
        self.today = day
        return [_read_event(row) for row in self.handler.journal[before:]]


def _read_event(row: JournalRow) -> Told:
    return Told(row.type, row.subject, row.topic, orjson.loads(row.data))


def read_record(service: Service, changes: list[Change]) -> Service:
    """The service, with every change that its rules decide appended to this list."""

    def record(rule: Rule[Any]) -> Rule[Any]:
        def decide(trigger: Any, known: Known, context: Context) -> Iterable[Change]:
            decided = list(rule.decide(trigger, known, context))
            changes.extend(decided)
            return decided

        return replace(rule, decide=decide)

    return replace(
        service,
        reactions={kind: record(rule) for kind, rule in service.reactions.items()},
        commands={kind: record(rule) for kind, rule in service.commands.items()},
        deadlines={kind: record(rule) for kind, rule in service.deadlines.items()},
        unreadable=service.unreadable and record(service.unreadable),
    )
