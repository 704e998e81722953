"""`/contracts`: what events look like, for everybody: schemas, examples and AsyncAPI, made from the models."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Path
from fastapi.responses import Response
from pydantic import BaseModel, Field

from contracts.catalog import EVENTS, PREFIX
from contracts.cloudevents import SCHEMAS
from contracts.tools.asyncapi import asyncapi
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of
from shared.engine.rules import NotFound
from shared.web.answers import dump, quality, tag
from shared.web.documents.contract_pages import build_page, describe_type, list_types
from shared.web.documents.openapi import also_as
from shared.web.documents.pages import ONE_FILE
from shared.web.routes import build_router

HEADERS = {"Cache-Control": "public, max-age=3600", "Vary": "Accept"}
"""They change with a new version only, and are the same for all who ask for the same form."""
SCHEMA_JSON = "application/schema+json"

_SCHEMA: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {SCHEMA_JSON: {"schema": {"type": "object"}}}}}
Name = Annotated[str, Path(description="Such as `visit.planned.v1`.", max_length=200)]


class EventType(BaseModel):
    """A type of event."""

    type: str
    """As it stands in an event."""
    name: str
    """The same without `org.un.ctc.`."""
    about: str
    version: int
    versions: list[int]
    """All that there are."""
    topics: list[str]
    published_by: list[str]
    read_by: list[str]
    new_since_last_release: list[str]
    """Fields that the last release did not have."""
    schema_: str = Field(alias="schema")
    example: str
    page: str


class EventTypes(BaseModel):
    """All types of events."""

    items: list[EventType]


def build_routes() -> APIRouter:
    """The contracts. No token is asked for: they hold no data."""
    router = build_router("contracts")

    @router.get(f"{SCHEMAS}/{{name}}.json", response_class=Response, responses=_SCHEMA)
    async def show_schema(name: Name) -> Response:
        """The JSON Schema of the data of a type of event: where its `dataschema` leads."""
        return _answer(_schema(_short_type(name)), SCHEMA_JSON)

    @router.get("/contracts/examples/{name}.json", response_model=dict[str, Any])
    async def show_example(name: Name) -> Response:
        """A valid example of the data of a type of event, invented and marked so."""
        return _answer(_example(_short_type(name)))

    @router.get("/contracts", response_model=EventTypes)
    async def list_event_types() -> Response:
        """Which types of events there are, with what is new in each since the last release."""
        return _answer(dump({"items": list_types()}))

    @router.get("/contracts/types/{name}", response_model=EventType, responses=also_as("text/html"))
    async def show_event_type(name: Name, accept: Annotated[str, Header()] = "") -> Response:
        """One type of event: its topics, who sends and reads it, and what is new in it. In HTML with its fields."""
        short = _short_type(name)
        if quality(accept, "text/html") > quality(accept, "application/json"):
            return _answer(build_page(short).encode(), "text/html; charset=utf-8")
        return _answer(dump(describe_type(short)))

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
    own = {"Content-Security-Policy": ONE_FILE} if media_type.startswith("text/html") else {}
    return Response(body, 200, {**HEADERS, **own, "ETag": tag(body)}, media_type)


@cache
def _schema(type_: str) -> bytes:
    return dump(schema_of(EVENTS[type_]))


@cache
def _example(type_: str) -> bytes:
    return dump(example(type_).model_dump(mode="json", exclude_none=True))


@cache
def _asyncapi() -> bytes:
    return dump(asyncapi())
