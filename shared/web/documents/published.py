"""`/contracts`: what events look like, for everybody: schemas, examples and AsyncAPI, made from the models."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response

from contracts.catalog import EVENTS, PREFIX
from contracts.cloudevents import SCHEMAS
from contracts.tools.asyncapi import asyncapi
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of
from shared.engine.rules import NotFound
from shared.web.answers import dump, tag
from shared.web.routes import resources

HEADERS = {"Cache-Control": "public, max-age=3600"}
"""They change with a new version only, and are the same for all."""
SCHEMA_JSON = "application/schema+json"

_SCHEMA: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {SCHEMA_JSON: {"schema": {"type": "object"}}}}}
Name = Annotated[str, Path(description="Such as `visit.planned.v1`.", max_length=200)]


def routes() -> APIRouter:
    """The contracts. No token is asked for: they hold no data."""
    router = resources("contracts")

    @router.get(f"{SCHEMAS}/{{name}}.json", response_class=Response, responses=_SCHEMA)
    async def show_schema(name: Name) -> Response:
        """The JSON Schema of the data of a type of event: where its `dataschema` leads."""
        return _answer(_schema(_short_type(name)), SCHEMA_JSON)

    @router.get("/contracts/examples/{name}.json", response_model=dict[str, Any])
    async def show_example(name: Name) -> Response:
        """A valid example of the data of a type of event, invented and marked so."""
        return _answer(_example(_short_type(name)))

    @router.get("/contracts/asyncapi.json", response_model=dict[str, Any])
    async def show_asyncapi() -> Response:
        """All events of the system, who sends and who reads them: AsyncAPI 3.0."""
        return _answer(_asyncapi())

    return router


def _short_type(name: str) -> str:
    """The short type. Raises NotFound for one that there is not."""
    short = name.removeprefix(PREFIX)
    if short not in EVENTS:
        raise NotFound
    return short


def _answer(body: bytes, media_type: str = "application/json") -> Response:
    return Response(body, 200, {**HEADERS, "ETag": tag(body)}, media_type)


@cache
def _schema(type_: str) -> bytes:
    return dump(schema_of(EVENTS[type_]))


@cache
def _example(type_: str) -> bytes:
    return dump(example(type_).model_dump(mode="json", exclude_none=True))


@cache
def _asyncapi() -> bytes:
    return dump(asyncapi())
