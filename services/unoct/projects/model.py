"""What a project is, and the table in which projects are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from contracts.audiences import Audience
from contracts.vocabulary import ProjectKind, ProjectStatus
from shared.engine.bounds import DayCount
from shared.engine.rules import Table

MOST_SERVED: Final = 30
"""Recommendations that one project may serve, and products that it may cite. All that hangs on them is loaded before a
rule sees the reference data, so the number stands here."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project or programme, as its source says; known by source and reference."""

    id: str
    source: str
    reference: str
    kind: ProjectKind
    title: str
    lead_body: str
    states: tuple[str, ...]
    themes: tuple[str, ...]
    start_date: str | None
    """As precise as known. So is the end."""
    end_date: str | None
    budget_usd: int | None
    recommendations: tuple[str, ...]
    """Ids of those that it cites."""
    products: tuple[str, ...]
    status: ProjectStatus
    taken_up: tuple[str, ...]
    """Ids of recommendations that it does not cite but whose cases it took up."""
    registered_on: date
    said_at: datetime
    """The time of its source's last message about it, as far as known here. An earlier message does not change it."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    withdrawn_products: tuple[str, ...] = ()
    """Those of its products that the UN no longer has. The citation stays on record, for those who act on it."""
    counts: tuple[DayCount, ...] = ()

    @property
    def lives(self) -> bool:
        """Whether it serves anybody. A planned one does: its body has taken the need up."""
        return self.status != "cancelled"

    @property
    def serves(self) -> tuple[str, ...]:
        """Ids of all recommendations that it serves, if it lives."""
        return tuple(dict.fromkeys(self.recommendations + self.taken_up))


@dataclass(frozen=True, slots=True)
class NewProjects:
    """A lead body, of which only so many new projects are registered in a day."""

    body: str
    """Its name as it was written, as a slug: rows are loaded before a rule sees how the reference data spell it."""
    counts: tuple[DayCount, ...] = ()


PROJECTS: Table[Project] = Table("projects", Project)
NEW_PROJECTS: Table[NewProjects] = Table("new_projects", NewProjects, key="body")
