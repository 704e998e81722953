"""Words to translators and back: in order, with their states, and refused line by line where one cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctc.errors import CannotStart
from ctc.translating import units, xliff
from ctc.translating.units import Unit, apply_units, find_problems, list_units
from reference import LANGUAGES, Language
from services.council.words.catalogue import HERE
from tests.support.command_line import invoke

pytestmark = pytest.mark.thorough

OTHERS = [one for one in LANGUAGES if one != "en"]
VISITS = "annual-visits-made"


def send_back(language: Language, change: Callable[[Unit], Unit] = lambda unit: unit) -> tuple[Language, list[Unit]]:
    """What a translator sends back who changed each message so."""
    return xliff.read(xliff.write(language, map(change, list_units(language))))


def change_one(id_: str, **changes: Any) -> Callable[[Unit], Unit]:
    return lambda unit: replace(unit, **changes) if unit.id == id_ else unit


@pytest.mark.parametrize("language", OTHERS)
def test_what_comes_back_unchanged_is_right_and_changes_nothing(language: Language) -> None:
    found, back = send_back(language)
    assert found == language
    assert len(back) > 900
    assert [replace(unit, line=0, note="") for unit in back] == [replace(one, note="") for one in list_units(language)]
    assert list(find_problems(language, back)) == []
    assert apply_units(language, back) == {}


def test_the_same_words_give_the_same_bytes_in_the_order_of_the_english_files() -> None:
    assert xliff.write("fr", list_units("fr")) == xliff.write("fr", list_units("fr"))
    assert [unit.id for unit in list_units("fr")] == [unit.id for unit in list_units("zh")]
    assert next(iter(list_units("fr"))).id == "annual-title"


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("Rien.", "the argument opening is missing"),
        ("{ $opening }, { $visits } { $states } { $missions } { $components }", "the tag visits is missing"),
        ("{ $opening", "cannot be read: compare braces and arrows with the English message"),
        ("Bien\n.other = x", "cannot be read: compare braces and arrows with the English message"),
    ],
)
def test_a_message_whose_placeholders_differ_is_refused_with_its_line(target: str, problem: str) -> None:
    language, back = send_back("fr", change_one(VISITS, target=target))
    line = next(unit.line for unit in back if unit.id == VISITS)
    assert f"line {line}: {VISITS}: {problem}" in list(find_problems(language, back))
    written = xliff.write("fr", map(change_one(VISITS, target=target), list_units("fr"))).decode().split("\n")
    assert f'<unit id="{VISITS}">' in written[line - 1]


def test_a_plural_form_that_is_missing_is_refused() -> None:
    target = "<n>{ $n ->\n    [one] a\n   *[other] b\n }</n>"
    language, back = send_back("ru", change_one(VISITS, target=target))
    assert any("a number needs these plural forms too: few, many" in one for one in find_problems(language, back))


def test_a_message_that_changed_in_english_meanwhile_and_one_that_nobody_knows_are_refused() -> None:
    language, back = send_back("es", change_one(VISITS, source="Other words"))
    back.append(Unit("reports/annual", "nobody-knows", "x", "y", "translated", line=7))
    back.append(replace(back[0], line=9))
    assert [problem.partition(": ")[2] for problem in find_problems(language, back)] == [
        f"{VISITS}: the English message has changed since: export again",
        "nobody-knows: there is no such message in reports/annual",
        "annual-title: it stands twice",
    ]


def test_words_that_a_translator_approves_lose_their_mark_as_a_draft_and_others_keep_it() -> None:
    language, back = send_back("fr", change_one("annual-visits", target="A. Visites", state="reviewed"))
    changed = apply_units(language, back)
    assert list(changed) == [HERE / "fr" / "annual.ftl"]
    before, after = (HERE / "fr" / "annual.ftl").read_text("utf-8"), changed[HERE / "fr" / "annual.ftl"]
    assert "\n# approved\nannual-visits = A. Visites\n" in after
    assert after.count("# approved") == before.count("# approved") + 1
    assert after.count("# UN") == before.count("# UN")


def test_a_message_of_the_united_nations_that_a_translator_changes_to_a_draft_loses_its_mark() -> None:
    language, back = send_back("fr", change_one("annual-summary", target="Sommaire", state="translated"))
    (after,) = apply_units(language, back).values()
    assert "\nannual-summary = Sommaire\n" in after
    assert "# UN\nannual-summary" not in after


def test_what_has_no_target_stays_as_it_is() -> None:
    language, back = send_back("fr", lambda unit: replace(unit, target="", state="initial"))
    assert list(find_problems(language, back)) == []
    assert apply_units(language, back) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"no xml", b"<xliff/>", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', b" " * 20_000_001,
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"/>',
    ],
    ids=("text", "other", "entities", "large", "language"),
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(CannotStart):
        xliff.read(content)


def test_the_commands_write_a_file_and_take_it_back(tmp_path: Path) -> None:
    file = tmp_path / "fr.xlf"
    written = invoke("words", "export", "fr", "--out", str(file))
    assert written.exit_code == 0
    assert "are drafts" in written.stdout
    taken = invoke("words", "import", str(file), "--json")
    assert (taken.exit_code, '"problems": []' in taken.stdout) == (0, True)
    text = file.read_text("utf-8").replace("{ $opening }", "{ $opned }", 1)
    file.write_text(text, "utf-8")
    refused = invoke("words", "import", str(file))
    assert refused.exit_code == 1
    assert refused.stdout.startswith("line ")


def test_a_file_that_is_not_there_is_named() -> None:
    assert isinstance(invoke("words", "import", "nowhere.xlf").exception, CannotStart)


def test_the_files_are_as_an_import_writes_them_so_that_it_changes_only_what_was_changed() -> None:
    assert list(units.list_unformatted()) == [], "run `ctc words format`"
