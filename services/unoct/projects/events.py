"""Events about projects. Pure."""

from __future__ import annotations

from datetime import date

from contracts.unoct import ProjectRegistered
from services.unoct.projects.model import Project


def build_registered_event(project: Project, day: date) -> ProjectRegistered:
    """The project was registered, or changed. The event holds it whole."""
    return ProjectRegistered(
        occurred_on=day,
        synthetic=project.synthetic,
        project_id=project.id,
        source=project.source,
        reference=project.reference,
        kind=project.kind,
        title=project.title,
        lead_body=project.lead_body,
        states=project.states,
        themes=project.themes,
        start=project.start_date,
        end=project.end_date,
        budget_usd=project.budget_usd,
        recommendations=project.recommendations,
        products=project.products,
        status=project.status,
    )


def subject_of(project: Project) -> str:
    """The subject of its events: its State if it has one alone, else its id."""
    return project.states[0] if len(project.states) == 1 else project.id
