"""Texts whose characters stand together in ways that no language has: what Typst is given of them."""

from __future__ import annotations

import pytest

from contracts.vocabulary import MOST_MARKS
from services.council.documents import as_pdf
from services.council.documents.document import Paragraph, Section
from services.council.documents.setting import typesetting
from services.council.documents.setting.problems import CannotBeSet
from services.council.documents.setting.runs import LONGEST_SYLLABLE, bound_runs
from services.council.documents.words import plain
from tests.unit.services.council.documents.samples import build_document

ACUTE, KA, I_SIGN, VIRAMA = "\u0301", "\u0915", "\u093f", "\u094d"


@pytest.mark.parametrize("mark", [ACUTE, I_SIGN, "\ufe0f", "\U0001e8d0"])
def test_marks_that_no_language_has_are_cut(mark: str) -> None:
    assert bound_runs(f"e{mark * 9_999}a{mark}, e{mark * 31}") == f"e{mark * MOST_MARKS}a{mark}, e{mark * MOST_MARKS}"


@pytest.mark.parametrize(
    "text", [f"e{ACUTE * MOST_MARKS}" * 9, "नमस्ते " * 99, "中" * 999, "сло́во", f"{KA}{VIRAMA}" * 49, "a" * 99]
)
def test_a_text_of_a_language_stays_as_it_is(text: str) -> None:
    assert bound_runs(text) == text


def test_a_line_may_end_in_a_syllable_that_has_no_end() -> None:
    parts = bound_runs(f"{KA}{VIRAMA}" * 5_000).split("\u200b")
    assert {len(part) for part in parts} == {LONGEST_SYLLABLE, 0}


@pytest.mark.parametrize("text", [KA + I_SIGN * 400, f"{KA}{VIRAMA}\u200d" * 200, f"\u25cc{VIRAMA}" * 200])
def test_a_syllable_that_has_no_end_is_set(text: str) -> None:
    section = Section("x", text, (Paragraph(1, plain(text)),))
    assert as_pdf.render(build_document("en", sections=(section,))).startswith(b"%PDF")


def test_what_typst_panics_at_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version may panic at something else."""
    monkeypatch.setattr(typesetting, "bound_runs", str)
    section = Section("x", "X", (Paragraph(1, plain(KA + I_SIGN * 400)),))
    with pytest.raises(CannotBeSet, match="TryFromIntError"):
        as_pdf.render(build_document("en", sections=(section,)))
