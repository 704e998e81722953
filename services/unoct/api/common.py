"""What the resources of unoct have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import Query
from fastapi.responses import Response

from services.unoct.views import Row, view
from shared.door import Door
from shared.http.commands import Envelope, run
from shared.http.lists import one
from shared.http.problems import NotAllowed
from shared.http.states import StateFilter, ThemeFilter
from shared.rules import Known, Table

SCHEMA: Final = "unoct"

State = StateFilter
PillarOf = Annotated[int | None, Query(description="Of the Global Counter-Terrorism Strategy.", ge=1, le=4)]
ThingId = Annotated[str | None, Query(max_length=200)]
Theme = ThemeFilter


async def change(
    door: Door,
    envelope: Envelope,
    table: Table[Row],
    thing: str,
    command: object,
    show: Callable[[Row], object] = view,
) -> Response:
    """Puts a command on this thing through the door. Raises NotFound where the principal does not see it."""
    principal = envelope.principal
    await one(door.pool, SCHEMA, table, thing, principal)

    def represent(known: Known) -> object | None:
        row = known.get(table, thing)
        return None if row is None else show(row)

    async def read() -> object:
        return show(await one(door.pool, SCHEMA, table, thing, principal))

    return await run(door, envelope, command, represent=represent, read=read)


def of_the_un(envelope: Envelope) -> Envelope:
    """Raises NotAllowed for whoever is no body of the UN system: a State sees its cases, and acts in none."""
    if not envelope.principal.sees("un"):
        raise NotAllowed
    return envelope
