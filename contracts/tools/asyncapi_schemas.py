"""The schemas of AsyncAPI: those of the events' data, each part and each closed list under a name of its own.

AsyncAPI's own schemas are a superset of JSON Schema draft-07. The published schemas are of 2020-12, but use only
`$defs` of what is new there. Without `$defs` and `$schema` they are AsyncAPI's. A test checks that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from contracts import audiences, vocabulary
from contracts.catalog import EVENTS, NOTICES
from contracts.tools.schemas import schema_of

Node = dict[str, Any]

_NOTICES: Final = frozenset(EVENTS[name].__name__ for name in NOTICES)
_AT: Final = "#/components/schemas/{model}"


def _lists(*modules: ModuleType) -> Mapping[tuple[object, ...], str]:
    """The closed lists that these modules name: by their values."""
    return {values: name for module in modules for name, one in vars(module).items() if (values := _values(one))}


def _values(one: object) -> tuple[object, ...]:
    """The values of a closed list; empty for anything else."""
    bare = get_args(one)[0] if get_origin(one) is Annotated else one
    return get_args(bare) if get_origin(bare) is Literal else ()


LISTS: Final = _lists(vocabulary, audiences)


def payloads() -> Node:
    """Every schema by its name: the classes of the events and of their parts, and the lists."""
    result: Node = {}
    for model in EVENTS.values():
        whole = schema_of(model, _AT)
        parts = whole.pop("$defs", {}) | {model.__name__: whole}
        names = {name: _name(name, schema) for name, schema in parts.items()}
        for name, schema in parts.items():
            _keep(names[name], _rename(schema, names), result)
    return dict(sorted(result.items()))


def _name(name: str, schema: Node) -> str:
    """Others may send a class in one form, and we hand it on in a laxer form. Then the rarer form has a longer name."""
    is_closed = schema.get("additionalProperties") is False
    if name in _NOTICES:
        return name if is_closed else f"{name}TakenIn"
    return f"{name}Sent" if is_closed else name


def _rename(node: Any, names: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_rename(one, names) for one in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        return {**node, "$ref": _AT.format(model=names[node["$ref"].rpartition("/")[2]])}
    if "mapping" in node:  # AsyncAPI's discriminator is the field's name alone
        return node["propertyName"]
    return {name: _rename(value, names) for name, value in node.items()}


def _keep(name: str, schema: Node, schemas: Node) -> None:
    fields: Node = schema.get("properties", {})
    titled_schema = {key: value for key, value in schema.items() if not key.startswith("$")} | {"title": name}
    titled_schema["properties"] = {
        field: _name_lists(value, f"{name}{_camel(field)}", schemas) for field, value in fields.items()
    }
    assert schemas.setdefault(name, titled_schema) == titled_schema, f"two classes are called {name}"


def _name_lists(schema: Node, name: str, schemas: Node) -> Node:
    """The schema of a field: a closed list in it stands under its own name, anything else under the field's."""
    if "enum" in schema:
        title = LISTS.get(tuple(schema["enum"]), name)
        own = {"title": title, "type": schema["type"], "enum": schema["enum"]}
        assert schemas.setdefault(title, own) == own, f"two lists are called {title}"
        rest = {key: value for key, value in schema.items() if key not in own}
        return {"$ref": _AT.format(model=title), **rest}  # what stands beside a reference is for people
    titles = {} if "$ref" in schema else {"title": name}
    items = {"items": _name_lists(schema["items"], f"{name}Item", schemas)} if "items" in schema else {}
    choices: Node = {
        word: [_name_lists(one, f"{name}{number}", schemas) for number, one in enumerate(schema[word], 1)]
        for word in ("anyOf", "oneOf")
        if word in schema
    }
    return {**schema, **titles, **items, **choices}


def _camel(field: str) -> str:
    return "".join(word.capitalize() for word in field.split("_"))
