"""The style sheet, and every other address below `/ui`: there a person gets a page that says that nothing is there."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response

from services.portal.http.page import Opened
from services.portal.http.routes import pages
from services.portal.templating import STYLE, STYLE_PATH
from shared.engine.refusal import NotFound
from shared.web.routes import CheckedRoute

ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b4f8a"/>'
    '<path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.5"/></svg>'
)
FOR_GOOD: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


def build_routes() -> APIRouter:
    """Whatever is left."""
    router = pages("rest")

    async def show_style() -> Response:
        return Response(STYLE, 200, FOR_GOOD, "text/css; charset=utf-8")

    async def show_icon() -> Response:
        return Response(ICON, 200, FOR_GOOD, "image/svg+xml")

    router.add_api_route("/ui/icon.svg", show_icon, include_in_schema=False, route_class_override=CheckedRoute)
    router.add_api_route(STYLE_PATH, show_style, include_in_schema=False, route_class_override=CheckedRoute)

    @router.get("/ui", include_in_schema=False)
    @router.get("/ui/", include_in_schema=False)
    async def lead_to_start(page: Opened) -> Response:
        return Response(None, 308, {"Location": page.link("/")})

    @router.get("/ui/{rest:path}", include_in_schema=False)
    async def find_nothing(page: Opened, rest: Annotated[str, Path(max_length=2000)]) -> Response:
        raise NotFound

    return router
