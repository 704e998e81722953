"""The words that forms bring themselves, in each language: the masthead, the name of the contents. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter
from yaml import safe_load

from reference import Language

FILE: Final = Path(__file__).with_suffix(".yaml")
RIGHT_TO_LEFT: Final[frozenset[Language]] = frozenset({"ar"})
"""The languages that are written so."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a document in one language."""

    council: str
    body: str
    """The full name of the Committee."""
    original: str
    """In which language it was drafted."""
    contents: str
    skip: str
    notes: str
    figures: str
    about: str
    page: str


@cache
def load_frames() -> dict[Language, Frame]:
    """The words by language. Raises ValueError where one is missing."""
    return TypeAdapter(dict[Language, Frame]).validate_python(safe_load(FILE.read_text(encoding="utf-8")))


def frame_of(language: Language) -> Frame:
    """The words in the language of a document."""
    return load_frames()[language]


def direction_of(language: Language) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
