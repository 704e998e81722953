"""Reports in all six languages: each message is said, each report is made, and no English is left in any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

import pytest
from fluent.syntax import ast
from fluent.syntax.serializer import FluentSerializer
from fluent.syntax.visitor import Visitor

from contracts.vocabulary import REPORTS, ReportName
from reference import LANGUAGES, Language
from services.council.documents import as_json
from services.council.documents.as_html import render
from services.council.reports.drafting import is_different
from services.council.words.catalogue import Argument, words_in
from services.council.words.checking import find_gaps, read_contents, read_patterns
from tests.unit.services.council.words.samples import DRAFTS, PEOPLE, PRODUCT, document, list_texts

pytestmark = pytest.mark.thorough

OTHERS: Final = tuple(one for one in LANGUAGES if one != "en")
NUMBERS: Final = (0, 1, 2, 3, 5, 11, 21, 100)
ALIKE: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset(
        [
            "annual-introduction",
            "annual-row-missions",
            "column-occasion",
            "column-position",
            "column-programme",
            "followup-on-assistance",
            "forecast-obligation",
            "people-introduction",
            "frame-notes",
            "region-europe",
            "thing-mission",
            "thing-obligation",
            "thing-programme",
            "unit-missions",
            "unit-obligations",
            "unit-programmes",
        ]
    ),
    "es": frozenset(
        [
            "assessment-kind-regional",
            "column-sector",
            "meeting-kind-regional",
            "mode-virtual",
            "no",
            "region-asia",
            "visit-kind-regional",
        ]
    ),
}
"""Messages that have the same words as in English."""
MADE_OF_ARGUMENTS: Final = frozenset(
    [
        "number",
        "percentage",
        "join-comma",
        "join-semicolon",
        "with-note",
        "with-detail",
        "stage-and-marking",
        "title-on-state",
        "thematic-within",
        "programme-consent",
        "figure-joint-offered",
        "figure-joint-delivered",
        "figure-joint-delivered_in_part",
        "figure-joint-declined",
    ]
)
"""Messages without a word of their own."""
LATIN: Final = re.compile(r"[A-Za-z]{2,}")
NAMES_IN_LATIN: Final = re.compile(r"M49|eDIS|OIA|GIS|[IVX]{2,}|DRAFT/\S*|OP\d+|R\d+")


class _Kinds(Visitor):
    """Which arguments are numbers, and which choose a variant by a word."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.words: dict[str, set[str]] = {}

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        name = node.selector.id.name  # type: ignore[union-attr]
        keys = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
        plural = {"zero", "one", "two", "few", "many"}
        if keys & plural or any(isinstance(one.key, ast.NumberLiteral) for one in node.variants):
            self.numbers.add(name)
        else:
            self.words.setdefault(name, set()).update(keys)
        self.generic_visit(node)


@cache
def _read_kinds(id_: str) -> _Kinds:
    kinds = _Kinds()
    for language in LANGUAGES:
        kinds.visit(read_patterns(language)[id_])
    return kinds


def _samples(id_: str) -> Iterator[dict[str, Argument]]:
    kinds = _read_kinds(id_)
    names = {name for language in LANGUAGES for name in read_contents(read_patterns(language)[id_]).arguments}
    for number in NUMBERS:
        for chosen in ("none", "yes"):
            yield {
                name: (1 + number % 12 if name in ("day", "month") else number)
                if name in kinds.numbers
                else Decimal("41.7")
                if name.endswith("_share") or name == "value"
                else chosen
                if name in kinds.words
                else "X"
                for name in names
            }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said_with_any_numbers(language: Language) -> None:
    words = words_in(language)
    for id_ in read_patterns("en"):
        for sample in _samples(id_):
            said = words.say(id_, **sample)
            assert said, id_
            assert not re.search(r"[{}<>]|\s{2}", said.replace("\u00a0", "")), (id_, said)


def test_nothing_is_missing_in_any_language() -> None:
    assert list(find_gaps(PRODUCT)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_left_in_english(language: Language) -> None:
    write = FluentSerializer().serialize_entry
    english, others = read_patterns("en"), read_patterns(language)
    same = {
        id_
        for id_ in english
        if write(ast.Message(ast.Identifier("m"), english[id_])) == write(ast.Message(ast.Identifier("m"), others[id_]))
    }
    left = {id_ for id_ in same if id_.partition(".")[0] not in MADE_OF_ARGUMENTS and not id_.endswith(".counts")}
    assert left == ALIKE.get(language, frozenset())


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_report_has_no_english_words(language: Language, report: ReportName) -> None:
    made, english = document(report, language), dict(list_texts(document(report, "en")))
    ids = {one.id for one in made.figures}
    words = words_in(language)
    alike = {words.say(id_, year="2024") for id_ in ALIKE.get(language, ())} | {"UNODC"}
    for place, text in list_texts(made):
        rest = NAMES_IN_LATIN.sub("", text.replace(PEOPLE, ""))
        if text in ids or text in alike or not LATIN.search(rest):
            continue
        assert language in ("fr", "es"), (place, text)
        if place in english and english[place] == text:
            assert _is_name(text, language), (place, text)


def _is_name(text: str, language: Language) -> bool:
    """Whether it is a name that this language writes as English does, such as Kenya in Spanish or Asia."""
    names = {one.names[language] for one in PRODUCT.states}
    regions = {words_in(language).say(f"region-{one}") for one in ("africa", "americas", "asia", "europe", "oceania")}
    parts = {part.strip(" )") for part in re.split(r"[:,(/]", text)}
    alike = {words_in(language).say(id_) for id_ in ALIKE.get(language, ())}
    return parts <= names | regions | {one[:1].upper() + one[1:] for one in alike} | {""} | {PEOPLE}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", OTHERS)
def test_all_languages_have_the_same_numbers_and_the_same_parts(language: Language, report: ReportName) -> None:
    english, other = document(report, "en"), document(report, language)
    assert other.language == language
    assert [place for place, _ in list_texts(other)] == [place for place, _ in list_texts(english)]
    for one, same in zip(english.figures, other.figures, strict=True):
        assert (one.id, one.value, one.numerator, one.denominator, one.cut_off, one.suppressed) == (
            same.id, same.value, same.numerator, same.denominator, same.cut_off, same.suppressed,
        )  # fmt: skip
        assert same.basis == one.basis.replace("lang=en", f"lang={language}")


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_in_any_language_can_be_kept_and_set(language: Language, report: ReportName) -> None:
    made = document(report, language)
    assert as_json.load(as_json.dump(made)) == made
    page = render(made)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_compared_is_english_whatever_else_was_made(report: ReportName) -> None:
    assert not is_different(document(report, "en"), DRAFTS[report].counts)
