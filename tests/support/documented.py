"""Checks answers against the OpenAPI documents: every field of every answer in a test must be documented."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from jsonschema_rs import Draft202012Validator

Node = dict[str, Any]

FILES = Path(__file__).parents[2] / "contracts" / "openapi"


class Documented(httpx.ASGITransport):
    """The same application; an answer that its document does not have fails the test."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        operation = operation_of(request.method, request.url.path)
        if operation is not None:
            check(operation, response.status_code, response.headers, await response.aread())
        return response


def check(operation: str, status: int, headers: httpx.Headers, body: bytes) -> None:
    """Raises AssertionError for a status, a media type or a field that the operation does not document."""
    response_ = _operations()[operation]["responses"].get(str(status))
    assert response_ is not None, f"{operation} answered {status}, which its document does not have"
    media_type = headers.get("content-type", "").partition(";")[0]
    content = _resolve(response_).get("content", {})
    assert (media_type in content) if body else True, f"{operation} answered {media_type}: not in its document"
    if body and (media_type == "application/json" or media_type.endswith("+json")):
        wrong = next(iter(_validator(operation, str(status), media_type).iter_errors(json.loads(body))), None)
        assert wrong is None, (
            f"{operation} answered what its document does not have: {wrong.instance_path}: {wrong.message}"
        )


def operation_of(method: str, path: str) -> str | None:
    """The operation's name, such as `GET /visits/{visit}`; None if there is no such operation."""
    for pattern, template in _paths():
        if pattern.fullmatch(path):
            name = f"{'GET' if method == 'HEAD' else method} {template}"
            return name if name in _operations() else None
    return None


@cache
def _documents() -> Node:
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FILES.glob("*.json"))}


@cache
def _operations() -> dict[str, Node]:
    """Each with the document that it is in."""
    return {
        f"{method.upper()} {path}": {**operation, "in": name}
        for name, document in _documents().items()
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """Templates with what they match: those with the fewest parameters first."""
    templates = {path for document in _documents().values() for path in document["paths"]}
    return [
        (re.compile(re.sub(r"\\{\w+\\}", ".+" if one.startswith("/trace/") else "[^/]+", re.escape(one))), one)
        for one in sorted(templates, key=lambda one: one.count("{"))
    ]


def _resolve(response: Node) -> Node:
    name = response.get("$ref", "").rpartition("/")[2]
    node: Node = next(iter(_documents().values()))["components"]["responses"][name] if name else response
    return node


@cache
def _validator(operation: str, status: str, media_type: str) -> Draft202012Validator:
    operation_ = _operations()[operation]
    schema = _resolve(operation_["responses"][status])["content"][media_type]["schema"]
    return Draft202012Validator({"components": _components(operation_["in"]), **_strict(schema)})


@cache
def _components(document: str) -> Any:
    return _strict(_documents()[document]["components"])


def _strict(node: Any) -> Any:
    """The same, where an object may have no field that is not documented: readers may ignore those, a test does not."""
    if isinstance(node, list):
        return [_strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    strict = {name: _strict(value) for name, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        strict.setdefault("additionalProperties", False)
    return strict
