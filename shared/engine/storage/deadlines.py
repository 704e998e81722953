"""Where deadlines are kept, and the loop that brings due ones to the handler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter

import asyncpg

from shared.engine.deadline import Deadline, Key, remind_on
from shared.engine.rules import Due, due_today
from shared.operations.pools import Connection

COLUMNS = tuple(field.name for field in fields(Deadline))
_LIST = ", ".join(COLUMNS)


async def due(connection: Connection, schema: str, today: date, limit: int) -> list[Due]:
    """Deadlines that act today or earlier, in order; read without a lock, for the handler to read again."""
    records = await connection.fetch(
        f"select {_LIST} from {schema}.deadlines where acts_on <= $1 order by acts_on, kind, subject limit $2",
        today,
        limit,
    )
    return [due for record in records if (due := due_today(_deadline(record), today))]


async def next_act(connection: Connection, schema: str) -> date | None:
    """The next day on which any deadline acts."""
    day: date | None = await connection.fetchval(
        f"select min(acts_on) from {schema}.deadlines where acts_on is not null"
    )
    return day


async def lock(connection: Connection, schema: str, keys: Sequence[Key]) -> dict[Key, Deadline]:
    """The deadlines with these keys as they are now, locked in order."""
    records = await connection.fetch(
        f"select {_LIST} from {schema}.deadlines where (kind, subject) in "
        "(select kind, subject from unnest($1::text[], $2::text[]) as u(kind, subject)) "
        "order by kind, subject for update",
        [kind for kind, _ in keys],
        [subject for _, subject in keys],
    )
    return {(record["kind"], record["subject"]): _deadline(record) for record in records}


async def write(connection: Connection, schema: str, deadlines: Mapping[Key, Deadline]) -> None:
    """These deadlines now stand, in place of those with the same keys.

    New ones go in by COPY, which halves the cost of a large batch; a key that another transaction has
    just put raises UniqueViolationError, and the batch is repeated.
    """
    if not deadlines:
        return
    keys = sorted(deadlines)
    standing = await _standing(connection, schema, keys)
    if new := [_values(deadlines[key]) for key in keys if key not in standing]:
        await connection.copy_records_to_table("deadlines", schema_name=schema, columns=COLUMNS, records=new)
    if changed := [deadlines[key] for key in keys if key in standing]:
        await _replace(connection, schema, changed)


async def _standing(connection: Connection, schema: str, keys: Sequence[Key]) -> set[Key]:
    """Which of these keys there are, locked in order."""
    records = await connection.fetch(
        f"select kind, subject from {schema}.deadlines where (kind, subject) in "
        "(select kind, subject from unnest($1::text[], $2::text[]) as u(kind, subject)) "
        "order by kind, subject for update",
        [kind for kind, _ in keys],
        [subject for _, subject in keys],
    )
    return {(record[0], record[1]) for record in records}


async def _replace(connection: Connection, schema: str, rows: Sequence[Deadline]) -> None:
    await connection.execute(
        _WRITE.format(schema=schema),
        [d.kind for d in rows],
        [d.subject for d in rows],
        [d.due_on for d in rows],
        [d.anchor for d in rows],
        [d.anchor_on for d in rows],
        [d.mandate for d in rows],
        [d.paragraph for d in rows],
        [_array(d.reminders) for d in rows],
        [d.state for d in rows],
        [d.acts_on for d in rows],
        [d.correlation_id for d in rows],
        [d.scheduled_by for d in rows],
    )


async def settle(connection: Connection, schema: str, states: Mapping[Key, str]) -> None:
    """These deadlines no longer run."""
    if not states:
        return
    keys = sorted(states)
    await connection.execute(
        f"update {schema}.deadlines d set state = u.state, acts_on = null "
        "from unnest($1::text[], $2::text[], $3::text[]) as u(kind, subject, state) "
        "where d.kind = u.kind and d.subject = u.subject",
        [kind for kind, _ in keys],
        [subject for _, subject in keys],
        [states[key] for key in keys],
    )


async def remind(connection: Connection, schema: str, reminders: Mapping[Key, tuple[int, ...]], today: date) -> int:
    """These deadlines, where they still run, have these reminders from today on. Returns how many changed."""
    if not reminders:
        return 0
    standing = await lock(connection, schema, sorted(reminders))
    moved = {key: remind_on(deadline, reminders[key], today) for key, deadline in standing.items()}
    if changed := [deadline for key, deadline in moved.items() if deadline != standing[key]]:
        await _replace(connection, schema, changed)
    return len(changed)


_WRITE = (
    "update {schema}.deadlines d set "
    + ", ".join(
        f"{column} = u.{column}" + ("::integer[]" if column == "reminders" else "")
        for column in COLUMNS
        if column not in ("kind", "subject")
    )
    + " from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::date[], $6::text[], $7::text[], $8::text[], "
    f"$9::text[], $10::date[], $11::text[], $12::text[]) as u({_LIST}) "
    "where d.kind = u.kind and d.subject = u.subject"
)
_values = attrgetter(*COLUMNS)


def _array(days: tuple[int, ...]) -> str:
    """PostgreSQL has no ragged arrays, so a list of lists crosses as text."""
    return "{" + ",".join(map(str, days)) + "}"


def _deadline(record: asyncpg.Record) -> Deadline:
    values = dict(record.items())
    values["reminders"] = tuple(values["reminders"])
    return Deadline(**values)
