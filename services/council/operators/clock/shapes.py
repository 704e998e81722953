"""What the addresses of the clock answer, for the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel


class Clock(BaseModel):
    """What time it is here."""

    now: datetime
    today: date
    """The civil date in New York."""
    simulated: bool


class Quiet(BaseModel):
    """Whether nothing is left to do."""

    quiet: bool
