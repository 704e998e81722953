"""Writes what a batch of triggers changes, for the handler: one statement a kind, in lock order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from shared.engine.decided import Decided
from shared.engine.rules import Table, Trigger
from shared.engine.service import Service
from shared.engine.storage import dead_letters, inbox, journal, tables
from shared.engine.storage import deadlines as deadline_store
from shared.engine.time.dates import civil_date
from shared.operations.pools import Connection

log = structlog.get_logger()


async def write(
    connection: Connection,
    service: Service,
    triggers: Sequence[Trigger],
    decided: Decided,
    loaded: Mapping[Table[Any], set[str]],
    before: dead_letters.ConsumerState,
    now: datetime,
) -> None:
    """Rows, deadlines, dead letters, answers and events. `loaded`: the keys that there were; `before`: the consumer."""
    schema = service.name
    for table in service.tables:
        await _write_table(connection, table, schema, *decided.split_rows(table, loaded.get(table, set())))
    await deadline_store.settle(connection, schema, decided.settled)
    changed = await deadline_store.remind(connection, schema, decided.reminders, civil_date(now))
    if changed:
        log.info("deadlines have other reminders", service=schema, number=changed)
    await deadline_store.write(connection, schema, decided.scheduled)
    await dead_letters.keep(connection, schema, decided.dead, now)
    if decided.streak != before.streak:
        limit = service.dead_letter_limit
        stopped = now if limit is not None and decided.streak >= limit else None
        await dead_letters.set_state(connection, schema, schema, decided.streak, stopped)
    answers, released = decided.split_inbox(triggers)
    await inbox.remember(connection, schema, answers)
    await inbox.release(connection, schema, released)
    await journal.append(connection, schema, service.number, decided.journal)


async def _write_table(
    connection: Connection,
    table: Table[Any],
    schema: str,
    new: Sequence[Any],
    changed: Sequence[Any],
    gone: Sequence[str],
) -> None:
    if table.is_kept_by_database:
        return
    at = tables.storage_of(table, schema)
    if new:
        await (tables.insert_or_overwrite if table.may_overwrite else tables.insert)(connection, at, new)
    if changed:
        await tables.update(connection, at, changed)
    if gone:
        await tables.delete(connection, at, gone)
