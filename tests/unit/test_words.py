"""A function's name says what it does: it is no bare participle, such as `told` or `closed`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    "benchmarks", "contracts", "ctc", "ctc_reporting", "docs", "reference", "services", "shared", "simulator", "tests",
)  # fmt: skip
_IRREGULAR = """
became become begun began born bought broken brought built came caught chosen done drawn driven fallen fed felt fled
forbidden forgotten found frozen gave given gone got grown heard held hidden kept knew known laid lain led left lost
made meant met overtaken paid proven rebuilt retold rewritten risen said saw seen sent shown slept sold spent spoken
spun stolen stood struck sung sunk swept sworn taken taught thought told took torn undone unseen unsent untold went
withdrawn withheld won worn written
"""
_NO_PARTICIPLES = "bed breed cted deed embed exceed feed hundred need proceed seed shed speed succeed"
IRREGULAR, NO_PARTICIPLES = frozenset(_IRREGULAR.split()), frozenset(_NO_PARTICIPLES.split())


def is_bare_participle(name: str) -> bool:
    word = name.strip("_")
    return word in IRREGULAR or (word.endswith("ed") and "_" not in word and word not in NO_PARTICIPLES)


def functions() -> Iterator[tuple[str, int, str]]:
    """File, line and name of each function."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield file, node.lineno, node.name


def test_no_function_is_a_bare_participle() -> None:
    problems = [
        f"{file}:{line}: {name} is a bare participle: begin the name with a verb, or with is_, has_, can_ or may_"
        for file, line, name in functions()
        if is_bare_participle(name)
    ]
    assert not problems, "\n".join(problems)


def test_a_bare_participle_is_known_by_its_form() -> None:
    names = ("told", "_closed", "served", "overtaken")
    assert [name for name in names if not is_bare_participle(name)] == []
    others = ("close_cycle", "is_closed", "_may_be_repeated", "seed", "closed_on")
    assert [name for name in others if is_bare_participle(name)] == []
