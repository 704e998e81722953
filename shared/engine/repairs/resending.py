"""Sends a journal again from some place on, for a Kafka that lost it, or a reader that was away too long.

The leading relay does it, in order, with the same mark. New events go out behind the old ones. A released topic gets
only the last event of each thing. So a copy that was narrowed or replaced since is left out, and the withdrawal is
sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contracts.catalog import PREFIX, decode
from contracts.participants import RELEASED
from contracts.released import thing_of
from shared.engine.port import Outgoing
from shared.engine.storage import journal
from shared.operations.pools import Connection

PAGE = 1_000
"""Rows of the journal that are read at once."""

Key = tuple[str, str]
"""A released topic, and a thing of which it holds copies."""


@dataclass(frozen=True, slots=True)
class Resending:
    """How far a journal is sent."""

    position: int
    """The relay's mark: everything up to here is sent."""
    sent: int
    """How far it was sent before it is sent again; the same as `position` while nothing is."""

    @property
    def under_way(self) -> bool:
        return self.position < self.sent


async def show(connection: Connection, schema: str) -> Resending:
    """How far the journal of this service is sent."""
    record = await connection.fetchrow(f"select position, greatest(position, sent) from {schema}.relay")
    assert record is not None
    return Resending(*record)


async def begin(connection: Connection, schema: str, first: int) -> Resending:
    """Puts the mark before the row at position `first` and wakes the relay; it never puts the mark forward."""
    record = await connection.fetchrow(
        f"update {schema}.relay set position = least(position, $1 - 1), sent = greatest(position, sent), "
        "history_lost = history_lost and $1 > 1 returning position, sent, pg_notify($2, '')",
        first,
        journal.channel(schema),
    )
    assert record is not None
    return Resending(record[0], record[1])


async def first_since(connection: Connection, schema: str, instant: datetime) -> int:
    """The position of the first row recorded at this instant or later; behind the last row if there is none."""
    first: int | None = await connection.fetchval(
        f"select min(position) from {schema}.journal where time >= $1", instant
    )
    return first if first is not None else await journal.end(connection, schema) + 1


@dataclass(slots=True)
class LastWords:
    """Where the last word on each released thing stands, as far as the journal has been read for it."""

    schema: str
    _last: dict[Key, int] = field(default_factory=dict)
    _after: int = 0
    """The position behind which the journal has been read."""
    _until: int = 0
    """The position up to which it has been read."""

    async def choose(self, connection: Connection, rows: Sequence[Outgoing], sent: int) -> Sequence[Outgoing]:
        """Those of the rows that may go out: of what is sent again (up to `sent`), the last word on each thing."""
        if rows[0].position > sent:
            self._forget(0)
            return rows
        if any(row.topic in RELEASED for row in rows):
            await self._read_on(connection, rows[0].position - 1)
        return [row for row in rows if row.position > sent or self._is_last(row)]

    def _is_last(self, row: Outgoing) -> bool:
        key = _key(row)
        return key is None or self._last[key] <= row.position

    async def _read_on(self, connection: Connection, after: int) -> None:
        """Reads each row once, however many steps a resending takes: also what was written since the last look."""
        if after < self._after or not self._until:
            self._forget(after)
        end = await journal.end(connection, self.schema)
        while rows := await journal.read_on(connection, self.schema, self._until, PAGE, RELEASED):
            self._last |= {key: row.position for row in rows if (key := _key(row))}
            self._until = rows[-1].position
        self._until = max(self._until, end)

    def _forget(self, after: int) -> None:
        self._last, self._after, self._until = {}, after, after


def _key(row: Outgoing) -> Key | None:
    """None for a row of a topic on which nothing is narrowed."""
    if row.topic not in RELEASED:
        return None
    thing = thing_of(decode(row.attributes["type"].removeprefix(PREFIX), row.data))
    assert thing is not None
    return row.topic, thing
