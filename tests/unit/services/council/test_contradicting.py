"""A draft is not sent beside an edition that counted other things, though all numbers are the same (rule 12)."""

from __future__ import annotations

from datetime import date

import pytest

from services.council.counting.contradicting import is_contradicted
from services.council.counting.numbers import Figure, share
from services.council.counting.shown_before import ShownBefore, collect_figures, collect_marks
from services.council.figures.thematic import ON_RECOMMENDATIONS

FIGURES = [
    share(id_, id_, 2, 5, "recommendations", date(2024, 2, 1)) for id_ in ("implemented", "implemented.theme.travel")
]
OF_THESE = {"implemented": 5}


def is_so(figures: list[Figure], marks: dict[str, int], *shown: dict[str, int]) -> bool:
    before = ShownBefore(figures=collect_figures(FIGURES), marks=collect_marks(shown))
    return is_contradicted(figures, marks, ON_RECOMMENDATIONS, "public", before)


@pytest.mark.parametrize("shown", [({"implemented": 7},), (OF_THESE, {"implemented": 7})])
def test_the_same_numbers_of_other_things_contradict_what_was_shown(shown: tuple[dict[str, int], ...]) -> None:
    assert is_so(FIGURES, OF_THESE, *shown)
    assert not is_so(FIGURES[:1], OF_THESE, *shown), "a total alone tells of nobody"


@pytest.mark.parametrize("shown", [(), (OF_THESE,), (OF_THESE, OF_THESE), ({"assessed": 7},)])
def test_the_same_numbers_of_the_same_things_do_not(shown: tuple[dict[str, int], ...]) -> None:
    assert not is_so(FIGURES, OF_THESE, *shown)


def test_an_edition_from_before_there_were_marks_is_compared_by_its_numbers() -> None:
    assert not is_so(FIGURES, {}, {"implemented": 7})
