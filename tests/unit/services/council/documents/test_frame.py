"""The words that forms bring themselves."""

from __future__ import annotations

from dataclasses import fields

import pytest

from reference import Language
from services.council.documents.frame import direction_of, frame_of
from tests.unit.services.council.documents.samples import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: Language) -> None:
    words = frame_of(language)
    assert all(getattr(words, field.name).strip() for field in fields(words))


def test_arabic_alone_is_written_from_right_to_left() -> None:
    assert [one for one in LANGUAGES if direction_of(one) == "rtl"] == ["ar"]
