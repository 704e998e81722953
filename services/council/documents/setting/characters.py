"""Which characters the fonts have, and what stands for another. Pure."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTCollection, TTFont

from services.council.documents.setting.typesetting import FONT_FOLDERS

_ROWS: Final = (range(0x0600, 0x0606), range(0x13430, 0x13440), range(0xFFF9, 0xFFFC))
_SHOWN: Final = frozenset({*chain(*_ROWS), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD})
"""Characters of category Cf that a reader must see: signs around numbers, parts of hieroglyphs, and annotations.

All others of that category are without a glyph (Unicode's Default_Ignorable_Code_Point).
"""


def spell_out(text: str) -> str:
    """The text with `[U+1F600]` for each character that is in no font, and so for those that order terminals.

    A line may end behind each. Else a text in a script without a font is one word, and PDF/A has none of 32,768 bytes.
    """
    return "".join(one if _is_usual(one) or _is_set(one) else f"[U+{ord(one):04X}]\u200b" for one in text)


def _is_usual(character: str) -> bool:
    return character.isascii() and (character.isprintable() or character in "\t\n\r")


def _is_set(character: str) -> bool:
    """In a font, or made of what is in one, or without a glyph of its own."""
    code = ord(character)
    if unicodedata.category(character) == "Cc":
        return False
    if code in _list_characters() or (unicodedata.category(character) == "Cf" and code not in _SHOWN):
        return True
    parts = unicodedata.normalize("NFD", character)
    return parts != character and all(ord(part) in _list_characters() for part in parts)


@cache
def _list_characters() -> frozenset[int]:
    files = [file for folder in FONT_FOLDERS for file in sorted(Path(folder).rglob("*.[to]t[fc]"))]
    fonts = [font for file in files for font in _open(file)]
    return frozenset(code for font in fonts for code in font.getBestCmap() or ())


def _open(file: Path) -> list[TTFont]:
    return TTCollection(file, lazy=True).fonts if file.suffix == ".ttc" else [TTFont(file, lazy=True)]
