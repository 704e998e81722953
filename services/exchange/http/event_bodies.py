"""The body of `POST /events` for the OpenAPI document, made from the models like the published schemas. Pure."""

from __future__ import annotations

from typing import Any, Final

from contracts.audiences import AUDIENCES
from contracts.base import EventData
from contracts.catalog import EVENTS, NOTICES, PREFIX
from contracts.cloudevents import BATCH, JSON, LONGEST, MEANINGS, STRUCTURED
from contracts.http_binding import LARGEST_BATCH
from contracts.tools.schemas import schema_of

Node = dict[str, Any]

_NOTICES: Final = tuple(EVENTS[name] for name in sorted(NOTICES))
_OWN: Final[Node] = {
    "specversion": {"const": "1.0"},
    "time": {"format": "date-time"},
    "datacontenttype": {"const": JSON},
    "audience": {"enum": list(AUDIENCES)},
}
"""More about some attributes."""


def _attribute(name: str) -> Node:
    form = {"type": "string", "minLength": 1, "maxLength": LONGEST[name], "description": MEANINGS[name]}
    return {**form, **_OWN.get(name, {})}


def _event(model: type[EventData]) -> Node:
    """One notice as a CloudEvent in JSON. It may have further extensions."""
    attributes = {name: _attribute(name) for name in LONGEST}
    return {
        "title": _event_name(model),
        "type": "object",
        "required": ["specversion", "id", "source", "type", "data"],
        "properties": attributes
        | {"type": {"type": "string", "const": PREFIX + model.type}, "data": _reference(model.__name__)},
    }


def _event_name(model: type[EventData]) -> str:
    return f"{model.__name__}Event"


def _reference(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Node:
    schemas: Node = {}
    for model in _NOTICES:
        data = schema_of(model, "#/components/schemas/{model}")
        schemas |= data.pop("$defs", {})
        schemas[model.__name__] = {name: value for name, value in data.items() if not name.startswith("$")}
        schemas[model.__name__]["title"] = model.__name__
        schemas[_event_name(model)] = _event(model)
    names = {PREFIX + model.type: f"#/components/schemas/{_event_name(model)}" for model in _NOTICES}
    schemas["NoticeEvent"] = {
        "title": "NoticeEvent",
        "oneOf": [_reference(_event_name(model)) for model in _NOTICES],
        "discriminator": {"propertyName": "type", "mapping": names},
    }
    return schemas


SCHEMAS: Final = _schemas()
"""The schemas for the components of the document."""

_BATCH: Final[Node] = {
    "type": "array",
    "description": "An array of `NoticeEvent`.",
    "maxItems": LARGEST_BATCH,
    # Without `items`: for a typed list beside other bodies, Python's usual generator writes code that fails.
    "unevaluatedItems": _reference("NoticeEvent"),
}
_DATA: Final[Node] = {"anyOf": [_reference(model.__name__) for model in _NOTICES]}
EVENT_BODY: Final[Node] = {
    "requestBody": {
        "required": True,
        "description": "A CloudEvent with a notice in it, several of them, or the data alone with the rest in headers.",
        "content": {
            STRUCTURED: {"schema": _reference("NoticeEvent")},
            BATCH: {"schema": _BATCH},
            JSON: {"schema": _DATA},
        },
    },
    "parameters": [
        {
            "name": f"ce-{name}",
            "in": "header",
            "required": False,
            "description": f"Of an event in binary mode. {MEANINGS[name]}",
            "schema": {"type": "string", "maxLength": LONGEST[name]},  # generators support no more in a header
        }
        for name in LONGEST
        if name != "datacontenttype"
    ],
}
"""The body of the route in the three modes, and the headers of binary mode."""
