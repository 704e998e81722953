"""What `/proposals` answers, for the OpenAPI document."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from reference.ranking import Ranking
from services.council.lookups.proposals.ranking import Evidence


class ReasonToConsider(BaseModel):
    """Why a State may be considered for the list."""

    weight: str
    code: str
    points: int
    count: int
    synthetic: bool
    evidence: list[Evidence]


class ProposedState(BaseModel):
    """A State with its rank."""

    rank: int
    state: str
    name: str
    points: int
    listed: bool
    reasons: list[ReasonToConsider]


class Proposal(BaseModel):
    """All Member States, ranked."""

    year: int
    as_of: date
    adopts: bool
    note: str
    synthetic: bool
    weights: Ranking
    items: list[ProposedState]
    next: str | None
