"""HTTP of unoct, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.unoct.api import cases, duplications, projects
from shared.door import Door


def routers(door: Door) -> list[APIRouter]:
    """The resources of unoct."""
    return [cases.routes(door), projects.routes(door), duplications.routes(door)]
