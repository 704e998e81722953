"""Whether a database and a Kafka belong together: an id that both keep.

An empty or foreign database beside a Kafka with a history would take data, and its services would disagree with the
events there. So it is refused. A Kafka that was emptied is accepted, and the log says so.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Final

import structlog

from contracts.catalog import INSTALLATION
from shared.engine.port import Message, Outgoing
from shared.operations.pools import Connection

log = structlog.get_logger()

LOCK: Final = 26172023
"""The number of the advisory lock under which the id is made. It is used for nothing else."""
HISTORY: Final = ("ctc.exchange", "ctc.assessments", "ctc.followup", "ctc.unoct")
"""Topics whose first events tell whose they are. Council's come from reference data: they are the same everywhere."""

Read = Callable[[Sequence[str]], AsyncGenerator[Sequence[Message], None]]
"""All messages of these topics, from the oldest on."""
Send = Callable[[Sequence[Outgoing]], Awaitable[None]]


class WrongInstallation(Exception):
    """The database and Kafka do not belong together; the message says what to do."""


async def join(
    connection: Connection, read: Read, send: Send, services: Sequence[str], history: Sequence[str] = HISTORY
) -> None:
    """Returns when both have the same id; what has none yet takes the other's, or both a new one.

    `history` are those of `HISTORY` that we may read. Raises WrongInstallation, and TransportAway where Kafka does not
    answer.
    """
    ours, theirs = await _of_database(connection), await _of_kafka(read)
    if ours is not None and ours == theirs:
        return
    if ours is not None and theirs is not None:
        raise WrongInstallation(
            f"this database is installation {ours[:8]}, and Kafka belongs to installation {theirs[:8]}: "
            "correct DATABASE_URL or KAFKA_BOOTSTRAP_SERVERS, or give this database a Kafka of its own"
        )
    first = await _first_events(read, history)
    if first and not await _is_known(connection, first, services):
        raise WrongInstallation(
            "Kafka holds events that this database does not know: it is empty, or belongs to another Kafka. "
            "Restore a dump of the database that belongs to it, or give this one a Kafka of its own"
        )
    if theirs is None and (ours is not None or not first) and await _note_loss(connection, services):
        log.error("Kafka has no history", do="`ctc resend all` sends it the journals again")
    id_ = await keep_identity(connection, theirs or ours or str(uuid.uuid4()))
    if theirs is None:
        await send([_record(id_)])


def _record(id_: str) -> Outgoing:
    attributes = {"specversion": "1.0", "id": id_, "source": "/installation", "type": "org.un.ctc.installation"}
    return Outgoing(0, INSTALLATION.name, "installation", attributes, b"{}")


async def _of_database(connection: Connection) -> str | None:
    if not await connection.fetchval("select to_regclass('installation.identity')::text"):
        return None
    id_: str | None = await connection.fetchval("select id from installation.identity")
    return id_


async def keep_identity(connection: Connection, id_: str) -> str:
    """The id that this database has from now on. Several processes may come at once: the first one's counts."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
        # From before the lock this session may still believe that there is no schema. A query of the catalogue sees it.
        if not await connection.fetchval("select exists (select from pg_namespace where nspname = 'installation')"):
            await connection.execute(_SCHEMA)
        await connection.execute("insert into installation.identity (id) values ($1) on conflict do nothing", id_)
        first: str = await connection.fetchval("select id from installation.identity")
        return first


async def _of_kafka(read: Read) -> str | None:
    """The first id that was written counts, for ever."""
    async with aclosing(read((INSTALLATION.name,))) as batches:
        async for messages in batches:
            return messages[0].attributes.get("id")
    return None


async def _first_events(read: Read, history: Sequence[str]) -> list[tuple[str, str]]:
    """Source and id of some of the oldest events, if there are any."""
    async with aclosing(read(history)) as batches:
        async for messages in batches:
            return [(one.attributes.get("source", ""), one.attributes.get("id", "")) for one in messages]
    return []


async def _is_known(connection: Connection, events: Sequence[tuple[str, str]], services: Sequence[str]) -> bool:
    """Whether any of the events stands in the journal of the service that told it."""
    for name in services:
        ids = [id_ for source, id_ in events if source == f"/services/{name}"]
        if await connection.fetchval(f"select exists (select from {name}.journal where id = any($1))", ids):
            return True
    return False


async def _note_loss(connection: Connection, services: Sequence[str]) -> bool:
    """Keeps, of each service that has sent something, that it is lost. Whether there is any."""
    lost = False
    for name in services:
        updated = await connection.fetchval(
            f"update {name}.relay set history_lost = true where position > 0 returning true"
        )
        lost = lost or bool(updated)
    return lost


_SCHEMA = """
create schema installation;
create table installation.identity (
    one boolean primary key default true check (one),
    id text collate "C" not null
);
"""
