"""JSON Schema 2020-12 of an event's data, made from its model."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from contracts.base import EventData
from contracts.notices import NoticeData
from contracts.tools.compatibility import CLOSED

Schema = dict[str, Any]


class _Published(GenerateJsonSchema):
    """As publishers should write it: what may be absent is absent. Readers also take `null` for it."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        default = super().default_schema(schema)
        if default.get("default", ...) is None:
            del default["default"]
        return default

    def field_title_should_be_set(self, schema: object) -> bool:
        return False  # the field's name says it


def identifier(type_: str) -> str:
    """The schema's `$id`: a name that no address changes."""
    return f"urn:ctc:schemas:{type_}"


def schema_of(model: type[EventData], reference: str = DEFAULT_REF_TEMPLATE) -> Schema:
    """The schema of one type of event; each field tells what its docstring tells.

    `reference` is how its parts are named: elsewhere than in `$defs` where it is a part of a larger document.
    """
    schema = model.model_json_schema(schema_generator=_Published, ref_template=reference)
    schema["title"] = model.type
    _describe(schema, model)
    for name, part in _parts(model).items():
        _describe(schema["$defs"][name], part)
    if issubclass(model, NoticeData):
        for closed_part in (schema, *schema.get("$defs", {}).values()):
            _close(closed_part)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": identifier(model.type)}
    return head | schema


def _describe(schema: Schema, model: type[BaseModel]) -> None:
    """Adds the docstrings of the model's fields, inherited ones included."""
    for owner in reversed(model.__mro__):
        for field, text in _field_docs(owner.__module__).get(owner.__name__, {}).items():
            if field in schema.get("properties", {}):
                schema["properties"][field]["description"] = text


def _close(schema: Schema) -> None:
    """Lets a sender's own tools find a misspelt field, which the system would not read."""
    if "properties" in schema:
        schema |= CLOSED


def _parts(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The models that the fields' types name, at any depth."""
    models: dict[str, type[BaseModel]] = {}
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation.__name__ not in models:
                models[annotation.__name__] = annotation
                waiting += [field.annotation for field in annotation.model_fields.values()]
        else:
            waiting += getattr(annotation, "__args__", ())
    return models


@cache
def _field_docs(module: str) -> dict[str, dict[str, str]]:
    """The text below each field, by class: Python itself does not keep it."""
    if not module.startswith("contracts"):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _docs_below(node.body) for node in tree.body if isinstance(node, ast.ClassDef)}


def _docs_below(body: list[ast.stmt]) -> dict[str, str]:
    docs = {}
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            value = getattr(below.value, "value", None)
            if isinstance(value, str):
                docs[field.target.id] = inspect.cleandoc(value)
    return docs
