"""What `/calendar` answers, for the OpenAPI document."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from services.council.obligations.model import Standing


class CalendarItem(BaseModel):
    """What is due when, and what became of it: an obligation of a mandate, or a duty that concerns a State."""

    id: str
    what: str
    obligation: str
    owner: str | None
    recipient: str | None
    mandate: str | None
    paragraph: str | None
    wording: str | None
    subject: str | None
    """The State that it concerns."""
    due_on: date | None
    state: Standing
    met_on: date | None
    late: bool | None
    service: str | None
    """The service that has its clock."""
    synthetic: bool
    period: str | None = None
    count: int | None = None
    held: int | None = None
    last_held_on: date | None = None
    nudged_on: date | None = None
    assessment_id: str | None = None
    followup_id: str | None = None
    recommendation_id: str | None = None
    sequence: int | None = None
