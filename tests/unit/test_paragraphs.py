"""Every operative paragraph of the resolution is answered, and what answers it is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import reference
from services.council.figures.thematic import ON_RECOMMENDATIONS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "paragraphs.md"
ROWS = {
    int(number): answer
    for number, answer in re.findall(r"^\| (\d+) \| .+? \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
}
BY_REASON = {1, 3, 10, 41}
BY_THEME = {6, 8, 9, 13, 22, *range(27, 35), *range(37, 41)}
PARAGRAPHS = range(1, 42)


def rules(answer: str) -> list[tuple[str, str]]:
    return re.findall(r"`([\w/]+\.py):(\w+)`", answer)


def themes(answer: str) -> list[str]:
    return [
        code
        for named in re.findall(r"themes? ((?:`[a-z0-9-]+`(?:, )?)+)", answer)
        for code in named.strip("`").split("`, `")
    ]


def files(answer: str) -> list[str]:
    return re.findall(r"`([\w/.-]+\.yaml)`", answer)


@cache
def functions(file: str) -> frozenset[str]:
    """The functions of the file, and the figures whose ids stand in it."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    made = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    told = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return frozenset((*made, *(told if "/figures/" in file else ())))


def test_each_of_the_forty_one_has_one_row() -> None:
    assert list(ROWS) == list(PARAGRAPHS)


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_what_answers_a_paragraph_exists(number: int) -> None:
    answer = ROWS[number]
    for file, function in rules(answer):
        assert function in functions(file), f"{file} has no function {function}"
    for file in files(answer):
        assert (ROOT / file).is_file(), file
    known = {theme.code: theme for theme in reference.load().themes}
    for code in themes(answer):
        assert code in known, code


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_a_paragraph_rests_on_what_it_must(number: int) -> None:
    answer = ROWS[number]
    if number in BY_REASON:
        assert rules(answer) or answer.startswith("Reason: ")
    elif number in BY_THEME:
        assert themes(answer) or rules(answer)
    else:
        assert any(file.startswith(("services/", "contracts/")) for file, _ in rules(answer))


@pytest.mark.parametrize("number", sorted(BY_THEME))
def test_a_theme_names_the_paragraph_that_rests_on_it(number: int) -> None:
    named = {theme.code for theme in reference.load().themes if f"OP{number}" in theme.paragraphs}
    assert named & set(themes(ROWS[number]))


def test_the_obligations_that_are_named_stand_in_the_mandate_s_file() -> None:
    mandate = reference.load().mandate("resolution-2617-2021")
    assert mandate is not None
    known = {one.id: one.paragraph for one in mandate.obligations or ()}
    for number, answer in ROWS.items():
        for listed in re.findall(r"2617-2021\.yaml` \(([^)]+)\)", answer):
            for name in re.findall(r"`([a-z0-9-]+)`", listed):
                assert known[name] == f"OP{number}"


def test_each_theme_that_is_named_is_counted_by_a_figure() -> None:
    known = reference.load()
    codes = {code for figure in ON_RECOMMENDATIONS for by in figure.by for code in by.order(known, ())}
    for answer in ROWS.values():
        assert codes.issuperset(themes(answer))
