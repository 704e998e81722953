"""Loads the rows that a batch of triggers needs, for the handler."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from shared.engine.rules import Command, Known, Need, Table, Trigger
from shared.engine.service import Service
from shared.engine.storage import tables
from shared.operations.pools import Connection

SLICE = 50
"""Triggers decided between two looks at whether the process is to end, and whether others wait for the loop."""


class CannotBePrepared(Exception):
    """A rule failed to name the needs of some trigger. Which one is found by handling each by itself."""


async def load(
    connection: Connection, service: Service, triggers: Iterable[Trigger]
) -> tuple[Known, dict[Table[Any], set[str]]]:
    """The rows the triggers need, one query a kind, in lock order; and which keys exist."""
    wanted = _Wanted()
    for trigger in triggers:
        wanted.add(_needs(service, trigger))
    known, loaded = Known(), dict[Table[Any], set[str]]()
    for table in service.tables:
        at = tables.stored(table, service.name)
        for by, values in wanted.of(table):
            if by == table.gate:
                await tables.pass_gate(connection, at, list(values))
            for number, row in enumerate(await tables.load(connection, at, by, list(values))):
                if number % SLICE == 0:
                    await asyncio.sleep(0)
                key = getattr(row, table.key)
                known.rows.setdefault(table, {})[key] = row
                loaded.setdefault(table, set()).add(key)
                for then in values[getattr(row, by)]:
                    wanted.add(then(row))
    return known, loaded


def _needs(service: Service, trigger: Trigger) -> list[Need]:
    rule = service.rule_for(trigger)
    try:
        return list(rule.needs(trigger)) if rule else []
    except Exception as error:
        if isinstance(trigger, Command):
            raise
        raise CannotBePrepared from error


Then = Callable[[Any], Iterable[Need]]


@dataclass(slots=True)
class _Wanted:
    """Which values of which columns to load, table by table. A table that was asked for is done."""

    values: dict[Table[Any], dict[str, dict[str, dict[Then, None]]]] = field(default_factory=dict)
    """For each value what follows from its rows: one function once, however many triggers name it."""
    done: set[Table[Any]] = field(default_factory=set)

    def add(self, needs: Iterable[Need]) -> None:
        for need in needs:
            assert need.table not in self.done, f"{need.table.name} is needed after it was locked"
            thens = self.values.setdefault(need.table, {}).setdefault(need.column, {}).setdefault(need.value, {})
            if need.then:
                thens[need.then] = None

    def of(self, table: Table[Any]) -> Iterable[tuple[str, dict[str, dict[Then, None]]]]:
        self.done.add(table)
        return self.values.get(table, {}).items()
