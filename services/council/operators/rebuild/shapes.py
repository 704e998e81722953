"""What `/rebuilds` answers, for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from services.council.operators.rebuild.comparing import Compared, LostEvent


class ProgressOfRebuild(BaseModel):
    """How far a rebuild is."""

    phase: str
    read: int
    expected: int
    events: int
    rows: int


class ResultOfRebuild(BaseModel):
    """What came of a rebuild."""

    events: int
    rows: int
    unreadable: int
    ahead: int
    lost: int
    accepted: int
    lost_events: list[LostEvent]
    swapped: bool
    differing: list[str]
    tables: list[Compared]
    seconds: float


class RebuildOfFacts(BaseModel):
    """A rebuild of the facts."""

    id: str
    state: Literal["running", "interrupted", "failed", "done"]
    started_at: datetime
    started_by: str
    accepted_losses: list[str]
    why: str | None
    progress: ProgressOfRebuild
    result: ResultOfRebuild | None
    problem: str | None
