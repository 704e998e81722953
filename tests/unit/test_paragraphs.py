"""Every operative paragraph of the resolution is answered; what answers it is there, and a test exercises it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import reference
from services.council.figures.thematic import ON_RECOMMENDATIONS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "paragraphs.md"
_LINES = re.findall(r"^\| (\d+) \| .+? \| (.+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
ROWS = {int(number): answer for number, answer, _ in _LINES}
PROOFS = {int(number): re.findall(r"`(tests/[\w/]+\.py):(\w+)`", proof) for number, _, proof in _LINES}
BY_REASON = {1, 3, 10, 41}
BY_THEME = {6, 8, 9, 13, 22, *range(27, 35), *range(37, 41)}
BY_ACTIVITY = {*range(17, 20), 21, 23, 26, 28, *range(31, 34), 35, 36}
"""A theme alone answers no work that is no visit, report or meeting."""
ACTIVITY = ("services/council/activities/commands.py", "log_activity")
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
    made = (node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    told = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return frozenset((*made, *(told if "/figures/" in file else ())))


@cache
def parse(file: str) -> tuple[str, ast.Module]:
    source = (ROOT / file).read_text("utf-8")
    return source, ast.parse(source)


def names_of_answer(number: int) -> set[str]:
    """What a test of this row may name: functions, figures, themes, obligations, or the paragraph itself."""
    answer = ROWS[number]
    listed = re.findall(r"2617-2021\.yaml` \(([^)]+)\)", answer)
    obligations = {name for one in listed for name in re.findall(r"`([a-z0-9-]+)`", one)}
    return {f"OP{number}", *(function for _, function in rules(answer)), *themes(answer), *obligations}


def rooms_of_answer(number: int) -> set[str]:
    """The packages in which its rules stand."""
    return {file.rpartition("/")[0].replace("/", ".") for file, _ in rules(ROWS[number])}


def _lines_of(file: str, name: str) -> Iterator[str]:
    """The source of a function of the file, and of those functions of the file that it names."""
    source, tree = parse(file)
    there = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    to_read, seen = [name], {name}
    while to_read:
        function = there[to_read.pop()]
        first = min(node.lineno for node in (function, *function.decorator_list))
        yield from source.splitlines()[first - 1 : function.end_lineno]
        named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        named |= {argument.arg for argument in function.args.args}
        further = (named & there.keys()) - seen
        to_read += sorted(further)
        seen |= further


def is_about(file: str, test: str, number: int) -> bool:
    """Whether the test names what answers the row, or its path; or its file brings something to a room of its rules."""
    tree = parse(file)[1]
    text = "\n".join(_lines_of(file, test))
    imports = {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module}
    return (
        any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in names_of_answer(number))
        or (bool(themes(ROWS[number])) and "REFERENCE.themes" in text)
        or any(f"/{room.rpartition('.')[2]}" in text for room in rooms_of_answer(number))
        or any(name == room or name.startswith(f"{room}.") for name in imports for room in rooms_of_answer(number))
    )


def test_each_of_the_forty_one_has_one_row() -> None:
    assert list(ROWS) == list(PARAGRAPHS)


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_a_test_exercises_what_answers_a_paragraph(number: int) -> None:
    assert PROOFS[number] or number in BY_REASON, "name a test in the last column"
    for file, test in PROOFS[number]:
        assert (ROOT / file).is_file(), file
        assert re.search(rf"^(?:async )?def {test}\(", parse(file)[0], re.MULTILINE), f"{file} has no test {test}"
    unrelated = [f"{file}:{test}" for file, test in PROOFS[number] if not is_about(file, test, number)]
    assert unrelated == [], "they name nothing that answers it"


@pytest.mark.parametrize("number", sorted(BY_ACTIVITY))
def test_work_beside_visits_reports_and_meetings_is_an_activity_and_no_theme(number: int) -> None:
    assert ACTIVITY in rules(ROWS[number])
    logged = [parse(file)[0] for file, _ in PROOFS[number] if file.endswith("activities.py")]
    assert any(f'"OP{number}"' in source for source in logged), "no test logs an activity of it"


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
