"""A change of one thing by a command: `If-Match` compares it under the lock, and its new `ETag` is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi.responses import Response

from shared.engine.handler import Handler
from shared.engine.rules import Known, Table
from shared.web.commands import Envelope, run
from shared.web.lists import one

Row = TypeVar("Row")


async def change(
    handler: Handler,
    envelope: Envelope,
    table: Table[Row],
    key: str,
    command: object,
    view: Callable[[Row], object] = lambda row: row,
) -> Response:
    """Puts a command on this thing through the handler; `view` is the thing as its `GET` shows it.

    Raises NotFound where the principal does not see it.
    """
    schema, principal = handler.service.name, envelope.principal
    await one(handler.pool, schema, table, key, principal)

    def represent(known: Known) -> object | None:
        row = known.get(table, key)
        return None if row is None else view(row)

    async def read() -> object:
        return view(await one(handler.pool, schema, table, key, principal))

    return await run(handler, envelope, command, represent=represent, read=read)
