"""Dead letters: what could not be read or decided, kept where an operator finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg
import orjson

from shared.engine.port import Message
from shared.engine.rules import Due, Event, Trigger, Unreadable
from shared.operations.pools import Connection


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One of them, as an operator sees it. The payload is for the Committee's audience only."""

    number: int
    recorded_at: datetime
    reason: str
    topic: str
    partition: int
    offset: int
    key: str
    attributes: dict[str, str]
    payload: bytes | None
    tries: int
    state: str
    discarded_why: str | None


_WHOLE = (
    "number, recorded_at, reason, topic, partition, log_offset, key, attributes, payload, tries, state, discarded_why"
)
_SUMMARY = _WHOLE.replace("key, attributes, payload", "'', '{}', null::bytea")
"""Without what a message carried: a page of these would be hundreds of megabytes."""


async def keep(connection: Connection, schema: str, dead: Sequence[tuple[Trigger, str]], now: datetime) -> None:
    """Writes dead letters, in the transaction of the rest of their batch. The same one again adds a try."""
    if not dead:
        return
    await connection.executemany(
        f"insert into {schema}.dead_letters (recorded_at, trigger_source, trigger_id, reason, topic, partition, "
        "log_offset, key, attributes, payload) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        "on conflict (trigger_source, trigger_id) do update set reason = excluded.reason, state = 'open'",
        [_row(trigger, reason, now) for trigger, reason in dead],
    )


def _row(trigger: Trigger, reason: str, now: datetime) -> tuple[object, ...]:
    source, identity = trigger.source, trigger.id
    message = trigger.message if isinstance(trigger, Event | Unreadable) else None
    if message is None:
        deadline = trigger.deadline if isinstance(trigger, Due) else None
        of = (deadline.subject, orjson.dumps({"deadline": deadline.kind}).decode()) if deadline else ("", "{}")
        return now, source, identity, reason, "", 0, 0, *of, None
    attributes = orjson.dumps({name: _storable(value) for name, value in message.attributes.items()}).decode()
    at = message.topic, message.partition, message.offset, _storable(message.key)
    return now, source, identity, reason, *at, attributes, message.data


def _storable(text: str) -> str:
    """PostgreSQL holds no NUL, and a message that cannot even be kept would come again for ever."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


async def find(
    connection: Connection, schema: str, state: str = "open", after: int = 0, limit: int = 1000
) -> list[DeadLetter]:
    """Those in this state with a number above `after`, oldest first, without key, attributes and payload."""
    query = f"select {_SUMMARY} from {schema}.dead_letters where state = $1 and number > $2 order by number limit $3"
    records = await connection.fetch(query, state, after, limit)
    return [_letter(record) for record in records]


async def show(connection: Connection, schema: str, number: int) -> DeadLetter | None:
    """One of them, whole."""
    record = await connection.fetchrow(f"select {_WHOLE} from {schema}.dead_letters where number = $1", number)
    return None if record is None else _letter(record)


async def find_last(connection: Connection, schema: str, topic: str, key: str) -> int | None:
    """The number of the last open one of this topic with this key."""
    query = f"select max(number) from {schema}.dead_letters where state = 'open' and topic = $1 and key = $2"
    number: int | None = await connection.fetchval(query, topic, key)
    return number


def _letter(record: asyncpg.Record) -> DeadLetter:
    values = list(record)
    values[7] = orjson.loads(values[7])
    return DeadLetter(*values)


def message_of(letter: DeadLetter) -> Message:
    """The message as it came, to be read and tried again."""
    return Message(letter.topic, letter.partition, letter.offset, letter.key, letter.attributes, letter.payload)


async def count_try(connection: Connection, schema: str, number: int, handled: bool) -> None:
    """Counts a try, and whether it succeeded."""
    await connection.execute(
        f"update {schema}.dead_letters set tries = tries + 1, "
        "state = case when $2 then 'handled' else 'open' end where number = $1",
        number,
        handled,
    )


async def discard(connection: Connection, schema: str, number: int, why: str) -> bool:
    """Gives one up, with the reason. It is kept. False if there is no such open one."""
    status: str = await connection.execute(
        f"update {schema}.dead_letters set state = 'discarded', discarded_why = $2 "
        "where number = $1 and state = 'open'",
        number,
        why,
    )
    return status.endswith(" 1")


@dataclass(frozen=True, slots=True)
class ConsumerState:
    """Whether a consumer was stopped, by too many dead letters in a row or by an operator."""

    streak: int = 0
    stopped_at: datetime | None = None


async def state_of(connection: Connection, schema: str, consumer: str) -> ConsumerState:
    """Survives a restart."""
    record = await connection.fetchrow(
        f"select streak, stopped_at from {schema}.consumer_state where consumer = $1", consumer
    )
    return ConsumerState() if record is None else ConsumerState(record["streak"], record["stopped_at"])


async def set_state(
    connection: Connection, schema: str, consumer: str, streak: int, stopped_at: datetime | None
) -> None:
    """Written in the transaction of the batch that changed it; `resume` sets it to 0 and None."""
    await connection.execute(
        f"insert into {schema}.consumer_state (consumer, streak, stopped_at) values ($1, $2, $3) "
        "on conflict (consumer) do update set streak = excluded.streak, stopped_at = excluded.stopped_at",
        consumer,
        streak,
        stopped_at,
    )
