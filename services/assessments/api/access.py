"""Who may command here: the Committee's own staff."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends

from shared.http.access import Commander
from shared.http.commands import Envelope
from shared.http.problems import NotAllowed
from shared.http.states import StateFilter
from shared.principals import Principal

SCHEMA: Final = "assessments"

State = StateFilter


def of_committee(principal: Principal) -> Principal:
    """Raises NotAllowed for whoever commands elsewhere: what the Committee assesses is the Committee's to change."""
    if principal.audience != "committee":
        raise NotAllowed
    return principal


def of_committee_or_state(principal: Principal, state: str) -> Principal:
    """Raises NotAllowed for whoever is neither the Committee's own staff nor the State itself."""
    return principal if f"state:{state}" in principal.parties else of_committee(principal)


async def _officer(principal: Commander) -> Principal:
    return of_committee(principal)


Officer = Annotated[Principal, Depends(_officer)]


async def _from_officer(envelope: Envelope) -> Envelope:
    of_committee(envelope.principal)
    return envelope


FromOfficer = Annotated[Envelope, Depends(_from_officer)]
