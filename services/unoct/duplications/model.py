"""What a duplication is, and the table in which duplications are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from shared.engine.rules import Table

DuplicationStatus = Literal["flagged", "resolved"]
Resolution = Literal["merged", "divided", "one_withdrawn", "no_duplication"]


@dataclass(frozen=True, slots=True)
class Duplication:
    """Two projects for the same need of the same State. Whatever becomes of it, the need counts once."""

    id: str
    recommendation_id: str
    case_id: str
    state: str
    project_ids: tuple[str, ...]
    """Two, in order."""
    status: DuplicationStatus
    flagged_on: date
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    resolved_on: date | None = None
    resolution: Resolution | None = None
    kept_project_id: str | None = None
    note: str | None = None


DUPLICATIONS: Table[Duplication] = Table("duplications", Duplication)
