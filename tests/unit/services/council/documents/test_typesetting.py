"""Typst, as forms use it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from services.council.documents import as_pdf
from services.council.documents.setting.typesetting import load_fonts
from tests.unit.services.council.documents.samples import build_document

pytestmark = pytest.mark.thorough

STATM = Path("/proc/self/statm")
PAGE = 4096


def test_the_fonts_are_those_that_come_with_the_product() -> None:
    assert {one.family for one in load_fonts().fonts()} >= {"Noto Sans", "Amiri", "Noto Sans CJK SC"}
    paths = [one.path or "" for one in load_fonts().fonts()]
    assert all("site-packages" in path for path in paths)


@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc, which is not here")
def test_what_was_set_before_is_forgotten() -> None:
    """Else a process would hold some 30 MB more after each new document."""
    document, used = build_document("en"), []
    for number in range(9):
        as_pdf.render(replace(document, title=f"Number {number}"))
        used.append(int(STATM.read_text().split()[1]) * PAGE)
    assert used[-1] - used[2] < 60_000_000
