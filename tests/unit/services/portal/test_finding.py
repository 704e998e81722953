"""What the words of a search mean."""

from __future__ import annotations

import pytest

from services.portal.pages.finding import understand
from tests.support.frozen import REFERENCE


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("Kenya", "KEN"),
        ("kenya border security", "KEN"),
        ("KEN", "KEN"),
        ("Кения", "KEN"),
        ("肯尼亚", "KEN"),
        ("كينيا", "KEN"),
        ("cote d'ivoire", "CIV"),
        ("TRINIDAD", "TTO"),
        ("united kingdom", "GBR"),
    ],
)
def test_a_state_is_found_by_its_name_in_any_language(asked: str, state: str) -> None:
    assert understand(asked, REFERENCE).states[0] == state


@pytest.mark.parametrize(
    ("asked", "theme"),
    [
        ("kenya border security", "border-security"),
        ("sécurité des frontières", "border-security"),
        ("gender", "gender"),
    ],
)
def test_a_theme_is_found_by_its_title_in_any_language(asked: str, theme: str) -> None:
    assert understand(asked, REFERENCE).themes[0] == theme


def test_a_year_and_an_id_are_known_as_such() -> None:
    meant = understand(" 04e0b920-dae2-5204-ac83-15031988a27f ", REFERENCE)
    assert meant.id == "04e0b920-dae2-5204-ac83-15031988a27f"
    assert understand("annual report 2024", REFERENCE).year == 2024
    assert understand("annual report 2024", REFERENCE).id is None


def test_of_a_long_question_the_first_words_count() -> None:
    filler = " ".join(f"word{number}" for number in range(19))
    assert understand(f"{filler} Kenya", REFERENCE).states[0] == "KEN"
    assert understand(f"{filler} another Kenya", REFERENCE).states == []
    assert understand("Kenya " * 80, REFERENCE).states[0] == "KEN"


@pytest.mark.parametrize("asked", ["", "   ", "of the in", "\u202e\u202e", "%%%", "a" * 500, "<script>", "́"])
def test_what_means_nothing_finds_nothing(asked: str) -> None:
    meant = understand(asked, REFERENCE)
    assert (meant.states, meant.themes) == ([], [])
