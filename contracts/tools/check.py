"""Whether events are complete, and generated files current and compatible: `python -m contracts.tools.check`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from contracts.catalog import EVENTS, Unreadable, decode
from contracts.tools.compatibility import find_breaks
from contracts.tools.completeness import gaps
from contracts.tools.generate import DOCS, HERE, find_stale, generate, update_page
from contracts.tools.schemas import schema_of


def problems(here: Path = HERE, docs: Path = DOCS) -> list[str]:
    """One line for each thing that an event lacks; else for each stale file, and each change that breaks somebody.

    Nothing can be generated of an event that is not complete.
    """
    return gaps() or [*_stale(here, docs), *_breaking(here / "last_release")]


def _stale(here: Path, docs: Path) -> Iterator[str]:
    files = generate(here)
    for path, text in files.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield f"{path.relative_to(here)}: is stale; run `make generate`"
    for path in find_stale(files, here):
        yield f"{path.relative_to(here)}: belongs to no event; run `make generate`"
    try:
        page = docs.read_text(encoding="utf-8")
        stale = update_page(page) != page
    except (OSError, ValueError) as error:
        yield f"{docs.name}: {error}"
    else:
        if stale:
            yield f"{docs.name}: is stale; run `make generate`"


def _breaking(last_release: Path) -> Iterator[str]:
    for path in sorted((last_release / "schemas").glob("*.json")):
        name = path.stem
        if name not in EVENTS:
            yield f"{name}: was released and is gone"
            continue
        old = json.loads(path.read_text(encoding="utf-8"))
        yield from (f"{name}: {line}" for line in find_breaks(old, schema_of(EVENTS[name])))
    for path in sorted((last_release / "examples").glob("*.json")):
        try:
            decode(path.stem, path.read_bytes())
        except Unreadable as unreadable:
            yield f"{path.stem}: the released example can no longer be read: {unreadable.reason}"


def main() -> int:
    """Prints the problems; 1 if there are any, else 0."""
    lines = problems()
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
