"""The provisions of which the reports speak, and how a text names them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

OTHER: Final = "other"
"""Stands for what names none of them: no provision's code."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_PARAGRAPH: Final = {"paragraph", "paragraphs", "paras", "op"}
"""How else `para.` is written."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision on whose implementation CTED reports (OP7)."""

    code: str
    titles: Mapping[str, str]
    """By language, as those of a theme."""
    wordings: tuple[str, ...]
    """What names it, wherever it stands in a text."""
    themes: tuple[str, ...]
    """Of recommendations about it."""
    paragraphs: tuple[str, ...] = ()
    """Of the mandate that asks for a report on it, such as `OP7`."""

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles["en"]


def named_provisions(text: str, provisions: Iterable[Provision]) -> tuple[str, ...]:
    """The codes of the provisions that a text names, in their order; `other` if it names none."""
    said = phrase(text)
    found = tuple(one.code for one in provisions if any(phrase(wording) in said for wording in one.wordings))
    return found or (OTHER,)


@lru_cache(maxsize=10_000)
def phrase(text: str) -> str:
    """The words and numbers of a text with a space around each, without case, marks, and ways to write `para.`."""
    found = (word.casefold() for word in _WORD.findall(text))
    return " ".join(("", *("para" if word in _PARAGRAPH else word for word in found), ""))
