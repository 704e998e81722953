"""HTTP of unoct, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.unoct.api import cases, duplications, imports, projects
from services.unoct.api.imports import OWN_BODIES
from shared.door import Door


def routers(door: Door) -> list[APIRouter]:
    """The resources of unoct."""
    return [cases.routes(door), projects.routes(door), duplications.routes(door), imports.routes(door)]


__all__ = ["OWN_BODIES", "routers"]
