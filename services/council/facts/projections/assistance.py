"""What is said of projects, of duplication among them, of briefings, and of joint steps (OP4, OP24, OP25)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts import unoct as u
from contracts.base import EventData
from services.council.facts import (
    BRIEFINGS,
    CASE_PARTS,
    DUPLICATIONS,
    PROJECTS,
    STEPS,
    BriefingFact,
    CasePartFact,
    DuplicationFact,
    ProjectFact,
    StepFact,
)
from services.council.facts.projections.rows import Fact, stage, when
from shared.engine.rules import Event


def _project_project(event: Event[Any], data: u.ProjectRegistered) -> Iterable[Fact]:
    of = data.project_id, data.kind, data.lead_body, data.states, data.themes, data.recommendations, data.products
    yield PROJECTS, ProjectFact(event.id, event.id, *of, data.status, *when(event, data))


def _project_parts(event: Event[Any], data: u.CasePartsChanged) -> Iterable[Fact]:
    case = data.case_id, data.recommendation_id, data.state
    for number, part in enumerate(data.parts):
        of = *case, part.body, part.project_id, part.status, part.offered_on, part.delivered_on
        yield CASE_PARTS, CasePartFact(f"{event.id}/{number}", event.id, *of, *when(event, data))


def _project_duplication(event: Event[Any], data: u.DuplicationFlagged) -> Iterable[Fact]:
    of = data.duplication_id, data.recommendation_id, data.state, data.project_ids
    resolution = data.resolution if isinstance(data, u.DuplicationResolved) else None
    yield DUPLICATIONS, DuplicationFact(event.id, event.id, *of, stage(event), resolution, *when(event, data))


def _project_briefing(event: Event[Any], data: u.BriefingInvited) -> Iterable[Fact]:
    """A meeting of the heads may be planned without an invitation."""
    is_plan = stage(event) == "invited" and data.kind == "heads_meeting" and data.invited_on is None
    of = data.briefing_id, data.kind, "planned" if is_plan else stage(event), data.planned_for, data.speaker
    yield BRIEFINGS, BriefingFact(event.id, event.id, *of, *when(event, data))


def _project_step(event: Event[Any], data: u.StepAgreed) -> Iterable[Fact]:
    of = data.step_id, data.title, data.owner, data.due_on, data.indicator, data.state
    yield STEPS, StepFact(event.id, event.id, *of, stage(event), *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    u.ProjectRegistered: _project_project,
    u.CasePartsChanged: _project_parts,
    u.DuplicationFlagged: _project_duplication,
    u.DuplicationResolved: _project_duplication,
    u.BriefingInvited: _project_briefing,
    u.BriefingHeld: _project_briefing,
    u.BriefingCancelled: _project_briefing,
    u.StepAgreed: _project_step,
    u.StepDone: _project_step,
}
