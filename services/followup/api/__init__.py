"""HTTP of followup, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.followup.api import cycles, meetings, recommendations
from shared.engine.handler import Handler


def routers(handler: Handler) -> list[APIRouter]:
    """The resources of followup."""
    return [cycles.routes(handler), recommendations.routes(handler), meetings.routes(handler)]


__all__ = ["routers"]
