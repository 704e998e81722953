"""Time as a parameter: the real clock, a simulated one in the database, and one held in the hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Protocol

import asyncpg

from shared.engine.time.dates import civil_date, start_of_day
from shared.operations.pools import Connection

CHANNEL = "ctc_clock"
"""The notification channel of a simulated clock: it moved, or services are asked whether they are quiet."""


LOCK = 26172022
"""The number of the advisory lock under which the clock is made. It is used for nothing else."""


class Clock(Protocol):
    """Tells the instant, in UTC. `connection` is the one in whose transaction it is asked."""

    simulated: bool

    async def now(self, connection: Connection) -> datetime: ...


class SystemClock:
    """The machine's own."""

    simulated = False

    async def now(self, connection: Connection) -> datetime:
        return datetime.now(UTC)


class DatabaseClock:
    """A simulated clock that all processes share: it stands still until it is advanced."""

    simulated = True

    async def now(self, connection: Connection) -> datetime:
        instant: datetime = await connection.fetchval("select instant from clock.now")
        return instant


class HandClock:
    """A simulated clock of one process: the simulator and the demo turn it by hand."""

    simulated = True

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    async def now(self, connection: Connection) -> datetime:
        return self.instant


class WrongClock(Exception):
    """The clock asked for is not the one that this database lives by."""


async def set_up(connection: Connection, start: date | None) -> Clock:
    """The clock of this database: simulated from the day `start`, or the machine's (None).

    A simulated one goes on from where it stands. Raises WrongClock where the database lives by the other.
    Several processes may ask at once: one of them makes the clock, and the others find it.
    """
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
        return await _set_up(connection, start)


async def _set_up(connection: Connection, start: date | None) -> Clock:
    kept = await connection.fetchval("select instant from clock.now") if await _exists(connection) else None
    if start is None:
        if kept is not None:
            day = civil_date(kept)
            how = f"start with --clock {day}, or set CTC_CLOCK"
            raise WrongClock(f"this database lives by a simulated clock, now {day}: {how}")
        return SystemClock()
    if kept is None:
        if await _has_history(connection):
            raise WrongClock("this database lives by the real clock: start without --clock, or on a new database")
        await connection.execute(_SCHEMA)
        await connection.execute(
            "insert into clock.now (instant) values ($1) on conflict do nothing", start_of_day(start)
        )
    return DatabaseClock()


async def _exists(connection: Connection) -> bool:
    return bool(await connection.fetchval("select to_regclass('clock.now') is not null"))


async def _has_history(connection: Connection) -> bool:
    """Whether anything was ever recorded here, by any service."""
    schemas: Sequence[asyncpg.Record] = await connection.fetch(
        "select schemaname from pg_tables where tablename = 'journal' order by 1"
    )
    for record in schemas:
        if await connection.fetchval(f'select exists (select from "{record[0]}".journal)'):
            return True
    return False


async def turn(connection: Connection, instant: datetime) -> None:
    """Sets the simulated clock forward; never backwards."""
    await connection.execute("update clock.now set instant = $1 where instant < $1", instant)
    await connection.execute("select pg_notify($1, '')", CHANNEL)


_SCHEMA = """
create schema if not exists clock;
create table if not exists clock.now (
    one boolean primary key default true check (one),
    instant timestamptz not null,
    round bigint not null default 0  -- of asking every service whether it is quiet
);
create table if not exists clock.services (
    service text collate "C" primary key,
    round bigint not null,           -- of its answer
    quiet boolean not null,
    journal_end bigint not null,
    next_act date
);
create table if not exists clock.fired (
    what text collate "C" primary key,  -- kind and step of deadlines
    number bigint not null              -- that acted since the beginning
);
"""
