"""A function's name says what it does: it is no bare participle, such as `told`. Sentences for users are short."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.mark.thorough
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


# ---- sentences -------------------------------------------------------------------------------

PLAIN = ("docs/tutorial", "docs/how-to", "docs/reference", "README.md", "CONTRIBUTING.md", "SECURITY.md")
MOST_WORDS = 30
"""The aim is fewer than 25. A sentence beyond this is hard to read for everybody."""
_NO_PROSE = re.compile(
    r"^```.*?^```|<!-- (?:read|generated) from.*?(?:<!-- end of|\Z)|^(?:\||#| {4}).*?$", re.MULTILINE | re.DOTALL
)
_NEXT_BLOCK = re.compile(r"\n\s*\n|\n\s*(?=(?:[-*]|\d+\.) )")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a page's paragraphs and lists, without code, tables and what is generated."""
    for block in _NEXT_BLOCK.split(_NO_PROSE.sub("\n", text)):
        yield from _NEXT_SENTENCE.split(" ".join(re.sub(r"`[^`]*`", "code", block).split()))


def test_no_sentence_of_a_page_for_users_is_too_long() -> None:
    pages = [
        page for place in PLAIN for page in ([ROOT / place] if place.endswith(".md") else (ROOT / place).glob("*"))
    ]
    assert len(pages) > 20
    problems = [
        f"{page.relative_to(ROOT)}: {len(sentence.split())} words: {sentence}"
        for page in pages
        for sentence in sentences(page.read_text(encoding="utf-8"))
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not problems, "\n".join(problems)


def test_sentences_are_read_without_code_and_tables() -> None:
    page = "# Head\n\nOne here, in\ntwo lines. Two `a. b`: three.\n\n- four\n- five\n\n| a | b |\n\n```sh\nrun\n```\n"
    assert list(sentences(page)) == ["", "One here, in two lines.", "Two code:", "three.", "- four", "- five", ""]
