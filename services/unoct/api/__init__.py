"""HTTP of unoct, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.unoct.api import briefings, cases, duplications, imports, projects, steps
from services.unoct.api.imports import OWN_BODIES
from shared.engine.handler import Handler


def routers(handler: Handler) -> list[APIRouter]:
    """The resources of unoct."""
    return [part.routes(handler) for part in (cases, projects, duplications, briefings, steps, imports)]


__all__ = ["OWN_BODIES", "routers"]
