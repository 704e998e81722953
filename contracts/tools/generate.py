"""Writes what is generated from the models: schemas, examples, AsyncAPI, the list of events in the docs.

`python -m contracts.tools.generate` writes it; with `--release` it also makes it what counts as released.
"""

from __future__ import annotations

import inspect
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from contracts.catalog import EVENTS, TOPICS
from contracts.participants import PARTICIPANTS, RELEASED
from contracts.tools.asyncapi import as_yaml
from contracts.tools.completeness import gaps
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of

HERE: Final = Path(__file__).parents[1]
DOCS: Final = HERE.parent / "docs" / "reference" / "events.md"
BEGIN: Final = "<!-- generated from the models by `make generate` -->"
END: Final = "<!-- end of what is generated -->"


def generate(here: Path) -> dict[Path, str]:
    """Each generated file below `here`, and what should stand in it."""
    return {here / place: text for place, text in _make_texts().items()}


@cache
def _make_texts() -> Mapping[str, str]:
    texts = {"asyncapi.yaml": as_yaml()}
    for name, model in EVENTS.items():
        texts[f"schemas/{name}.json"] = _json(schema_of(model))
        data = example(name).model_dump(mode="json", exclude_none=True)
        texts[f"examples/{name}.json"] = _json(data)
    return texts


def find_stale(current: Iterable[Path], here: Path) -> list[Path]:
    """Files beside the known ones, that no longer belong to any event."""
    there = [path for folder in ("schemas", "examples") for path in sorted((here / folder).glob("*.json"))]
    return sorted(set(there).difference(current))


def update_page(text: str) -> str:
    """The page on events with its generated part as it should be; ValueError if the page has no place for it."""
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the page on events lacks the lines `{BEGIN}` and `{END}`")
    return f"{before}{BEGIN}\n\n{chr(10).join(_tables())}\n{END}{after}"


def write(here: Path = HERE, docs: Path = DOCS) -> None:
    """Writes every generated file and removes those left over."""
    files = generate(here)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in find_stale(files, here):
        path.unlink()
    docs.write_text(update_page(docs.read_text(encoding="utf-8")), encoding="utf-8")


def release(here: Path = HERE) -> None:
    """Makes the present schemas and examples those that later ones are compared with."""
    for folder in ("schemas", "examples"):
        target = here / "last_release" / folder
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(here / folder, target)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _tables() -> Iterator[str]:
    """A table for each topic, and one for all released ones: every type, what it says, its fields."""
    for topic in TOPICS:
        if topic in RELEASED[1:]:
            continue
        together = set(RELEASED) if topic in RELEASED else {topic}
        senders = [p.name for p in PARTICIPANTS if together & p.publishes.keys()]
        readers = [p.name for p in PARTICIPANTS if together & p.consumes.keys()]
        types = {name: None for p in PARTICIPANTS for name in p.publishes.get(topic, ())}
        yield f"### {', '.join(RELEASED) if topic in RELEASED else topic}\n"
        yield f"Published by {', '.join(senders)}; read by {', '.join(readers) or 'whoever has the right'}.\n"
        yield "| type | says | fields (`?` may be absent) |"
        yield "| --- | --- | --- |"
        yield from (_row(name) for name in types)
        yield ""


def _row(name: str) -> str:
    model = EVENTS[name]
    about = " ".join((inspect.getdoc(model) or "").split())
    fields = [f"{field}{'' if info.is_required() else '?'}" for field, info in model.model_fields.items()]
    return f"| `{name}` | {about} | {', '.join(fields)} |"


if __name__ == "__main__":
    if lacking := gaps():
        sys.exit("\n".join(lacking))
    write()
    if "--release" in sys.argv[1:]:
        release()
