"""Whether the clock can be believed. After a jump nothing final is done by it until somebody confirms it.

Deadlines and forgetting depend only on the clock, so they ask here for the time. Three things show a jump: how long
this process has been running, the database's own clock, and the last instant that was trusted. The database keeps that
instant, because a process may start with a wrong clock. A simulated clock is moved on purpose, and is believed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from shared.engine.time.clock import Clock
from shared.operations.pools import Connection

log = structlog.get_logger()

USUAL_BOUND: Final = timedelta(hours=48)
"""How far the clock may jump, or be from the database's, where nothing else is set."""
LONGEST_ABSENCE: Final = timedelta(days=30)
"""A service that starts later than this after it last acted was away for very long, or its clock is wrong."""
KEPT_EVERY: Final = timedelta(minutes=1)
"""How often the trusted instant is written."""
FOREVER: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets, and that goes on, where there is such a one, while the machine sleeps."""


def seconds_running() -> float:
    """Seconds on a clock that nobody sets."""
    return time.clock_gettime(FOREVER)


@dataclass(frozen=True, slots=True)
class Look:
    """What all clocks showed at one moment."""

    now: datetime
    """The service's clock."""
    database: datetime
    running: float
    """Seconds on a clock that nobody sets."""


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """What the database keeps of the clock of this service."""

    seen_at: datetime
    """The latest instant that was trusted."""
    confirmed_at: datetime | None = None
    """What the clock told when an operator last confirmed it."""
    off_by: timedelta = timedelta(0)
    """How far it was from the database's clock then."""
    doubted: bool = False
    """Whether it was doubted when a copy of this service last looked: then a restart does not make it right."""


def why_doubted(look: Look, record: ClockRecord | None, last: Look | None, bound: timedelta) -> str | None:
    """Why this look cannot be believed, in one line; None if it can. `last`: the last believed one of this process."""
    confirmed_at = record.confirmed_at if record else None
    if confirmed_at is not None and abs(look.now - confirmed_at) <= bound:
        return None
    off = look.now - look.database - (record.off_by if record else timedelta(0))
    if abs(off) > bound:
        return f"it tells {_text(look.now)}, and the database's clock {_text(look.database)}"
    if last is not None:
        expected = last.now + timedelta(seconds=look.running - last.running)
        if look.now - expected > bound:
            return f"it jumped ahead, from {_text(expected)} to {_text(look.now)}"
    elif record is not None and look.now - record.seen_at > (bound if record.doubted else LONGEST_ABSENCE):
        return f"it tells {_text(look.now)}, and this service last acted at {_text(record.seen_at)}"
    return None


def _text(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@dataclass(slots=True)
class ClockWatch:
    """The watch of one copy of one service. Loops ask it for the time at each turn."""

    schema: str
    clock: Clock
    bound: timedelta
    doubt: str | None = None
    """Why the clock is not believed just now."""
    turned_back: bool = False
    """Whether it is behind the last trusted instant by more than the bound. This does not stop anything."""
    _last: Look | None = None

    async def now(self, connection: Connection) -> datetime | None:
        """The time by which may be acted; None while the clock is doubted."""
        if self.clock.simulated:
            return await self.clock.now(connection)
        record, look = await self._look(connection)
        self._note(why_doubted(look, record, self._last, self.bound), record, look)
        if self.doubt is not None:
            if record is not None and not record.doubted:
                await connection.execute(f"update {self.schema}.clock_seen set doubted = true")
            return None
        self._last = look
        if record is None or record.doubted or look.now - record.seen_at > KEPT_EVERY:
            await self._keep(connection, look.now)
        return look.now

    async def confirm(self, connection: Connection, by: str) -> datetime:
        """The clock is believed from now on as it goes; returns what it tells."""
        _, look = await self._look(connection)
        await connection.execute(
            f"insert into {self.schema}.clock_seen (seen_at, confirmed_at, confirmed_by, off_by) "
            "values ($1, $1, $2, $3) on conflict (one) do update set seen_at = excluded.seen_at, "
            "confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, off_by = excluded.off_by, "
            "doubted = false",
            look.now,
            by,
            look.now - look.database,
        )
        return look.now

    async def _look(self, connection: Connection) -> tuple[ClockRecord | None, Look]:
        row = await connection.fetchrow(
            "select clock_timestamp() as database, seen_at, confirmed_at, off_by, doubted "
            f"from (select) one left join {self.schema}.clock_seen on true"
        )
        assert row is not None
        look = Look(await self.clock.now(connection), row["database"], seconds_running())
        if row["seen_at"] is None:
            return None, look
        return ClockRecord(row["seen_at"], row["confirmed_at"], row["off_by"], row["doubted"]), look

    async def _keep(self, connection: Connection, now: datetime) -> None:
        await connection.execute(
            f"insert into {self.schema}.clock_seen as kept (seen_at) values ($1) "
            "on conflict (one) do update set seen_at = greatest(kept.seen_at, excluded.seen_at), doubted = false",
            now,
        )

    def _note(self, doubt: str | None, record: ClockRecord | None, look: Look) -> None:
        """Says it once when it begins, and once when it ends."""
        back = record is not None and record.seen_at - look.now > self.bound
        if doubt is not None and self.doubt is None:
            log.error("clock doubted", service=self.schema, why=doubt, do="mend it, or `ctc clock confirm`")
        elif doubt is None and self.doubt is not None:
            log.warning("clock believed again", service=self.schema, now=_text(look.now))
        if back and not self.turned_back:
            log.warning("clock turned back", service=self.schema, now=_text(look.now))
        self.doubt, self.turned_back = doubt, back
