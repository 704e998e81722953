"""What the resources of unoct have in common."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query

from shared.web.commands import Envelope
from shared.web.problems import NotAllowed

SCHEMA: Final = "unoct"

PillarOf = Annotated[int | None, Query(description="Of the Global Counter-Terrorism Strategy.", ge=1, le=4)]
ThingId = Annotated[str | None, Query(max_length=200)]


def of_the_un(envelope: Envelope) -> Envelope:
    """Raises NotAllowed for whoever is no body of the UN system: a State sees its cases, and acts in none."""
    if not envelope.principal.sees("un"):
        raise NotAllowed
    return envelope
