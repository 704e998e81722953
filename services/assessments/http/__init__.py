"""What the declarations of this service cannot say: overlaps, imports of files."""

from __future__ import annotations

from fastapi import APIRouter

from services.assessments.http import imports, overlaps
from services.assessments.http.imports import OWN_BODIES
from shared.engine.handler import Handler


def build_routers(handler: Handler) -> list[APIRouter]:
    """The routes that are written by hand."""
    return [overlaps.build_routes(handler), imports.build_routes(handler)]


__all__ = ["OWN_BODIES", "routes"]
