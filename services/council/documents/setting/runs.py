"""How many characters may stand together so that Typst can set them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from contracts.vocabulary import MOST_MARKS

LONGEST_SYLLABLE: Final = 100
"""Characters of Devanagari, and what joins its letters or keeps them apart. Typst panics at more than 255 in one."""
_MAY_HAVE_MARKS: Final = re.compile(rf"[^\x00-\u02ff\s]{{{MOST_MARKS + 1},}}")
_SYLLABLE: Final = re.compile(rf"[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff\u200c\u200d]{{{LONGEST_SYLLABLE}}}")


def bound_runs(text: str) -> str:
    """The text without the marks that are too many, and with U+200B where a syllable has no end."""
    cut = _MAY_HAVE_MARKS.sub(lambda run: "".join(_cut_marks(run[0])), text)
    return _SYLLABLE.sub("\\g<0>\u200b", cut)


def _cut_marks(run: str) -> Iterator[str]:
    marks = 0
    for one in run:
        marks = marks + 1 if unicodedata.category(one).startswith("M") else 0
        if marks <= MOST_MARKS:
            yield one
