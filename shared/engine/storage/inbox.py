"""The inbox: what has been seen, by `(source, id)`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from shared.engine.outcomes import Repeated
from shared.engine.rules import Identity
from shared.operations.pools import Connection


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


async def find_new(connection: Connection, schema: str, identities: Sequence[Identity]) -> set[Identity]:
    """Those that were not seen before. Nothing is noted."""
    records = await connection.fetch(
        f"select source, id from {schema}.inbox natural join unnest($1::text[], $2::text[]) as u(source, id)",
        [source for source, _ in identities],
        [id_ for _, id_ in identities],
    )
    return set(identities) - {(record[0], record[1]) for record in records}


async def remember(
    connection: Connection, schema: str, answers: Mapping[Identity, tuple[str, Mapping[str, Any]]]
) -> None:
    """Keeps what commands were answered, each with its digest, for when they come again."""
    if not answers:
        return
    await connection.execute(
        f"update {schema}.inbox i set body_digest = u.digest, answer = u.answer "
        "from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) as u(source, id, digest, answer) "
        "where i.source = u.source and i.id = u.id",
        [source for source, _ in answers],
        [id_ for _, id_ in answers],
        [digest for digest, _ in answers.values()],
        [orjson.dumps(answer) for _, answer in answers.values()],
    )


async def recall(connection: Connection, schema: str, digests: Mapping[Identity, str]) -> dict[Identity, Repeated]:
    """What commands were answered, and whether each is the same one, by its digest."""
    if not digests:
        return {}
    records = await connection.fetch(
        f"select i.source, i.id, i.body_digest, i.answer from {schema}.inbox i "
        "join unnest($1::text[], $2::text[]) as u(source, id) on i.source = u.source and i.id = u.id "
        "where i.answer is not null",
        [source for source, _ in digests],
        [id_ for _, id_ in digests],
    )
    return {
        (source, id_): Repeated(orjson.loads(answer), digest == digests[source, id_])
        for source, id_, digest, answer in records
    }


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


async def release(connection: Connection, schema: str, identities: Sequence[Identity]) -> None:
    """Takes triggers out again: they were not handled, and may come once more under the same id."""
    if not identities:
        return
    await connection.execute(
        f"delete from {schema}.inbox i using unnest($1::text[], $2::text[]) as u(source, id) "
        "where i.source = u.source and i.id = u.id",
        [source for source, _ in identities],
        [id_ for _, id_ in identities],
    )
