"""The messages of reports, in each language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from reference import LANGUAGES, Language
from shared.words import files
from shared.words.files import read_resource
from shared.words.messages import (
    END_OF_ISOLATE,
    ISOLATE,
    TAGGED,
    Argument,
    BadWords,
    Piece,
    Words,
    read_words,
)

HERE: Final = Path(__file__).parent


def list_files(language: Language) -> list[Path]:
    """The files of a language, in order of name; first those that reports and pages have in common."""
    return files.list_files(HERE, language)


@cache
def words_in(language: Language) -> Words:
    """The words of this language."""
    return read_words(HERE, language)


ENGLISH: Final = words_in("en")
"""In which numbers and rows are compared, and events tell of an edition."""

__all__ = [
    "END_OF_ISOLATE", "ENGLISH", "HERE", "ISOLATE", "LANGUAGES", "TAGGED", "Argument", "BadWords", "Piece", "Words",
    "list_files", "read_resource", "words_in",
]  # fmt: skip
