"""Who may command here: the Committee's own staff."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Query

from shared.http.access import Commander
from shared.http.commands import Envelope
from shared.http.problems import NotAllowed
from shared.principals import Principal

SCHEMA: Final = "assessments"

State = Annotated[str | None, Query(description="Alpha-3 code of a State.", pattern="^[A-Z]{3}$")]


def of_committee(principal: Principal) -> Principal:
    """Raises NotAllowed for whoever commands elsewhere: what the Committee assesses is the Committee's to change."""
    if principal.audience != "committee":
        raise NotAllowed
    return principal


async def _officer(principal: Commander) -> Principal:
    return of_committee(principal)


Officer = Annotated[Principal, Depends(_officer)]


async def _from_officer(envelope: Envelope) -> Envelope:
    of_committee(envelope.principal)
    return envelope


FromOfficer = Annotated[Envelope, Depends(_from_officer)]
