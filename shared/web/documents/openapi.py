"""The OpenAPI document of one service: what the framework reads from the routes, and what each can refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from shared.engine.refusal import NotAllowed, NotFound, Refusal, Stale
from shared.web.access import commander, operator
from shared.web.problems import (
    MEDIA_TYPE,
    CutOff,
    InternalError,
    Invalid,
    Malformed,
    NotAcceptable,
    ProblemDetails,
    TokenUnknown,
    TooLarge,
    TooManyRequests,
    Unavailable,
    UnsupportedMediaType,
)

Node = dict[str, Any]

_PROBLEM: Final = ProblemDetails.__name__
_CONTENT: Final = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{_PROBLEM}"}}}
_USUAL: Final[tuple[type[Refusal], ...]] = (
    Malformed, TokenUnknown, NotAllowed, NotFound, NotAcceptable, CutOff, Stale, TooLarge, UnsupportedMediaType,
    Invalid, TooManyRequests, InternalError, Unavailable,
)  # fmt: skip
_NAMES: Final = {one.status: one.__name__ for one in _USUAL} | {409: "Refused", 410: "Withdrawn"}
"""The response's name for each status that is a refusal."""
_MEANINGS: Final = {one.status: one().title for one in _USUAL} | {
    409: "A rule says no: `type` and `rule` name it.",
    410: "It was withdrawn. `detail` says when.",
}
_ETAG: Final[Node] = {"ETag": {"description": "Of this representation.", "schema": {"type": "string"}}}
_LOCATION: Final[Node] = {"Location": {"description": "Where the new thing is.", "schema": {"type": "string"}}}


class Documented(FastAPI):
    """An application whose document tells each operation's problems and whether it needs a token."""

    components: Node
    """Further schemas, to which `openapi_extra` of a route may refer."""

    def openapi(self) -> Node:
        """The document, made once."""
        if not self.openapi_schema:
            document = super().openapi()
            for route in self.routes:
                if isinstance(route, APIRoute) and route.include_in_schema:
                    for method in route.methods or ():
                        _complete(document["paths"][route.path_format][method.lower()], method, route)
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            for of_framework in ("HTTPValidationError", "ValidationError"):
                schemas.pop(of_framework, None)
            document["components"]["responses"] = _problems()
            schemas |= {_PROBLEM: ProblemDetails.model_json_schema(mode="serialization"), **self.components}
            self.openapi_schema = _without_defaults(document)
        return self.openapi_schema


def _complete(operation: Node, method: str, route: APIRoute) -> None:
    if "security" in operation:
        bearer = operation["security"]
        operation["security"] = bearer if _needs_token(method, route) else [{}, *bearer]
    responses: Node = operation["responses"]
    responses.pop("422", None)  # the framework's own, which it never sends
    for status in sorted(_refusals(operation, method, route) | _own_refusals(responses)):
        told = responses.get(str(status), {})
        if not told.get("content"):
            responses[str(status)] = {"$ref": f"#/components/responses/{_NAMES[status]}"}
    _headers(responses, method, "health" not in route.tags)
    operation["responses"] = dict(sorted(responses.items()))


def _problems() -> Node:
    """A response for each status that is a refusal: they differ in what they mean alone."""
    return {_NAMES[status]: {"description": text, "content": _CONTENT} for status, text in _MEANINGS.items()}


def _needs_token(method: str, route: APIRoute) -> bool:
    """Whether nobody may ask without a token: all commands, and what is for operators."""
    return method != "GET" or not {commander, operator}.isdisjoint(_calls(route.dependant))


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def _own_refusals(responses: Node) -> set[int]:
    """The refusals that the route names itself."""
    return {int(status) for status in responses if status.isdecimal() and int(status) >= 400}


def _refusals(operation: Node, method: str, route: APIRoute) -> set[int]:
    """What such an operation can refuse, by what it takes."""
    if "security" not in operation:
        named = {400, 404} if list(_parameters(operation, "path")) else set()
        return {406, 422, 503} | named
    found = {400, 401, 422, 429, 500, 503}
    if method == "GET":
        found |= {406}
    headers = set(_parameters(operation, "header"))
    if _needs_token(method, route):
        found |= {403}
    if list(_parameters(operation, "path")):
        found |= {404}
    if method == "POST":
        found |= {408, 413, 415}
    if "idempotency-key" in headers:
        found |= {404, 409}
    if "if-match" in headers:
        found |= {412}
    return found


def _parameters(operation: Node, where: str) -> Iterator[str]:
    return (one["name"] for one in operation.get("parameters", ()) if one["in"] == where)


def _headers(responses: Node, method: str, of_resource: bool) -> None:
    """What is told beside a body: the tag by which `304` is answered, and where a new thing is."""
    if method == "GET" and of_resource and "200" in responses:
        responses["200"].setdefault("headers", {}).update(_ETAG)
        responses["304"] = {"description": "What you have, as `If-None-Match` said, is still so."}
    if "201" in responses:
        responses["201"].setdefault("headers", {}).update(_LOCATION)


def _without_defaults(node: Any) -> Any:
    """The same without the defaults of fields: told in words, since generators take a field with one for required."""
    if isinstance(node, list):
        return [_without_defaults(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {name: _without_defaults(value) for name, value in node.items()}
    if isinstance(found.get("properties"), dict):
        found["properties"] = {name: _in_words(field) for name, field in found["properties"].items()}
    return {name: value for name, value in found.items() if not (name == "default" and value is None)}


def _in_words(field: Node) -> Node:
    default = field.get("default")
    if default is None or "const" in field:
        return {name: value for name, value in field.items() if name != "default"}
    words = f"{field.get('description', '')} Absent: `{json.dumps(default)}`.".strip()
    return {name: value for name, value in field.items() if name != "default"} | {"description": words}


def may_refuse(*statuses: int) -> dict[int | str, Node]:
    """For a route that can refuse what others of its kind do not."""
    return {status: {"description": _MEANINGS[status]} for status in statuses}


def also_as(*media_types: str, status: int = 200) -> dict[int | str, Node]:
    """For a route that answers in other forms than JSON, too."""
    content = {media_type: {"schema": {"type": "string"}} for media_type in media_types}
    return {status: {"content": content}}


__all__ = ["Documented", "also_as", "may_refuse"]
