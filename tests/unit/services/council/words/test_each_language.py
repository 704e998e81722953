"""What is particular to a language: plurals, days, numbers, and the direction of writing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from reference import LANGUAGES, Language
from services.council.words.catalogue import END_OF_ISOLATE, ISOLATE, Argument, words_in
from tests.unit.services.council.words.samples import document, list_texts


def _strip_isolates(text: str) -> str:
    """The text without its isolates."""
    return text.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "لا توجد أي زيارة مسجلة."), (1, "سُجلت زيارة واحدة إلى"), (2, "سُجلت زيارتان إلى"),
        (3, "سُجلت 3 زيارات إلى"), (5, "سُجلت 5 زيارات إلى"), (11, "سُجلت 11 زيارة إلى"),
        (21, "سُجلت 21 زيارة إلى"), (100, "سُجلت 100 زيارة إلى"),
    ],
)  # fmt: skip
def test_arabic_has_its_six_plural_forms(number: int, expected: str) -> None:
    assert expected in _strip_isolates(_say_visits("ar", number))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "ни одного визита не зарегистрировано."), (1, "зарегистрирован 1 визит в 1 государство."),
        (2, "зарегистрировано 2 визита в 2 государства."), (3, "зарегистрировано 3 визита в 3 государства."),
        (5, "зарегистрировано 5 визитов в 5 государств."), (11, "зарегистрировано 11 визитов в 11 государств."),
        (21, "зарегистрирован 21 визит в 21 государство."), (100, "зарегистрировано 100 визитов в 100 государств."),
    ],
)  # fmt: skip
def test_russian_has_its_plural_forms(number: int, expected: str) -> None:
    assert expected in _say_visits("ru", number)


def _say_visits(language: Language, number: int) -> str:
    others: dict[str, Argument] = {
        "never": 2,
        "never_of": 5,
        "never_share": Decimal("40.0"),
        "cut_off": date(2023, 12, 31),
    }
    return words_in(language).say("annual-visits-on-record", visits=number, states=number, **others)


@pytest.mark.parametrize(
    ("language", "day", "month", "number", "share"),
    [
        ("ar", "31 كانون الأول/ديسمبر 2023", "شباط/فبراير 2025", "12,345", "41.7 في المائة"),
        ("zh", "2023年12月31日", "2025年2月", "12,345", "41.7%"),
        ("en", "31 December 2023", "February 2025", "12,345", "41.7%"),
        ("fr", "31 décembre 2023", "février 2025", "12\u202f345", "41,7\u00a0%"),
        ("ru", "31 декабря 2023 года", "февраль 2025 года", "12\u00a0345", "41,7\u00a0%"),
        ("es", "31 de diciembre de 2023", "febrero de 2025", "12.345", "41,7\u00a0%"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_has_it(
    language: Language, day: str, month: str, number: str, share: str
) -> None:
    words = words_in(language)
    assert _strip_isolates(words.day(date(2023, 12, 31))) == day
    assert _strip_isolates(words.partial_day("2025-02")) == month
    assert _strip_isolates(words.number(12_345)) == number
    assert _strip_isolates(words.say("percentage", value=Decimal("41.7"))) == share


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    assert words_in("fr").day(date(2023, 3, 1)) == "1er mars 2023"
    assert words_in("es").day(date(2023, 3, 1)) == "1 de marzo de 2023"


def test_in_arabic_a_sign_stays_before_its_number() -> None:
    words = words_in("ar")
    assert words.number(-2) == f"{ISOLATE}-2{END_OF_ISOLATE}"
    assert _strip_isolates(words.decimal("-2.5")) == f"-{_strip_isolates(words.decimal('2.5'))}"
    assert words.decimal("-2.5").startswith(ISOLATE)
    assert (words.number(2), words_in("fr").number(-2)) == ("2", "-2")


def test_in_arabic_every_number_and_name_that_is_put_in_is_strip_isolates() -> None:
    said = words_in("ar").say("annual-visits-none", within="UNODC 2024")
    assert f"{ISOLATE}UNODC 2024{END_OF_ISOLATE}" in said
    visits = words_in("ar").say("annual-visits-made", opening="x", visits=11, states=11, missions=11, components=11)
    assert visits.count(f"{ISOLATE}11{END_OF_ISOLATE}") == 4
    words = words_in("ar")
    in_a_caption = words.say("annual-table-visits", cut_off=date(2023, 12, 31))
    assert in_a_caption.endswith(f"في {ISOLATE}31{END_OF_ISOLATE} كانون الأول/ديسمبر {ISOLATE}2023{END_OF_ISOLATE}")
    for _, text in list_texts(document("annual", "ar")):
        assert text.count(ISOLATE) == text.count(END_OF_ISOLATE)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "ar"])
def test_other_languages_need_no_isolates(language: Language) -> None:
    assert not any(ISOLATE in text for _, text in list_texts(document("annual", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_begins_with_a_numeral(language: Language) -> None:
    sections = document("annual", language).sections
    paragraphs = [
        "".join(span.text for span in block.text)
        for section in sections
        for block in section.blocks
        if block.kind == "paragraph"
    ]
    begins = re.compile(r"(^|[.!?;] )[\u2066-\u2069]*\d+ ")
    if language != "zh":  # where a day begins with its year
        assert not [one for one in paragraphs if begins.search(one)]
