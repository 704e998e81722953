"""Facts on findings, and on help: projects, parts of cases, duplication, briefings, joint steps. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from services.council.facts.core import SCHEMA
from shared.engine.rules import Table


class FindingFact(NamedTuple):
    """A finding as one event tells it: how far the State carries out a provision."""

    id: str
    event_id: str
    finding_id: str
    assessment_id: str
    state: str
    provision: str
    """In the words of its author; `reference.find_provisions` says which provisions these name."""
    result: str
    good_practice: bool
    """Whether the finding names a good practice."""
    shortfall: bool
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ProjectFact(NamedTuple):
    """A project or programme as one event tells it, whole."""

    id: str
    event_id: str
    project_id: str
    kind: str
    lead_body: str
    states: tuple[str, ...]
    themes: tuple[str, ...]
    recommendations: tuple[str, ...]
    """Ids of those that it cites."""
    products: tuple[str, ...]
    status: str
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class CasePartFact(NamedTuple):
    """One part of a case. The event tells all of its parts, and each counts from its own days (OP15)."""

    id: str
    event_id: str
    case_id: str
    recommendation_id: str
    state: str
    body: str | None
    project_id: str | None
    status: str
    offered_on: date | None
    delivered_on: date | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class DuplicationFact(NamedTuple):
    """What one event says about two projects for one need."""

    id: str
    event_id: str
    duplication_id: str
    recommendation_id: str
    state: str
    project_ids: tuple[str, ...]
    stage: str
    """`flagged` or `resolved`."""
    resolution: str | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class BriefingFact(NamedTuple):
    """What one event says about a briefing of UNOCT, or a meeting with it (OP24, OP25)."""

    id: str
    event_id: str
    briefing_id: str
    kind: str
    stage: str
    """`invited`, `planned` without an invitation, `held` or `cancelled`."""
    planned_for: date | None
    speaker: str | None
    """The level of who spoke, or is asked to speak."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class StepFact(NamedTuple):
    """What one event says about a practical step of CTED and UNOCT (OP24)."""

    id: str
    event_id: str
    step_id: str
    title: str
    owner: str
    due_on: date
    indicator: str
    state: str | None
    """The State that it concerns; None: no single one."""
    stage: str
    """`agreed` or `done`."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


FINDINGS: Table[FindingFact] = Table("findings", FindingFact, schema=SCHEMA)
PROJECTS: Table[ProjectFact] = Table("projects", ProjectFact, schema=SCHEMA)
CASE_PARTS: Table[CasePartFact] = Table("case_parts", CasePartFact, schema=SCHEMA)
DUPLICATIONS: Table[DuplicationFact] = Table("duplications", DuplicationFact, schema=SCHEMA)
BRIEFINGS: Table[BriefingFact] = Table("briefings", BriefingFact, schema=SCHEMA)
STEPS: Table[StepFact] = Table("steps", StepFact, schema=SCHEMA)

ASSISTANCE_TABLES = (FINDINGS, PROJECTS, CASE_PARTS, DUPLICATIONS, BRIEFINGS, STEPS)
