"""HTTP of assessments, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.assessments.api import (
    assessments,
    imports,
    overlaps,
    products,
    programmes,
    recommendations,
    released,
    visits,
)
from services.assessments.api.imports import OWN_BODIES
from shared.door import Door


def routers(door: Door) -> list[APIRouter]:
    """The resources of assessments."""
    return [
        visits.routes(door),
        *programmes.routes(door),
        overlaps.routes(door),
        assessments.routes(door),
        recommendations.routes(door),
        products.routes(door),
        released.routes(door),
        imports.routes(door),
    ]


__all__ = ["OWN_BODIES", "routers"]
