"""What a part says is known again in another part: each text in a time that grows with its length alone."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from unicodedata import category, combining, normalize

import pytest

from services.assessments.assessments.readers.words import BECOME_MARKS, has_too_many_words, list_runs, list_sentences

pytestmark = pytest.mark.thorough

LENGTH = 1_000_000
"""By the square, one of these would take an hour."""


@dataclass(frozen=True)
class Said:
    """A part, as far as its words are looked at."""

    words: tuple[str, ...]

    @property
    def says(self) -> tuple[str, ...]:
        return (*self.words, "")


def list_digests(*words: str) -> frozenset[str]:
    part = Said(words)
    return list_sentences(part) | list_runs(part)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "." * LENGTH,
        "?!" * LENGTH,
        "\n" * LENGTH,
        " " * LENGTH,
        "\u0301" * LENGTH,
        "e" + "\u0301" * LENGTH + "\u0323" * LENGTH,
        "\u0f73" * LENGTH,
        "\uff9e\u0301" * LENGTH,
    ],
    ids=["full stops", "marks", "lines", "spaces", "accents", "accents in the wrong order", "Tibetan", "Japanese"],
)
def test_no_text_takes_time_by_the_square(text: str) -> None:
    assert len(list_digests(text)) <= 1


def test_case_marks_and_the_order_of_accents_do_not_matter() -> None:
    one = list_digests("A Ẹ\u0301tat, b.c... d")
    assert one == list_digests("a e\u0301\u0323tat b c d!")


@pytest.mark.parametrize(
    "unseen",
    [
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\ufe0f",
        "\u202e",
        "\U000e0041",
        "\x02",
        "\x1f",
        "\x7f",
        "\x80",
        "\ufffc",
        "\ufffe",
        "\U00013430",
        "\u2028",
        "\u2029",
    ],
)
def test_signs_that_are_not_seen_hide_no_words(unseen: str) -> None:
    """A text that is pasted brings them within words, and in the place of spaces."""
    said = "Guards at X let lorries through unchecked"
    within, between = said.replace("lorries", f"lor{unseen}ries"), said.replace(" ", unseen)
    assert list_digests(said) <= list_digests(within)
    assert list_digests(said) <= list_digests(between)
    assert list_digests(f"{unseen}Do this now.{unseen} Rest") >= list_digests("Do this now.")
    assert list_digests(unseen * LENGTH) == frozenset()


def test_a_dash_at_the_end_of_a_line_ends_a_sentence_still() -> None:
    assert list_sentences(Said(("Guards take bribes.",))) <= list_digests("So we say -\nGuards take bribes. There.")  # type: ignore[arg-type]


def test_what_makes_an_arabic_word_longer_hides_no_words() -> None:
    said = "سمح الحراس للشاحنات بالعبور دون تفتيش"
    assert list_digests(said) <= list_digests(said.replace("الح", "ال\u0640\u0640ح").replace("تف", "ت\u0640ف"))


@pytest.mark.parametrize("blank", ["\u115f", "\u1160", "\u3164", "\uffa0"])
def test_letters_that_are_seen_as_spaces_hide_no_words(blank: str) -> None:
    said = "Guards at X let lorries through unchecked"
    assert list_digests(said) <= list_digests(said.replace(" ", blank).replace("lorries", "lor\u00adries"))


def test_words_are_counted_as_they_are_compared() -> None:
    """One report of such took as long as twice the words that it may have."""
    assert not has_too_many_words(["a\u1160" * 90_000])
    assert has_too_many_words(["a\u1160" * 110_000])
    assert has_too_many_words(["a\u00ad" * 110_000])


def test_the_signs_that_are_not_seen_are_unicodes() -> None:
    """All of the category Cf are among them, but for those that are set as signs, such as the Arabic number sign."""
    signs = map(chr, range(sys.maxunicode + 1))
    formats = {one for one in signs if category(one) == "Cf" and not list_digests(f"a{one}b") >= list_digests("ab")}
    assert {f"{ord(one):04X}" for one in formats} <= {
        "0600", "0601", "0602", "0603", "0604", "0605", "06DD", "070F", "0890", "0891", "08E2",
        "110BD", "110CD",
    }  # fmt: skip


def test_a_sign_that_is_not_seen_counts_the_words_of_its_own_text_twice_and_no_others() -> None:
    """It is compared in two readings. A long report with one pasted soft hyphen was refused for that."""
    assert not has_too_many_words(["word " * 80_000, "soft\u00adhyphen"])
    assert not has_too_many_words(["word " * 45_000 + "\u00ad"])
    assert has_too_many_words(["word " * 60_000 + "\u00ad"])


def test_a_sentence_is_known_within_another_text() -> None:
    (sentence,) = list_sentences(Said(("Do this now...   ",)))  # type: ignore[arg-type]
    assert sentence in list_digests("First read. Then do this now and rest for a while")


def test_each_sign_that_becomes_a_mark_is_known() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert "".join(one for one in signs if not combining(one) and combining(normalize("NFKD", one)[0])) == BECOME_MARKS
    assert list_digests("\uff76\uff9e") == list_digests("\u30ac")


def test_more_accents_than_any_writing_has_are_cut() -> None:
    assert list_digests("a" + "\u0302" * 31) == list_digests("a" + "\u0302" * 3_000)
