"""What a batch needs before it is decided: its rows in lock order, and which of its triggers are new. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.engine.deadline import Deadline, Key
from shared.engine.outcomes import Outcome, Passed, Repeated
from shared.engine.rules import Command, Due, Identity, Need, Table, Trigger, due_today, identity_of, is_remembered
from shared.engine.service import Service


class CannotBePrepared(Exception):
    """A rule failed to name the needs of some trigger. Which one is found by handling each by itself."""


class TooMuchAtOnce(Exception):
    """The batch needs more rows, or tells more, than one transaction may hold in memory. Its parts need less."""

    def __init__(self, fitting: int | None = None) -> None:
        self.fitting = fitting
        """How many of its first triggers told no more than that. None: not known."""


Then = Callable[[Any], Iterable[Need]]


@dataclass(slots=True)
class Wanted:
    """Which values of which columns to load, table by table. A table that was asked for is done."""

    values: dict[Table[Any], dict[str, dict[str, dict[Then, None]]]] = field(default_factory=dict)
    """For each value what follows from its rows: one function once, however many triggers name it."""
    done: set[Table[Any]] = field(default_factory=set)

    def add(self, needs: Iterable[Need]) -> None:
        """Fails where a table is needed that comes earlier in the lock order than one that was loaded."""
        for need in needs:
            assert need.table not in self.done, f"{need.table.name} is needed after it was locked"
            thens = self.values.setdefault(need.table, {}).setdefault(need.column, {}).setdefault(need.value, {})
            if need.then:
                thens[need.then] = None

    def of(self, table: Table[Any]) -> Iterable[tuple[str, dict[str, dict[Then, None]]]]:
        """By column: the values to load, each with what its rows ask for in turn."""
        self.done.add(table)
        return self.values.get(table, {}).items()

    def values_of(self, table: Table[Any], column: str) -> Iterable[str]:
        """The values of this column that are wanted so far."""
        return self.values.get(table, {}).get(column, {})

    def leading_on(self, table: Table[Any], column: str) -> dict[str, dict[Then, None]]:
        """Those of the column's values whose rows ask for something in turn, as they are wanted so far."""
        values = self.values.get(table, {}).get(column, {})
        return {value: dict(thens) for value, thens in values.items() if thens}

    def add_what_follows(self, row: object, column: str, values: Mapping[str, Mapping[Then, None]]) -> None:
        """What must be known of a row that was found."""
        for then in values[getattr(row, column)]:
            self.add(then(row))


def find_needs(service: Service, triggers: Iterable[Trigger]) -> Wanted:
    """What the triggers need. Raises CannotBePrepared, and whatever a command's rule raises."""
    wanted = Wanted()
    for trigger in triggers:
        rule = service.rule_for(trigger)
        wanted.add(_list_needs(rule.needs, trigger) if rule else ())
    return wanted


def find_needs_of_failure(service: Service, trigger: Trigger) -> Wanted:
    """What the answer needs to a trigger on which its rule fails. Raises CannotBePrepared."""
    wanted, rule = Wanted(), service.rule_for(trigger)
    wanted.add(_list_needs(rule.needs_of_failure, trigger) if rule else ())
    return wanted


def _list_needs(needs: Callable[[Any], Iterable[Need]], trigger: Trigger) -> list[Need]:
    try:
        return list(needs(trigger))
    except Exception as error:
        if isinstance(trigger, Command):
            raise
        raise CannotBePrepared from error


def pass_over_seen(
    triggers: Sequence[Trigger], fresh: set[Identity], answered: Mapping[Identity, Repeated]
) -> list[Trigger | Outcome]:
    """The triggers, with those seen before replaced by that outcome."""
    prepared, fresh = list[Trigger | Outcome](), set(fresh)
    for trigger in triggers:
        identity = identity_of(trigger)
        if not is_remembered(trigger):
            prepared.append(trigger)
        elif identity in fresh:
            fresh.discard(identity)  # twice in one batch: the second is seen before
            prepared.append(trigger)
        else:
            prepared.append(answered.get(identity, Repeated()))
    return prepared


def keys_of_due(prepared: Iterable[Trigger | Outcome]) -> list[Key]:
    """The deadlines among the triggers, in lock order."""
    return sorted((one.deadline.kind, one.deadline.subject) for one in prepared if isinstance(one, Due))


def drop_not_due(
    prepared: Sequence[Trigger | Outcome], standing: Mapping[Key, Deadline], today: date
) -> list[Trigger | Outcome]:
    """Deadlines as they stand now: one that is no longer due is dropped."""
    checked: list[Trigger | Outcome] = []
    for trigger in prepared:
        if isinstance(trigger, Due):
            now = standing.get((trigger.deadline.kind, trigger.deadline.subject))
            checked.append((now and due_today(now, today)) or Passed())
        else:
            checked.append(trigger)
    return checked
