"""Numbers in the cells of a table, whose text is written as a language has it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import NumberFormatError, parse_decimal

from reference import Language
from services.council.documents.cells import ISOLATES
from services.council.words.catalogue import words_in


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how it is written."""

    value: float
    is_share: bool
    """Whether it is a percentage; `value` is then a part of 1."""
    has_decimal: bool


def read_number(text: str, language: Language) -> Number | None:
    """The number; None where the text is none, such as `not shown`."""
    words, mark = text.translate(ISOLATES).strip(), _find_mark(language)
    is_share = words.endswith(mark)
    try:
        value = parse_decimal(words.removesuffix(mark).strip(), locale=language, strict=False)
    except NumberFormatError:
        return None
    has_decimal = value != value.to_integral_value()
    return Number(float(value / 100 if is_share else value), is_share, has_decimal)


@cache
def _find_mark(language: Language) -> str:
    """What stands behind a percentage."""
    said = words_in(language).say("percentage", value=Decimal(1))
    return re.sub(r"[\d.,]+", "", said.translate(ISOLATES)).strip()
