"""Rebuilt facts are closed as the live ones are, though a clock was ahead (`services/council/facts/closings.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.base import EventData
from services.council.facts.closings import AGAIN, CLOSES, THINGS, build_again
from shared.engine.rules import Table
from shared.engine.storage import tables
from shared.operations.pools import Connection


async def close_again(
    connection: Connection, schema: str, fresh: Mapping[Table[Any], Sequence[Any]] | None = None
) -> None:
    """Tells again what was closed before later times: of the things of these fresh rows, or of all."""
    for table, by in THINGS.items():
        models = {model.type: model for model, closed in CLOSES.items() if table in closed}
        things = None if fresh is None else list({getattr(row, by) for row in fresh.get(table, ())})
        query = _OVERTAKEN.format(schema=schema, table=table.name, by=by)
        for record in await connection.fetch(query, list(models), things):
            await _close_one(connection, schema, table, models, record["thing"])


async def _close_one(
    connection: Connection, schema: str, table: Table[Any], models: Mapping[str, type[EventData]], thing: str
) -> None:
    """From its first telling on, as if nothing of it had been told again yet."""
    by = THINGS[table]
    (topic,) = {model.topic for model in models.values()}
    at, name = tables.storage_of(table, schema), f"{schema}.{table.name}"
    await connection.execute(f"delete from {name} where {by} = $1 and right(id, {len(AGAIN)}) = '{AGAIN}'", thing)
    before, added = list[Any](), list[Any]()
    told = await connection.fetch(_TOLD.format(schema=schema, table=table.name, by=by), thing, topic)
    for record in told:
        row = at.build([record[column.name] for column in at.columns])
        model = models.get(record["event_type"])
        again = build_again(model, row, before) if model else None
        before.append(row)
        if again:
            before.append(again)
            added.append(again)
    await connection.copy_records_to_table(table.name, schema_name=schema, columns=table.row._fields, records=added)


_OVERTAKEN = """
select distinct closing.{by} as thing from {schema}.{table} as closing
    join {schema}.events as event on event.id = closing.event_id and event.type = any($1)
where ($2::text[] is null or closing.{by} = any($2)) and exists (
    select from {schema}.{table} as other
    where other.{by} = closing.{by} and other.recorded_at > closing.recorded_at and (
        other.position < closing.position
        or (select topic from {schema}.events where id = other.event_id) <> event.topic))
"""
"""Things that an event closed after it had told of them with a later time. What another service tells of one is its
beginning: so that was told before, whatever its position in another topic.
"""
_TOLD = """
select told.*, event.type as event_type from {schema}.{table} as told
    join {schema}.events as event on event.id = told.event_id
where told.{by} = $1 order by event.topic = $2, told.position, told.id
"""
