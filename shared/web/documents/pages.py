"""A service's interface, described: its OpenAPI document, and a page that shows it without a script from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, Response

from shared.web.answers import HEADERS, answer, tag
from shared.web.routes import CheckedRoute

ONE_FILE: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For a page that fetches nothing and runs nothing; a browser is told so."""

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ font: 600 1rem monospace; margin: 2rem 0 0 }} td {{ padding-right: 1rem; vertical-align: top }}</style></head>
<body><h1>{title}</h1><p>{description}</p>
<p>The whole interface, with all schemas, for programs: <a href="{prefix}/openapi.json">{prefix}/openapi.json</a>.
Version {version}.</p>
{operations}
</body></html>
"""


def build_routes(prefix: str, app: FastAPI) -> APIRouter:
    """`openapi.json` and `docs` below the prefix."""
    router = APIRouter(prefix=prefix, route_class=CheckedRoute, include_in_schema=False)

    @router.get("/openapi.json")
    async def show_openapi() -> Response:
        """The interface as an OpenAPI document."""
        return answer(app.openapi())

    @router.get("/docs", response_class=HTMLResponse)
    async def show_docs() -> Response:
        """The same as a page."""
        body = page(prefix, app.openapi()).encode()
        headers = {**HEADERS, "ETag": tag(body), "Content-Security-Policy": ONE_FILE}
        return Response(body, 200, headers, "text/html; charset=utf-8")

    return router


def page(prefix: str, document: dict[str, Any]) -> str:
    """The document as a page: each request with what it does and its parameters."""
    about = {name: escape(document["info"][name]) for name in ("title", "description", "version")}
    return _PAGE.format(prefix=prefix, operations="\n".join(_operations(document)), **about)


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, methods in sorted(document["paths"].items()):
        for method, operation in methods.items():
            rows = "".join(_row(one) for one in operation.get("parameters", ()))
            what = escape(operation.get("description") or operation.get("summary", ""))
            yield f"<h2>{method.upper()} {escape(path)}</h2><p>{what}</p><table>{rows}</table>"


def _row(parameter: dict[str, Any]) -> str:
    needed = "needed" if parameter.get("required") else ""
    cells = (parameter["name"], parameter["in"], needed, parameter.get("description", ""))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
