"""The provisions in the reports, and how to find them in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

OTHER: Final = "other"
"""The code for a text that names no provision."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_PARAGRAPH: Final = {"paragraph", "paragraphs", "paras", "op"}
"""Other spellings of `para.`."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision on whose implementation CTED reports (OP7)."""

    code: str
    titles: Mapping[str, str]
    """Titles by language, like those of a theme."""
    wordings: tuple[str, ...]
    """Words that name it anywhere in a text."""
    themes: tuple[str, ...]
    """Themes of recommendations about it."""
    paragraphs: tuple[str, ...] = ()
    """Paragraphs of the mandate that ask for a report on it, such as `OP7`."""

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles["en"]


def find_provisions(text: str, provisions: Iterable[Provision]) -> tuple[str, ...]:
    """The codes of the provisions that a text names, in their order; `other` if it names none."""
    words = phrase(text)
    codes = tuple(one.code for one in provisions if any(phrase(wording) in words for wording in one.wordings))
    return codes or (OTHER,)


@lru_cache(maxsize=10_000)
def phrase(text: str) -> str:
    """The words and numbers of a text with a space around each, without case, marks, and ways to write `para.`."""
    words = (word.casefold() for word in _WORD.findall(text))
    return " ".join(("", *("para" if word in _PARAGRAPH else word for word in words), ""))
