"""Time as a parameter: the real clock, one kept in the database, and one held in the hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from shared.tables import Connection


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
