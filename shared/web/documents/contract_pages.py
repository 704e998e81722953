"""`/contracts`: which types of events there are, and a page for each, with an example and what is new in it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import contracts
from contracts.base import EventData
from contracts.catalog import EVENTS, PREFIX
from contracts.cloudevents import SCHEMAS
from contracts.participants import PARTICIPANTS
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of

LAST_RELEASE: Final = Path(contracts.__file__).parent / "last_release" / "schemas"

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{type}</title><style>body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
td, th {{ padding-right: 1rem; vertical-align: top; text-align: left }}
pre {{ overflow: auto; border: 1px solid; padding: 1rem }}</style></head><body><h1>{type}</h1><p>{about}</p>
<table>{facts}</table>
<h2>Fields</h2><table><tr><th>field</th><th>must be there</th><th>what it is</th></tr>{fields}</table>
<h2>Example</h2><p>Invented.</p><pre>{example}</pre></body></html>
"""


@cache
def list_types() -> list[dict[str, Any]]:
    """Each type with where it is found and what is new in it, in order of name."""
    return [describe_type(name) for name in sorted(EVENTS)]


@cache
def describe_type(name: str) -> dict[str, Any]:
    """One type of event."""
    model = EVENTS[name]
    stem, _, version = name.rpartition(".v")
    versions = sorted(int(one.rpartition(".v")[2]) for one in EVENTS if one.rpartition(".v")[0] == stem)
    topics = sorted({topic for one in PARTICIPANTS for topic, types in one.publishes.items() if name in types})
    return {
        "type": PREFIX + name,
        "name": name,
        "about": _first_line(model),
        "version": int(version),
        "versions": versions,
        "topics": topics,
        "published_by": [one.name for one in PARTICIPANTS if any(name in types for types in one.publishes.values())],
        "read_by": [one.name for one in PARTICIPANTS if any(name in types for types in one.consumes.values())],
        "new_since_last_release": _find_new_fields(name),
        "schema": f"{SCHEMAS}/{name}.json",
        "example": f"/contracts/examples/{name}.json",
        "page": f"/contracts/types/{name}",
    }


def _first_line(model: type[EventData]) -> str:
    return inspect.cleandoc(model.__doc__ or "").partition("\n")[0]


def _find_new_fields(name: str) -> list[str]:
    """Fields that the last release did not have; all of them, where it had no such type."""
    if not LAST_RELEASE.is_dir():  # what is installed has no earlier contracts beside it
        return []
    released, now = LAST_RELEASE / f"{name}.json", set(schema_of(EVENTS[name]).get("properties", {}))
    before = set(json.loads(released.read_bytes()).get("properties", {})) if released.exists() else set()
    return sorted(now - before)


@cache
def build_page(name: str) -> str:
    """The page of one type."""
    about, schema = describe_type(name), schema_of(EVENTS[name])
    shown = json.dumps(example(name).model_dump(mode="json", exclude_none=True), indent=2, ensure_ascii=False)
    return _PAGE.format(
        type=escape(about["type"]),
        about=escape(about["about"]),
        facts="".join(_facts(about)),
        fields="".join(_fields(schema)),
        example=escape(shown),
    )


def _facts(about: dict[str, Any]) -> Iterator[str]:
    lines = {
        "version": f"{about['version']} of {', '.join(map(str, about['versions']))}",
        "topics": ", ".join(about["topics"]),
        "published by": ", ".join(about["published_by"]),
        "read by": ", ".join(about["read_by"]),
        "new since the last release": ", ".join(about["new_since_last_release"]) or "nothing",
    }
    yield from (f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in lines.items())
    for name in ("schema", "example"):
        yield f'<tr><th>{name}</th><td><a href="{about[name]}">{about[name]}</a></td></tr>'


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, field in schema.get("properties", {}).items():
        must = "yes" if name in required else "no"
        yield f"<tr><td>{name}</td><td>{must}</td><td>{escape(field.get('description', ''))}</td></tr>"
