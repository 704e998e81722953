"""What the pages read of needs, and of projects that serve them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel


class CasePart(BaseModel):
    """What one body does about a need."""

    body: str | None = None
    project_id: str | None = None
    status: str = ""
    delivered_on: date | None = None


class Case(BaseModel):
    """A need with which a State asked to be helped, and what came of it."""

    id: str
    recommendation_id: str = ""
    status: str = ""
    opened_on: date | None = None
    offered_on: date | None = None
    taken_up_on: date | None = None
    delivered_on: date | None = None
    declined_on: date | None = None
    cancelled_on: date | None = None
    body: str | None = None
    project_id: str | None = None
    parts: list[CasePart] = []
    synthetic: bool = False


class Project(BaseModel):
    """A project or programme."""

    id: str
    title: str = ""
    kind: str = ""
    lead_body: str = ""
    states: list[str] = []
    themes: list[str] = []
    start: str | None = None
    end: str | None = None
    budget_usd: int | None = None
    recommendations: list[str] = []
    status: str = ""
    synthetic: bool = False
