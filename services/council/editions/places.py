"""How far the facts had been read when an edition was made, and what it reads since."""

from __future__ import annotations

import json

from services.council.counting.reading import rows
from services.council.counting.scope import Scope
from services.council.editions.model import Edition
from services.council.queries import query
from shared.engine.principals import Principal
from shared.operations.pools import Connection


async def positions(connection: Connection) -> dict[str, int]:
    """How far each partition had been read, as `topic/partition`: kept with the edition, never printed.

    Beside it, as `topic/partition/position`, what had been left open as a dead letter before that place.
    """
    found = await rows(connection, query("positions"), {})
    left = await rows(connection, query("left_open"), {})
    return {f"{record['topic']}/{record['partition']}": record["position"] for record in found} | {
        f"{record['topic']}/{record['partition']}/{record['position']}": record["position"] for record in left
    }


async def unread(connection: Connection, edition: Edition) -> tuple[str, ...]:
    """Ids of the events that were recorded by the edition's freeze, and read after it was made.

    There are some where services lag, where a simulated clock stood while more was said, and where a dead
    letter was tried again. None are found after a move to another transport, where the places mean nothing.
    """
    if not edition.positions:
        return ()
    places = json.dumps(dict(edition.positions))
    values = {"places": places, "freeze": edition.frozen_at, "made_on": edition.published_on}
    return tuple(record["id"] for record in await rows(connection, query("unread"), values))


async def scope_of(connection: Connection, edition: Edition, reader: Principal | None = None) -> Scope:
    """What the edition reads: of who keeps it as it was published also what its readers might see then."""
    kept = reader is not None and edition.is_of(reader)
    return Scope(
        edition.year,
        edition.cut_off,
        edition.frozen_at,
        edition.shown_to,
        edition.thing,
        await unread(connection, edition),
        edition.frozen_at if kept else None,
    )
