"""No file imports itself by way of others, not even for types. The import rules hold the same of folders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("contracts", "ctc", "ctc_reporting", "reference", "services", "shared", "simulator")
IMPORT = re.compile(r"^\s*from ([\w.]+) import (\([^)]*\)|.+)$", re.MULTILINE)
NAME = re.compile(r"(?:^\(?|,)\s*(\w+)")


def find_modules() -> dict[str, Path]:
    """By name, every file of the product."""
    return {_name(path.relative_to(ROOT)): path for room in ROOMS for path in (ROOT / room).rglob("*.py")}


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def find_imports(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """The files that this one imports, wherever in it the import stands. As text: to parse all takes two seconds."""
    for module, names in IMPORT.findall(path.read_text("utf-8")):
        for name in (f"{module}.{name}" for name in NAME.findall(names)):
            if (found := name if name in modules else module) in modules:
                yield found


def test_no_file_imports_itself_by_way_of_others() -> None:
    modules = find_modules()
    graph = {name: set(find_imports(path, modules)) - {name} for name, path in modules.items()}
    TopologicalSorter(graph).prepare()  # names a circle, if there is one
