"""HTTP of unoct, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.unoct.api import briefings, cases, duplications, imports, projects, steps
from services.unoct.api.imports import OWN_BODIES
from shared.door import Door


def routers(door: Door) -> list[APIRouter]:
    """The resources of unoct."""
    return [part.routes(door) for part in (cases, projects, duplications, briefings, steps, imports)]


__all__ = ["OWN_BODIES", "routers"]
