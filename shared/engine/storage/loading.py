"""Loads the rows that a batch of triggers needs, for the handler."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg

from shared.engine.preparing import CannotBePrepared, TooMuchAtOnce, Wanted, find_needs, find_needs_of_failure
from shared.engine.rules import Known, Table, Trigger
from shared.engine.service import Service
from shared.engine.storage import tables
from shared.operations.pools import Connection

SLICE = 50
"""Triggers decided between two looks at whether the process is to end, and whether others wait for the loop."""
MOST_ROWS = 10_000
"""Rows that a batch of several triggers may need: some ten megabytes. Usually it needs a few thousand."""
MOST_BYTES = 8 * 1024 * 1024
"""Bytes of rows that a batch of several triggers may need. As objects they take several times as much."""

FAILED_FOR_ONE = (
    CannotBePrepared,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.DataError,
    asyncpg.ProgramLimitExceededError,
)
"""Errors that one trigger of a batch may have caused. The others are then handled without it."""


async def load(
    connection: Connection, service: Service, triggers: Sequence[Trigger], whole: bool
) -> tuple[Known, dict[Table[Any], set[str]]]:
    """The rows the triggers need, one query a kind, in lock order; and which keys exist.

    Raises TooMuchAtOnce for too many rows or bytes, unless the triggers must stay `whole`.
    """
    return await _load_wanted(connection, service, find_needs(service, triggers), whole)


async def read(connection: Connection, service: Service, triggers: Sequence[Trigger], whole: bool) -> Known:
    """The same rows where nothing will be written: nobody waits for them meanwhile. Raises TooMuchAtOnce likewise."""
    known, _ = await _load_wanted(connection, service, find_needs(service, triggers), whole, locks=False)
    return known


async def load_for_failure(
    connection: Connection, service: Service, trigger: Trigger
) -> tuple[Known, dict[Table[Any], set[str]]]:
    """What the answer must know to a trigger on which its rule failed; nothing where that cannot be loaded."""
    try:
        async with connection.transaction():
            return await _load_wanted(connection, service, find_needs_of_failure(service, trigger), whole=True)
    except FAILED_FOR_ONE:
        return Known(), {}


async def _load_wanted(
    connection: Connection, service: Service, wanted: Wanted, whole: bool, locks: bool = True
) -> tuple[Known, dict[Table[Any], set[str]]]:
    known, loaded, passed = Known(), dict[Table[Any], set[str]](), set[str]()
    for table in service.tables:
        at = tables.storage_of(table, service.name)
        if locks and table.gate and at.full_name not in passed:
            passed.add(at.full_name)
            await _pass_gates(connection, service, at, wanted, None if whole else MOST_BYTES)
        for by, values in wanted.of(table):
            most, piece = None if whole else MOST_BYTES - known.size, tables.piece_of(table)
            records, size = await tables.fetch(connection, at, by, list(values), most, locks, piece)
            known.size += size
            if not whole and max(len(values), len(records)) + sum(map(len, loaded.values())) > MOST_ROWS:
                raise TooMuchAtOnce
            for number, record in enumerate(records):
                if number % SLICE == 0:
                    await asyncio.sleep(0)
                row = at.build(record)
                key = getattr(row, table.key)
                known.rows.setdefault(table, {})[key] = row
                loaded.setdefault(table, set()).add(key)
                wanted.add_what_follows(row, by, values)
    return known, loaded


async def _pass_gates(
    connection: Connection, service: Service, at: tables.Stored, wanted: Wanted, most: int | None
) -> None:
    """Those of a table and of its parts, all before any is locked: so two transactions pass them in the same order."""
    same = [one for one in service.tables if tables.storage_of(one, service.name).full_name == at.full_name]
    for one in same:
        await _find_gates_behind_rows(connection, service, one, wanted, most)
    if values := sorted({value for one in same for value in wanted.values_of(one, one.gate)}):
        await tables.pass_gate(connection, at, values)


async def _find_gates_behind_rows(
    connection: Connection, service: Service, table: Table[Any], wanted: Wanted, most: int | None
) -> None:
    """What a row leads to may have a gate too, so a row that is wanted by its key is read once before it is locked.

    A notice that waits leads to all that it cites, and stays as it was sent.
    """
    at = tables.storage_of(table, service.name)
    values = wanted.leading_on(table, at.key)
    if not values:
        return
    found = await tables.fetch(connection, at, at.key, list(values), most, False, tables.piece_of(table))
    for record in found.records:
        wanted.add_what_follows(at.build(record), at.key, values)
