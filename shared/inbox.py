"""The inbox: what has been seen, by `(source, id)`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from shared.outcomes import Repeated
from shared.tables import Connection

Identity = tuple[str, str]


async def take(connection: Connection, schema: str, identities: Sequence[Identity], now: datetime) -> set[Identity]:
    """Notes these triggers as seen and returns those that were not before.

    In sorted order, which is the first part of the one lock order: a second copy of a trigger
    waits here until the first has committed.
    """
    if not identities:
        return set()
    ordered = sorted(set(identities))
    records = await connection.fetch(
        f"insert into {schema}.inbox (source, id, recorded_at) "
        "select source, id, $3 from unnest($1::text[], $2::text[]) as u(source, id) "
        "on conflict do nothing returning source, id",
        [source for source, _ in ordered],
        [id_ for _, id_ in ordered],
        now,
    )
    return {(record[0], record[1]) for record in records}


async def remember(
    connection: Connection, schema: str, identity: Identity, digest: str, answer: Mapping[str, Any] | None
) -> None:
    """Keeps what a command was answered, for when it comes again."""
    await connection.execute(
        f"update {schema}.inbox set body_digest = $3, answer = $4 where source = $1 and id = $2",
        *identity,
        digest,
        orjson.dumps(answer),
    )


async def recall(connection: Connection, schema: str, identity: Identity, digest: str) -> Repeated:
    """What a command was answered, and whether this is the same one."""
    record = await connection.fetchrow(
        f"select body_digest, answer from {schema}.inbox where source = $1 and id = $2", *identity
    )
    if record is None or record["answer"] is None:
        return Repeated()
    return Repeated(orjson.loads(record["answer"]), record["body_digest"] == digest)


async def forget(connection: Connection, schema: str, before: datetime, limit: int) -> int:
    """Deletes rows from before the horizon, at most `limit`, and returns how many."""
    status: str = await connection.execute(
        f"delete from {schema}.inbox where (source, id) in "
        f"(select source, id from {schema}.inbox where recorded_at < $1 limit $2)",
        before,
        limit,
    )
    return int(status.rsplit(" ", 1)[1])


def digest(body: bytes) -> str:
    """What tells one command's body from another's."""
    return hashlib.sha256(body).hexdigest()


async def release(connection: Connection, schema: str, identity: Identity) -> None:
    """Takes a trigger out again: it was not handled, and may come once more under the same id."""
    await connection.execute(f"delete from {schema}.inbox where source = $1 and id = $2", *identity)
