"""HTTP of followup, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.followup.api import cycles, meetings, recommendations
from shared.door import Door


def routers(door: Door) -> list[APIRouter]:
    """The resources of followup."""
    return [cycles.routes(door), recommendations.routes(door), meetings.routes(door)]


__all__ = ["routers"]
