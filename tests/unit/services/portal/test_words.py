"""The words of the pages: all there in all six languages, and nothing asked for that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import services.portal
from contracts import vocabulary
from contracts.audiences import AUDIENCES
from contracts.catalog import EVENTS
from reference import LANGUAGES, Language, load
from services.council.obligations.model import Standing
from services.portal.http.routes import KNOWN
from services.portal.languages import choose_language
from services.portal.pages.timelines import Kind
from services.portal.words import find_gaps, read_messages, read_words, write_id

HERE = Path(services.portal.__file__).parent
SAID = re.compile(r"""say\(\s*["']([a-z0-9-]*[a-z0-9])["'][,)\s]""")
INCOMING = ("notice.assessment.", "notice.project.", "notice.response.", "notice.visit.", "receipt.")
"""Events of these types come from others or go to them, and stand in no trace."""


def test_every_language_has_every_message_with_the_same_values() -> None:
    assert list(find_gaps()) == []


def test_a_page_says_nothing_that_there_is_no_message_for() -> None:
    sources = [*(HERE / "templates").glob("*.html"), *(HERE / "http").glob("*.py")]
    asked = {name for file in sources for name in SAID.findall(file.read_text("utf-8"))}
    assert len(asked) > 100
    assert asked - read_messages("en").keys() == set()


def test_no_message_is_left_over() -> None:
    text = "".join(file.read_text("utf-8") for file in HERE.rglob("*") if file.suffix in (".html", ".py"))
    begun = set(re.findall(r"""say\(\s*f?["']([a-z-]+-)(?:["']\s*~|\{)""", text))
    own = (file for file in (HERE / "words" / "en").glob("*.ftl"))
    ids = re.findall(r"(?m)^([a-zA-Z][\w-]*) =", "".join(file.read_text("utf-8") for file in own))
    left = {name for name in ids if f'"{name}"' not in text and f"'{name}'" not in text}
    named = {*CODES, "case-day", "consent", "draft", "form", "mode", "stage", "thing", "cycle"}
    assert {name for name in left if name.partition("-")[0] not in named and not name.startswith(tuple(begun))} == set()


CODES: dict[str, tuple[str, ...]] = {
    "audience": AUDIENCES,
    "report": vocabulary.REPORTS,
    "position": get_args(vocabulary.Position),
    "implementation": get_args(vocabulary.Implementation),
    "priority": get_args(vocabulary.Priority),
    "case": get_args(vocabulary.CaseStatus),
    "project": get_args(vocabulary.ProjectStatus),
    "visit": get_args(vocabulary.VisitKind),
    "assessment": get_args(vocabulary.AssessmentKind),
    "lifecycle": ("live", *get_args(vocabulary.ClosedBecause)),
    "standing": get_args(Standing),
    "mark": get_args(Kind),
    "error": tuple(str(status) for status in KNOWN | {500}),
    "obligation": tuple(one.id for mandate in load().mandates for one in mandate.obligations or ()),
    "owner": tuple(one.owner.lower() for mandate in load().mandates for one in mandate.obligations or ()),
    "region": tuple({one.region for one in load().states}),
    "group": tuple({one.regional_group for one in load().states}),
    "event": tuple(name.removesuffix(".v1") for name in EVENTS if not name.startswith(INCOMING)),
}


@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_a_name(kind: str) -> None:
    there = read_messages("en")
    assert [code for code in CODES[kind] if f"{kind}-{write_id(code)}" not in there] == []


def test_a_code_that_is_new_is_shown_in_plain_letters() -> None:
    words = read_words("fr")
    assert words.name("case", "taken_up") == "pris en charge"
    assert words.name("case", "newly_invented") == "newly invented"
    assert words.name("obligation", "newly-invented", "As its service calls it") == "As its service calls it"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "7 February 2022"),
        ("fr", "7 février 2022"),
        ("es", "7 de febrero de 2022"),
        ("zh", "2022年2月7日"),
        ("ar", "7 شباط/فبراير 2022"),
    ],
)
def test_days_are_written_as_each_language_does(language: Language, written: str) -> None:
    words = read_words(language)
    assert words.day("2022-02-07").translate({0x2068: "", 0x2069: ""}) == written
    assert words.day("2022") == "2022"
    assert "2022" in words.day("2022-02")
    assert words.day("about then") == "about then"
    assert words.day(None) == ""


@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 21, 101])
def test_numbers_take_the_right_form_of_a_word_in_every_language(count: int) -> None:
    for language in LANGUAGES:
        said = read_words(language).say("visits-count", count=count)
        assert said
        assert "{" not in said
    assert read_words("ru").say("visits-count", count=21) == "21 поездка"
    assert read_words("ru").say("visits-count", count=5) == "5 поездок"


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("fr", "ru", "fr"),
        ("fr-CH", "", "fr"),
        (None, "es-419,es;q=0.9,en;q=0.8", "es"),
        (None, "de,it;q=0.9", "en"),
        (None, "en;q=0.1,ar;q=0.9", "ar"),
        (None, "zh;q=0,ru;q=0.2", "ru"),
        ("xx", "zh-Hans", "zh"),
        (None, "ar;q=much,,;;", "en"),
        (None, "*", "en"),
    ],
)
def test_the_language_that_is_asked_for_counts_and_else_what_the_browser_wants(
    asked: str | None, accepted: str, language: Language
) -> None:
    assert choose_language(asked, accepted) == language
