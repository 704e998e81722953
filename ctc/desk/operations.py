"""Operations as the OpenAPI documents describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

import contracts
from ctc.desk.fields import Field, Node, read_field, read_fields, singular

FILES: Final = Path(contracts.__file__).parent / "openapi"
SERVICES: Final = ("assessments", "followup", "unoct", "council")
OF_REPORTS: Final = "assessments"
"""Final reports are put right as a whole, by `ctc assessment correct`."""
OF_PAGES: Final = ("after", "limit")
"""The command line reads all pages of a list."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of one path."""

    method: str
    path: str
    about: str
    places: tuple[Field, ...]
    """What the path names, in its order."""
    fields: tuple[Field, ...]
    """Of its body; of a list its filters."""
    is_list: bool


@cache
def _document(service: str) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads((FILES / f"{service}.json").read_bytes())
    return document


def read_operation(service: str, method: str, path: str) -> Operation:
    """The operation of the service. Raises KeyError if there is none."""
    document = _document(service)
    node, schemas = document["paths"][path][method.lower()], document["components"]["schemas"]
    parameters = {one["name"]: one for one in node.get("parameters", ()) if one["in"] in ("path", "query")}
    places = tuple(
        read_field(name, parameters[name]["schema"], schemas, required=True) for name in re.findall(r"{(\w+)}", path)
    )
    filters = tuple(
        read_field(name, one["schema"], schemas, required=False)
        for name, one in parameters.items()
        if one["in"] == "query" and name not in OF_PAGES
    )
    fields = filters if method == "GET" else read_fields(_body(node, schemas), schemas)
    return Operation(method, path, _sentence(node), places, fields, "after" in parameters)


def find_corrections() -> Iterator[tuple[str, str, str]]:
    """What can be put right in the same way: a record's kind, its service, and the path of its corrections."""
    for service in SERVICES:
        for path, methods in _document(service)["paths"].items():
            found = re.fullmatch(r"/([a-z-]+)/{\w+}/corrections", path)
            if found and "post" in methods and found[1] != OF_REPORTS:
                yield singular(found[1]), service, path


def _sentence(node: Node) -> str:
    """What it does, without what a caller over HTTP must know."""
    about: str = node["description"]
    sentences = re.split(r"(?<=\.) ", " ".join(about.partition("\n\n")[0].split()))
    return " ".join(one for one in sentences if "`If-Match`" not in one)


def _body(node: Node, schemas: Node) -> Node:
    content = node.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema: Node = content.get("schema", {})
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
