"""HTTP of assessments, for people and programs."""

from __future__ import annotations

from fastapi import APIRouter

from services.assessments.http import (
    assessments,
    imports,
    overlaps,
    products,
    programmes,
    recommendations,
    released,
    visits,
)
from services.assessments.http.imports import OWN_BODIES
from shared.engine.handler import Handler


def routers(handler: Handler) -> list[APIRouter]:
    """The resources of assessments."""
    return [
        visits.routes(handler),
        *programmes.routes(handler),
        overlaps.routes(handler),
        assessments.routes(handler),
        recommendations.routes(handler),
        products.routes(handler),
        released.routes(handler),
        imports.routes(handler),
    ]


__all__ = ["OWN_BODIES", "routers"]
