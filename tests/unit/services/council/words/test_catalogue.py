"""Messages: what stands between tags, what people wrote, numbers, days, and what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from fluent.runtime import FluentResource

from reference import Language
from services.council.counting.numbers import share
from services.council.documents.document import Span
from services.council.documents.words import text
from services.council.words.catalogue import ENGLISH, BadWords, Piece, Words
from services.council.words.checking import Patterns, compare_patterns, find_differences, list_patterns, list_plurals
from shared.words.files import Catalogue

DAY = date(2023, 12, 31)


def words(source: str, language: Language = "en") -> Words:
    """A language that has only these messages."""
    catalogue = Catalogue(language, [source], isolates=language == "ar")
    return Words(language, lambda: catalogue, "services/council/words")


def patterns(source: str) -> Patterns:
    return dict(list_patterns(FluentResource(source)))


# ---- saying ------------------------------------------------------------------------------------


def test_what_stands_between_tags_belongs_to_its_argument() -> None:
    found = words("m = In { $year }, <visits>{ $visits } visits</visits> (<states>all</states>).").split(
        "m", year="2023", visits=1200, states=0
    )
    assert found == (
        Piece("In 2023, "), Piece("1,200 visits", "visits"), Piece(" ("), Piece("all", "states"), Piece(")."),
    )  # fmt: skip


def test_a_figure_gives_its_number_its_whole_and_its_share_and_leads_to_itself() -> None:
    figure = share("assessed", "Assessed", 52, 81, "recommendations", DAY)
    source = words("m = Of { $done_of }, <done>{ $done }</done> (<done>{ $done_share } per cent</done>)")
    assert text(source, "m", done=figure) == (
        Span("Of 81, "), Span("52", "assessed"), Span(" ("), Span("64.2 per cent", "assessed"), Span(")"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["<visits>0</visits>", "{ $visits }", "\u202e abc", "a" * 20_000, "line\nbreak", "\ue0000\ue001", "none"],
    ids=("tag", "placeable", "override", "long", "lines", "private", "code"),
)
def test_what_people_wrote_stands_as_it_is_and_is_read_as_nothing(written: str) -> None:
    source = words("m = { $visits }: { $text ->\n    [none] nothing\n   *[other] «{ $text }»\n }")
    found = source.split("m", visits=2, text=written)
    expected = "nothing" if written == "none" else f"«{written}»"
    assert found == (Piece(f"2: {expected}"),)


def test_lines_of_a_file_are_joined() -> None:
    assert words("m =\n    one\n    two").say("m") == "one two"


def test_days_numbers_and_rows_are_said_as_the_language_has_it() -> None:
    assert ENGLISH.day(DAY) == "31 December 2023"
    assert [ENGLISH.partial_day(day) for day in ("2025", "2025-02", "2025-02-03")] == [
        "2025", "February 2025", "3 February 2025",
    ]  # fmt: skip
    assert (ENGLISH.number(12_345), ENGLISH.decimal("41.0")) == ("12,345", "41.0")
    assert ENGLISH.join(["a", "b", "c"]) == "a, b, c"
    assert ENGLISH.join([]) == ""
    assert ENGLISH.say("percentage", value=Decimal("8.5")) == "8.5%"


@pytest.mark.parametrize("id_", ["missing", "m.missing", "other"])
def test_a_message_that_is_missing_is_an_error_and_so_is_an_argument(id_: str) -> None:
    with pytest.raises(BadWords, match=r"services/council/words/en"):
        words("m = x\nother = { $absent }").say(id_)


# ---- checking ----------------------------------------------------------------------------------


def test_a_message_that_only_one_language_has_is_named() -> None:
    found = find_differences("fr", patterns("a = x\nb = y\n    .c = z"), patterns("b = y\nd = w"))
    assert list(found) == [
        "services/council/words/fr: the message a is missing: translate it",
        "services/council/words/fr: the message b.c is missing: translate it",
        "services/council/words/fr: there is no message d in English: remove it",
    ]


@pytest.mark.parametrize(
    ("language", "other", "problems"),
    [
        ("fr", "<n>{ $n } fois</n> le { $day }", []),
        ("fr", "<n>{ $n } fois</n>", ["the argument day is missing"]),
        ("fr", "<n>{ $n }</n> { $day } { $year }", ["the argument year is not in the English message"]),
        ("fr", "{ $n } le { $day }", ["the tag n is missing"]),
        (
            "ru",
            "<n>{ $n ->\n    [one] раз\n   *[many] раз\n }</n> { $day }",
            ["a number needs these plural forms too: few"],
        ),
        ("ru", "<n>{ $n ->\n    [0] ни разу\n    [one] раз\n    [few] раза\n   *[many] раз\n }</n> { $day }", []),
        (
            "ar",
            "<n>{ $n ->\n    [0] لا\n    [one] مرة\n   *[other] مرات\n }</n> { $day }",
            ["a number needs these plural forms too: few, many, two"],
        ),
    ],
)
def test_a_translation_has_the_arguments_and_tags_of_english_and_all_plural_forms(
    language: Language, other: str, problems: list[str]
) -> None:
    english = patterns("m = <n>{ $n ->\n    [one] once\n   *[other] { $n } times\n }</n> on { $day }")["m"]
    assert list(compare_patterns(language, english, patterns(f"m = {other}")["m"])) == problems


def test_the_plural_forms_are_those_of_cldr() -> None:
    assert list_plurals("zh") == {"other"}
    assert list_plurals("ru") == {"one", "few", "many"}
    assert list_plurals("ar") == {"zero", "one", "two", "few", "many", "other"}
