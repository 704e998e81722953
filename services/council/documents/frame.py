"""The words that forms bring themselves, in each language: the masthead, the name of the contents. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

from reference import Language
from services.council.words.catalogue import words_in

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
    charts: str


def frame_of(language: Language) -> Frame:
    """The words in the language of a document: the messages `frame-...`."""
    words = words_in(language)
    return Frame(**{one.name: words.say(f"frame-{one.name}") for one in fields(Frame)})


def direction_of(language: Language) -> Literal["ltr", "rtl"]:
    """In which direction it is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
