"""Things as their views show them: read, and changed by a command with `If-Match` and a new `ETag`."""

from __future__ import annotations

from typing import Any, TypeVar

from fastapi.responses import Response

from shared.engine.declarations import View, Viewer
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.rules import Known, NotFound
from shared.engine.storage import tables
from shared.web.commands import Envelope, run
from shared.web.lists import Pool, read_one, readable

Thing = TypeVar("Thing")


async def viewer_of(handler: Handler, view: View[Any] | None, principal: Principal) -> Viewer:
    """Who looks at such a thing."""
    dated = view is not None and view.dated
    return Viewer(principal, handler.reference, await handler.today() if dated else None)


async def read_thing(pool: Pool, schema: str, view: View[Thing], key: str, principal: Principal) -> Thing:
    """The thing with this key. Raises NotFound where there is none, or none that this principal may see."""
    row: Thing = await read_one(pool, schema, view.table, key, principal)
    if not view.parts:
        return row
    thing = view.thing(await _read_parts(pool, schema, view, key, principal), key)
    if thing is None:
        raise NotFound
    return thing


async def _read_parts(pool: Pool, schema: str, view: View[Any], key: str, principal: Principal) -> Known:
    """The rows of the thing that this principal may see, as of one instant: the time tells little of the others."""
    known, (condition, parameters) = Known(), readable(principal, 2)
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        for table, column in view.parts:
            at = tables.storage_of(table, schema)
            query = f"select {at.column_list} from {at.full_name} where {column} = $1 and {condition}"
            rows = [at.build(record) for record in await connection.fetch(query, key, *parameters)]
            known.rows[table] = {getattr(row, at.key): row for row in rows}
    return known


async def change_thing(handler: Handler, envelope: Envelope, view: View[Any], key: str, command: object) -> Response:
    """Puts a command on this thing through the handler. Raises NotFound where the principal does not see it."""
    schema, principal = handler.service.name, envelope.principal
    viewer = await viewer_of(handler, view, principal)
    await read_one(handler.pool, schema, view.table, key, principal)

    def represent(known: Known) -> object | None:
        thing = view.thing(known, key)
        return None if thing is None else view.show(thing, viewer)

    async def read() -> object:
        return view.show(await read_thing(handler.pool, schema, view, key, principal), viewer)

    return await run(handler, envelope, command, represent=represent, read=read)
